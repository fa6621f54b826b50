import Domain

/// A stretch of an answer that says one thing: what can be affirmed or denied.
package struct Clause: Sendable, Hashable {
    /// Which of the transcript's tokens.
    var tokens: Range<Int>
    /// As it was said, for the engine that compares meanings.
    package var text: String
    /// The sentence ends here.
    var endsSentence = false
}

/// The clauses of an answer, in order. They end with a sentence, at a comma behind three words, where somebody falls silent for
/// 900 ms, and before a word that opens the next thought; a recogniser often writes no full stop.
package func clauses(of transcript: Transcript) -> [Clause] {
    let tokens = tokens(of: transcript)
    let scalars = Array(transcript.text.unicodeScalars)
    let openers = ClauseWords.of(transcript.language).openers
    var result: [Clause] = []
    var start = 0
    func cut(before end: Int, endsSentence: Bool = false) {
        guard end > start else { return }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[tokens[start].span.start..<tokens[end - 1].span.end])
        result.append(Clause(tokens: start..<end, text: String(text), endsSentence: endsSentence))
        start = end
    }
    for index in tokens.indices.dropFirst() {
        let length = index - start
        let (before, after) = (tokens[index - 1], tokens[index])
        let gap = scalars[before.span.end..<max(before.span.end, after.span.start)]
        let silence = after.time.startMilliseconds - before.time.endMilliseconds
        let opens = openers.contains { isThere($0, at: index, in: tokens) }
        if endsSentence(gap) {
            cut(before: index, endsSentence: true)
        } else if length >= clauseTokensMax
            || length >= 3 && (gap.contains(where: commas.contains) || silence >= silenceMilliseconds)
            || length >= 3 && opens
        {
            cut(before: index)
        }
    }
    cut(before: tokens.count, endsSentence: true)
    return result
}

/// The clauses of a text of the employer's, as texts.
func clauseTexts(_ text: String, _ language: Language) -> [String] {
    clauses(of: Transcript(language: language, text: text, words: WrittenText.words(of: text))).map(\.text)
}

func isThere(_ phrase: [String], at index: Int, in tokens: [Token]) -> Bool {
    index + phrase.count <= tokens.count && zip(phrase, tokens[index...]).allSatisfy { $0 == $1.text }
}

private func endsSentence(_ gap: ArraySlice<Unicode.Scalar>) -> Bool {
    if gap.contains(where: enders.contains) { return true }
    // A full stop between digits is part of a figure.
    return gap.contains(".") && gap.count > 1
}

private let enders: Set<Unicode.Scalar> = ["。", "！", "？", "；", "!", "?", ";", "\n"]
private let commas: Set<Unicode.Scalar> = [",", "，", ":", "："]
private let silenceMilliseconds = 900
private let clauseTokensMax = 40
