import Domain
import Events

/// Where all conditions of a rule hold: for each measure that it names a half-open range. A measure that is not named may have any
/// value. Thresholds on the scale of five are counted on that of the dimension.
struct RuleBox: Hashable {
    /// No more than this many ranges are looked at in one rule set.
    static let countMax = 2_000

    private(set) var ranges: [String: Range<Double>] = [:]

    static let everything = RuleBox()

    private init() {}

    /// Nil where nothing can satisfy the conditions.
    init?(_ conditions: [RuleCondition]) {
        for condition in conditions {
            let (measure, value) = Self.onScale(condition)
            let scale = Self.scale(of: measure)
            let within = condition.comparison == .atLeast ? value..<scale.upperBound : scale.lowerBound..<value
            guard within.lowerBound < within.upperBound, narrow(measure, to: within) else { return nil }
        }
    }

    /// Above its top no score lies; the next number after it closes the range.
    static func scale(of measure: String) -> Range<Double> {
        measure == "satisfaction" ? 1..<5.0.nextUp : 0..<100.0.nextUp
    }

    private static func onScale(_ condition: RuleCondition) -> (String, Double) {
        let scale = scale(of: condition.measure)
        let value = min(max(condition.value, scale.lowerBound), scale.upperBound)
        guard condition.measure.hasSuffix("/5") else { return (condition.measure, value) }
        return (String(condition.measure.dropLast(2)), min(condition.value * 20, 100.0.nextUp))
    }

    /// False where nothing is left.
    private mutating func narrow(_ measure: String, to range: Range<Double>) -> Bool {
        let left = (ranges[measure] ?? Self.scale(of: measure)).clamped(to: range)
        guard !left.isEmpty else { return false }
        ranges[measure] = left == Self.scale(of: measure) ? nil : left
        return true
    }

    func overlaps(_ other: RuleBox) -> Bool {
        ranges.allSatisfy { measure, range in other.ranges[measure].map { range.overlaps($0) } ?? true }
    }

    /// What of this lies outside of the other, as boxes that share nothing.
    func without(_ other: RuleBox) -> [RuleBox] {
        guard overlaps(other) else { return [self] }
        var rest: [RuleBox] = []
        var inside = self
        for (measure, range) in other.ranges.sorted(by: { $0.key < $1.key }) {
            let own = inside.ranges[measure] ?? Self.scale(of: measure)
            for side in [
                own.lowerBound..<max(own.lowerBound, range.lowerBound),
                min(own.upperBound, range.upperBound)..<own.upperBound,
            ]
            where !side.isEmpty {
                var outside = inside
                if outside.narrow(measure, to: side) { rest.append(outside) }
            }
            _ = inside.narrow(measure, to: range)
        }
        return rest
    }

    /// Everything that none of them takes; nil where it falls into too many pieces.
    static func rest(of box: RuleBox, without others: [RuleBox]) -> [RuleBox]? {
        var rest = [box]
        for other in others {
            rest = rest.flatMap { $0.without(other) }
            guard rest.count <= countMax else { return nil }
        }
        return rest
    }

    /// `composite is at least 60 and below 70`.
    var words: Bilingual {
        let parts = ranges.sorted { $0.key < $1.key }.map { measure, range in
            let scale = Self.scale(of: measure)
            let low = range.lowerBound > scale.lowerBound ? Self.text(range.lowerBound) : nil
            let high = range.upperBound < scale.upperBound ? Self.text(range.upperBound) : nil
            let chinese = [low.map { "不低于 \($0)" }, high.map { "低于 \($0)" }].compactMap(\.self)
            let english = [low.map { "at least \($0)" }, high.map { "below \($0)" }].compactMap(\.self)
            let name = measureName(measure)
            return Bilingual(
                name.chinese + chinese.joined(separator: " 且"),
                "\(name.english) is \(english.joined(separator: " and "))")
        }
        return Bilingual(
            parts.map(\.chinese).joined(separator: "，"), parts.map(\.english).joined(separator: ", "))
    }

    private static func text(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value))" : "\((value * 100).rounded() / 100)"
    }
}

/// What people call a measure of rules.
package func measureName(_ measure: String) -> Bilingual {
    switch measure {
    case "composite": Bilingual("总分", "the composite")
    case "satisfaction": Bilingual("满意度", "satisfaction")
    default:
        Bilingual(DimensionNames.name(of: measure, in: .chinese), DimensionNames.name(of: measure, in: .english))
    }
}
