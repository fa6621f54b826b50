/// 0 to 100 points in hundredths, so that 69.99 and 70 stay apart and sums are exact.
package struct Score: Hashable, Sendable, Comparable {
    package let hundredths: Int

    /// Throws `ScoreOutOfRange` outside 0…10 000 hundredths.
    package init(hundredths: Int) throws(ScoreOutOfRange) {
        guard (0...10_000).contains(hundredths) else { throw ScoreOutOfRange() }
        self.hundredths = hundredths
    }

    /// Rounds to the nearest hundredth, half away from zero. Throws when the number is not finite or outside 0…100.
    package init(points: Double) throws(ScoreOutOfRange) {
        guard points.isFinite, points > -0.005, points < 100.005 else { throw ScoreOutOfRange() }
        try self.init(hundredths: Int((points * 100).rounded()))
    }

    /// The nearest score to a number that a formula made; what lies outside is cut to 0 or 100.
    package init(clamping points: Double) {
        let bounded = points.isNaN ? 0 : min(100, max(0, points))
        hundredths = Int((bounded * 100).rounded())
    }

    package var points: Double { Double(hundredths) / 100 }

    package static let zero = Score(clamping: 0)
    package static let full = Score(clamping: 100)

    package static func < (left: Self, right: Self) -> Bool { left.hundredths < right.hundredths }
}

package struct ScoreOutOfRange: Error, CustomStringConvertible {
    package var description: String { "a score lies between 0 and 100" }
}

extension Score: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    package init(integerLiteral value: Int) {
        precondition((0...100).contains(value), "a score lies between 0 and 100")
        hundredths = value * 100
    }

    package init(floatLiteral value: Double) {
        precondition((0...100).contains(value), "a score lies between 0 and 100")
        self.init(clamping: value)
    }
}

extension Score: CustomStringConvertible {
    /// `85`, `69.5`, `69.99`: no trailing zeros.
    package var description: String {
        let rest = hundredths % 100
        if rest == 0 { return String(hundredths / 100) }
        return "\(hundredths / 100)." + (rest % 10 == 0 ? String(rest / 10) : padded(Int64(rest), 2))
    }
}

extension Score: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(points: decoder.singleValueContainer().decode(Double.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(points)
    }
}
