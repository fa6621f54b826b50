/// What was said in an answer, with the time of every word. The candidate's words: they live in the vault (as the JSON
/// of this value) and nowhere else; events point into them by span.
package struct Transcript: Codable, Sendable, Hashable {
    package var language: Language
    package var text: String
    /// In order. A word is a run of letters and digits, in Chinese one character; punctuation is in no word.
    package var words: [Word]

    package init(language: Language, text: String, words: [Word]) {
        self.language = language
        self.text = text
        self.words = words
    }

    /// How sure the recogniser was, 0 to 1: the mean over the words; nil without words.
    package var confidence: Double? {
        words.isEmpty ? nil : words.reduce(0) { $0 + $1.probability } / Double(words.count)
    }

    package struct Word: Codable, Sendable, Hashable {
        /// Offset of its first Unicode scalar in the text.
        package var start: Int
        /// Offset after its last Unicode scalar.
        package var end: Int
        /// From the beginning of the recording, ± 400 ms.
        package var startMilliseconds: Int
        package var endMilliseconds: Int
        /// 0 to 1.
        package var probability: Double

        package init(start: Int, end: Int, startMilliseconds: Int, endMilliseconds: Int, probability: Double) {
            self.start = start
            self.end = end
            self.startMilliseconds = startMilliseconds
            self.endMilliseconds = endMilliseconds
            self.probability = probability
        }
    }
}
