import Domain
import Openings

/// A text beside its folded form, scalar by scalar, so that an offset in one is an offset in the other.
///
/// Folding makes full-width forms half-width, letters small, and dashes and blanks alike.
package struct FoldedText: Sendable {
    package let text: String
    let original: [Unicode.Scalar]
    let folded: [Unicode.Scalar]
    private let beginnings: NameBeginnings

    package init(_ text: String) {
        self.text = text
        original = Array(text.unicodeScalars)
        folded = original.map(Self.fold)
        beginnings = NameBeginnings(folded)
    }

    /// Where a name that begins with this scalar may begin, in order; some others are among them.
    func beginnings(of scalar: Unicode.Scalar) -> ArraySlice<Int32> { beginnings.places(scalar) }

    var count: Int { folded.count }

    /// What stands around an offset on its line, at most so many scalars to each side.
    func line(around offset: Int, reach: Int) -> Range<Int> {
        var start = min(offset, count)
        let first = max(0, start - reach)
        while start > first, folded[start - 1] != "\n" { start -= 1 }
        var end = min(offset, count)
        let last = min(count, end + reach)
        while end < last, folded[end] != "\n" { end += 1 }
        return start..<end
    }

    /// The ranges of all lines, without their line ends.
    var lines: [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for index in 0...count where index == count || folded[index] == "\n" {
            lines.append(start..<index)
            start = index + 1
        }
        return lines
    }

    func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: folded[range])
        return String(view)
    }

    static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar { scalar.folded }

    static func fold(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.map(fold) }
}

/// The places of a text at which a name may begin, by their scalars' low bytes: a hundred names are looked for in one résumé,
/// and few of its places come into question for each. A Latin name does not begin inside of a word.
private struct NameBeginnings: Sendable {
    private let places: [Int32]
    /// Where each low byte's places begin in the list.
    private let bounds: [Int]

    init(_ folded: [Unicode.Scalar]) {
        var bounds = [Int](repeating: 0, count: 257)
        Self.forEach(in: folded) { _, bucket in bounds[bucket + 1] += 1 }
        for bucket in 0..<256 { bounds[bucket + 1] += bounds[bucket] }
        var next = bounds
        var places = [Int32](repeating: 0, count: bounds[256])
        Self.forEach(in: folded) { place, bucket in
            places[next[bucket]] = Int32(place)
            next[bucket] += 1
        }
        self.places = places
        self.bounds = bounds
    }

    func places(_ scalar: Unicode.Scalar) -> ArraySlice<Int32> {
        let bucket = Int(scalar.value & 0xFF)
        return places[bounds[bucket]..<bounds[bucket + 1]]
    }

    private static func forEach(in folded: [Unicode.Scalar], _ body: (_ place: Int, _ bucket: Int) -> Void) {
        var isInWord = false
        for (place, scalar) in folded.enumerated() {
            let isWordPart = scalar.isWordPart
            if !(isWordPart && isInWord) { body(place, Int(scalar.value & 0xFF)) }
            isInWord = isWordPart
        }
    }
}

extension Unicode.Scalar {
    /// A letter or digit of a script that puts blanks between words; Chinese characters are none.
    var isWordPart: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        case "\u{C0}"..."\u{24F}": self != "\u{D7}" && self != "\u{F7}"
        default: false
        }
    }

    var isDigit: Bool { ("0"..."9").contains(self) }

    /// A Chinese character.
    var isHan: Bool {
        switch self {
        case "\u{3400}"..."\u{4DBF}", "\u{4E00}"..."\u{9FFF}", "\u{F900}"..."\u{FAFF}", "\u{20000}"..."\u{2FA1F}": true
        default: false
        }
    }
}

extension CharacterSpan {
    init(_ range: Range<Int>) { self.init(start: range.lowerBound, end: range.upperBound) }
}
