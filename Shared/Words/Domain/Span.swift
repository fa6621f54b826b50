/// A range of characters (Unicode scalars) of a text in the vault: where the evidence stands, without the text.
package struct CharacterSpan: Hashable, Sendable, Codable {
    /// Offset of the first Unicode scalar.
    package let start: Int
    /// Offset after the last Unicode scalar.
    package let end: Int

    /// `start` must not be negative nor lie after `end`.
    package init(start: Int, end: Int) {
        precondition(start >= 0 && start <= end, "a span runs forward from 0")
        self.start = start
        self.end = end
    }

    /// The characters of `text` in this span, or nil when the text is shorter.
    package func slice(of text: String) -> String? {
        let scalars = text.unicodeScalars
        guard let from = scalars.index(scalars.startIndex, offsetBy: start, limitedBy: scalars.endIndex),
            let to = scalars.index(from, offsetBy: end - start, limitedBy: scalars.endIndex)
        else { return nil }
        return String(scalars[from..<to])
    }
}

/// A range of time within one recording, in milliseconds from its beginning.
package struct TimeSpan: Hashable, Sendable, Codable {
    package let startMilliseconds: Int
    package let endMilliseconds: Int

    package init(startMilliseconds: Int, endMilliseconds: Int) {
        precondition(startMilliseconds >= 0 && startMilliseconds <= endMilliseconds, "a span runs forward from 0")
        self.startMilliseconds = startMilliseconds
        self.endMilliseconds = endMilliseconds
    }
}
