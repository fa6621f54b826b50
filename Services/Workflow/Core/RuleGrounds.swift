import Domain
import Events
import Openings

extension RuleVerdict {
    static let textCharactersMax = 60

    /// The rule and why it applied, in few words for whoever decides: `retail/minimum: communication 65 < 70`.
    package var explained: String? {
        guard let rule else { return nil }
        let reasons = grounds.map(\.words).joined(separator: ", ")
        return String((reasons.isEmpty ? rule : "\(rule): \(reasons)").prefix(Self.textCharactersMax))
    }
}

extension RuleVerdict.Ground {
    /// `communication 65 < 70`, `composite 85 ≥ 70`.
    package var words: String {
        "\(measure) \(short(value)) \(comparison == .below ? "<" : "≥") \(short(threshold))"
    }

    /// At most two decimals, none that are zero.
    private func short(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        let (whole, rest) = (hundredths / 100, abs(hundredths % 100))
        if rest == 0 { return "\(whole)" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
