/// What was said, with the time of every word. Text of a candidate: it belongs into the vault and nowhere else.
package struct Transcript: Sendable, Equatable {
    package let language: SpokenLanguage
    package let text: String
    /// In order. A word is a run of letters and digits, in Chinese one character; punctuation is in no word.
    package let words: [Word]

    package init(language: SpokenLanguage, text: String, words: [Word]) {
        self.language = language
        self.text = text
        self.words = words
    }

    /// How sure the recogniser was, 0…1: the mean over the words; 0 without words.
    package var probability: Double {
        words.isEmpty ? 0 : words.reduce(0) { $0 + $1.probability } / Double(words.count)
    }

    package struct Word: Sendable, Equatable {
        /// Offsets of Unicode scalars in the text.
        package let scalars: Range<Int>
        /// From the beginning of the recording, ± 400 ms.
        package let milliseconds: Range<Int>
        /// 0…1.
        package let probability: Double

        package init(scalars: Range<Int>, milliseconds: Range<Int>, probability: Double) {
            self.scalars = scalars
            self.milliseconds = milliseconds
            self.probability = probability
        }
    }
}
