import Domain

/// The words of an answer around a piece of evidence, as many as a reader needs to judge it.
package struct Quote: Codable, Sendable, Hashable {
    package var before: String
    package var words: String
    package var after: String

    package init(before: String, words: String, after: String) {
        self.before = before
        self.words = words
        self.after = after
    }
}

/// Cuts the quote out of a transcript: at most the sentence, and at most `charactersMax` on either side.
/// Nil when the transcript has no such span.
package func quote(_ span: CharacterSpan, of transcript: String, charactersMax: Int = 40) -> Quote? {
    let scalars = Array(transcript.unicodeScalars)
    guard span.end <= scalars.count, span.start < span.end else { return nil }
    var start = span.start
    while start > 0, span.start - start < charactersMax, !endsSentence(scalars[start - 1]) { start -= 1 }
    var end = span.end
    while end < scalars.count, end - span.end < charactersMax {
        end += 1
        if endsSentence(scalars[end - 1]) { break }
    }
    // A cut inside a Latin word would read badly: leave the broken word out.
    if start > 0, !endsSentence(scalars[start - 1]) { start = skip(scalars, from: start, to: span.start, by: 1) }
    if end < scalars.count, !endsSentence(scalars[end - 1]) { end = skip(scalars, from: end, to: span.end, by: -1) }
    func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }
    let before = text(start..<span.start)
    return Quote(
        before: (start > 0 && !endsSentence(scalars[start - 1]) ? "…" : "") + String(before.drop { $0 == " " }),
        words: text(span.start..<span.end),
        after: text(span.end..<end) + (end < scalars.count && !endsSentence(scalars[end - 1]) ? "…" : ""))
}

private func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
    "。！？；.!?;\n".unicodeScalars.contains(scalar)
}

private func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar.properties.isAlphabetic
}

/// Moves a cut towards the quoted words until it does not part two letters of a Latin word.
private func skip(_ scalars: [Unicode.Scalar], from cut: Int, to bound: Int, by step: Int) -> Int {
    var cut = cut
    while cut != bound, isLatin(scalars[cut - 1]), isLatin(scalars[cut]) { cut += step }
    return cut
}
