import Domain

/// One sentence of what was said, with the moment at which it begins: a reader presses it to hear it.
package struct SpokenSentence: Sendable, Hashable {
    package let text: String
    package let startMilliseconds: Int

    private static let ends: Set<Unicode.Scalar> = [".", "?", "!", "。", "？", "！", "；", ";"]
    /// A speaker who never ends a sentence is cut at a silence, in the end anywhere.
    private static let silenceMilliseconds = 1_500
    private static let scalarsMax = 400

    package static func all(of transcript: Transcript) -> [SpokenSentence] {
        let scalars = Array(transcript.text.unicodeScalars)
        var sentences: [SpokenSentence] = []
        var first: Transcript.Word?
        var last: Transcript.Word?
        func close(before end: Int) {
            guard let begun = first else { return }
            let text = String(String.UnicodeScalarView(scalars[begun.start..<end]))
            let shown = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            sentences.append(SpokenSentence(text: shown, startMilliseconds: max(0, begun.startMilliseconds)))
            first = nil
        }
        for word in transcript.words where 0 <= word.start && word.start < word.end && word.end <= scalars.count {
            if let begun = first, let before = last, before.end <= word.start {
                let isOver =
                    scalars[before.end..<word.start].contains { ends.contains($0) }
                    || word.startMilliseconds - before.endMilliseconds > silenceMilliseconds
                    || word.end - begun.start > scalarsMax
                if isOver { close(before: word.start) }
            }
            // What goes backwards in the text belongs to no sentence.
            if let before = last, word.start < before.end, first != nil { continue }
            if first == nil { first = word }
            last = word
        }
        close(before: scalars.count)
        return sentences
    }
}
