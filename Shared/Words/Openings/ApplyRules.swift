import Domain
import Events

/// What the employer's rules say about one report.
package struct RuleVerdict: Sendable, Hashable {
    /// Exactly one; `hold` when no rule applies.
    package let outcome: RuleOutcome
    /// The rule that applied: `<set>/<rule>`; nil when none did.
    package let rule: String?
    /// The conditions that held, with what was measured: why it came so.
    package let grounds: [Ground]

    package struct Ground: Sendable, Hashable {
        package let measure: String
        package let comparison: RuleCondition.Comparison
        package let threshold: Double
        package let value: Double
    }
}

/// Applies the rules by priority: the first whose conditions all hold decides. Total: every input has exactly one
/// outcome, and where the rules leave a gap the application is held for a person.
package func applyRules(_ set: RuleSet, to measures: Measures) -> RuleVerdict {
    for rule in set.inOrder {
        if let grounds = grounds(for: rule, measures) {
            return RuleVerdict(outcome: rule.outcome, rule: "\(set.name)/\(rule.name)", grounds: grounds)
        }
    }
    return RuleVerdict(outcome: .hold, rule: nil, grounds: [])
}

/// Everything that the rules may come to within the known errors of the scores; one outcome where they leave no doubt.
package func possibleOutcomes(_ set: RuleSet, of measures: Measures) -> Set<RuleOutcome> {
    var outcomes: Set<RuleOutcome> = []
    for rule in set.inOrder {
        let answers = rule.when.map { $0.answers(for: measures) }
        guard answers.allSatisfy({ $0.contains(true) }) else { continue }
        outcomes.insert(rule.outcome)
        // It holds for sure, so no rule after it is asked.
        if answers.allSatisfy({ $0 == [true] }) { return outcomes }
    }
    return outcomes.union([.hold])
}

/// Nil when a condition does not hold. A rule without conditions always holds.
private func grounds(for rule: Rule, _ measures: Measures) -> [RuleVerdict.Ground]? {
    var grounds: [RuleVerdict.Ground] = []
    for condition in rule.when {
        guard let value = measures[condition.measure], condition.holds(for: value) else { return nil }
        grounds.append(
            RuleVerdict.Ground(
                measure: condition.measure, comparison: condition.comparison, threshold: condition.value, value: value))
    }
    return grounds
}

extension RuleCondition {
    /// Whether it holds: both where the threshold lies within the error of what was measured.
    fileprivate func answers(for measures: Measures) -> Set<Bool> {
        guard let measured = measures[measure] else { return [false] }
        if let error = measures.error(of: measure), abs(measured - value) <= error { return [true, false] }
        return [holds(for: measured)]
    }

    func holds(for measured: Double) -> Bool {
        switch comparison {
        case .atLeast: measured >= value
        case .below: measured < value
        }
    }
}

extension RuleSet {
    /// By priority; where two share one, which the check of openings reports, the order in which they are written decides.
    package var inOrder: [Rule] {
        rules.enumerated().sorted { ($0.element.priority, $0.offset) < ($1.element.priority, $1.offset) }.map(\.element)
    }
}
