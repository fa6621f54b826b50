import Openings

/// A name to look for in a text: a skill, a degree, a heading.
///
/// Latin names match whole words, and blanks, dots, hyphens and case do not matter (`Node.js`, `nodejs`, `node js`).
/// Chinese names match anywhere, also across a line's end. Names of one or two letters (`C`, `R`, `Go`) match in their
/// own case or in capitals only, and never as a part of `C++`, `R&D` or `C-level`.
package struct Phrase: Sendable, Hashable {
    package static let scalarCountMax = CriteriaLimits.wordCharactersMax
    /// More places than this say nothing more.
    static let matchCountMax = 200

    private let scalars: [Unicode.Scalar]
    /// Where a separator may stand before the scalar at the same position.
    private let joints: [Bool]
    private let given: [Unicode.Scalar]
    private let isShort: Bool

    /// Nil when nothing is left to look for or the text is too long.
    package init?(_ text: String) {
        var given = Array(text.unicodeScalars)
        while let last = given.last, last.isBlank { given.removeLast() }
        given = Array(given.drop { $0.isBlank })
        guard !given.isEmpty, given.count <= Self.scalarCountMax else { return nil }
        var scalars: [Unicode.Scalar] = []
        var joints: [Bool] = []
        var afterSeparator = false
        for (index, scalar) in given.enumerated() {
            // A separator at an end belongs to the name (`.NET`); one inside says only that one may stand there.
            if isSeparator(scalar), index > 0, index < given.count - 1 {
                afterSeparator = true
                continue
            }
            let last = index > 0 ? given[index - 1] : scalar
            let isHump = last.properties.isLowercase && scalar.properties.isUppercase
            joints.append(afterSeparator || isHump || last.isHan || scalar.isHan)
            scalars.append(FoldedText.fold(scalar))
            afterSeparator = false
        }
        self.scalars = scalars
        self.joints = joints
        self.given = given
        isShort = scalars.count <= 2 && scalars.allSatisfy { $0.isWordPart }
    }

    /// The places of the name within a range, in order, not overlapping, `matchCountMax` at most.
    func matches(in text: FoldedText, within range: Range<Int>? = nil) -> [Range<Int>] {
        let range = range ?? 0..<text.count
        var found: [Range<Int>] = []
        var next = range.lowerBound
        for place in text.beginnings(of: scalars[0]) {
            let start = Int(place)
            guard start >= next, text.folded[start] == scalars[0] else { continue }
            guard start < range.upperBound, found.count < Self.matchCountMax else { break }
            if let end = match(at: start, in: text, upTo: range.upperBound) {
                found.append(start..<end)
                next = end
            }
        }
        return found
    }

    private func match(at start: Int, in text: FoldedText, upTo end: Int) -> Int? {
        var index = start
        for (position, scalar) in scalars.enumerated() {
            var skipped = 0
            while position > 0, joints[position], index < end, skipped < separatorsMax,
                text.folded[index] != scalar, isSeparator(text.folded[index])
            {
                index += 1
                skipped += 1
            }
            guard index < end, text.folded[index] == scalar else { return nil }
            index += 1
        }
        return isWhole(start..<index, in: text) ? index : nil
    }

    private func isWhole(_ range: Range<Int>, in text: FoldedText) -> Bool {
        let before = range.lowerBound > 0 ? text.folded[range.lowerBound - 1] : nil
        let after = range.upperBound < text.count ? text.folded[range.upperBound] : nil
        if let before, let first = scalars.first, first.isWordPart, before.isWordPart { return false }
        if let after, let last = scalars.last {
            if after == "+" || after == "#" { return last.isWordPart && joinsTwoNames(range.upperBound, in: text) }
            if after.isDigit, last.isWordPart, !isShort { return isVersion(from: range.upperBound, in: text) }
            if after.isWordPart, last.isWordPart { return false }
        }
        return !isShort || isShortName(range, before, after, in: text)
    }

    /// `C++` is not `C`; but in `Java+Spring` the plus stands between two names.
    private func joinsTwoNames(_ plus: Int, in text: FoldedText) -> Bool {
        let next = plus + 1
        return !isShort && next < text.count && (text.folded[next].isWordPart || text.folded[next].isHan)
    }

    /// `Python3`, `Java8`: digits and dots up to the word's end are a version of the same thing.
    private func isVersion(from start: Int, in text: FoldedText) -> Bool {
        var index = start
        while index < text.count, text.folded[index].isDigit || text.folded[index] == "." { index += 1 }
        return index == text.count || !text.folded[index].isWordPart || text.folded[index] == "x"
    }

    private func isShortName(
        _ range: Range<Int>, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?, in text: FoldedText
    ) -> Bool {
        if let before, "&'.-+#".unicodeScalars.contains(before) { return false }
        if let after, "&'-+#".unicodeScalars.contains(after) { return false }
        let written = text.original[range].filter { !isSeparator(FoldedText.fold($0)) }
        return written == given.filter { !isSeparator(FoldedText.fold($0)) }
            || written.allSatisfy { $0.properties.isUppercase || $0.isDigit }
    }
}

private let separatorsMax = 2

private func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", ".", "-", "_", "/", "\n", "\u{B7}": true
    default: false
    }
}
