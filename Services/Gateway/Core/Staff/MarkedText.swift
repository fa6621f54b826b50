import Domain

/// A text with some of its places marked, such as a résumé with what met a criterion.
package struct MarkedText: Sendable, Hashable {
    package struct Piece: Sendable, Hashable {
        package let text: String
        package let isMarked: Bool
    }

    package let pieces: [Piece]

    /// Places that overlap become one; those that lie beside the text are left out.
    package init(_ text: String, marking spans: [CharacterSpan]) {
        let scalars = Array(text.unicodeScalars)
        var pieces: [Piece] = []
        var place = 0
        func add(upTo end: Int, isMarked: Bool) {
            guard place < end else { return }
            pieces.append(Piece(text: String(String.UnicodeScalarView(scalars[place..<end])), isMarked: isMarked))
            place = end
        }
        for span in spans.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) where span.end <= scalars.count {
            add(upTo: span.start, isMarked: false)
            add(upTo: span.end, isMarked: true)
        }
        add(upTo: scalars.count, isMarked: false)
        self.pieces = pieces
    }
}
