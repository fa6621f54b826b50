import Domain

/// The employer's rules over a report. The first rule by priority whose conditions all hold decides; when none holds, the
/// application is held for a human, so that every report has exactly one outcome.
package struct RuleSet: Codable, Sendable, Hashable {
    package var name: String
    package var rules: [Rule]

    package init(_ name: String, _ rules: [Rule]) {
        self.name = name
        self.rules = rules
    }

    package static let shape = Shape.object([
        .required("name", .text(charactersMax: 60), "The rule set's name, shown beside its outcome."),
        .required("rules", .list(Rule.shape, countMax: 30), "Rules; gaps between them mean: hold for a human."),
    ])
}

package struct Rule: Codable, Sendable, Hashable {
    package var name: String
    /// Lower goes first; no two rules of a set share one.
    package var priority: Int
    /// All must hold. A condition on what was not measured does not hold.
    package var when: [RuleCondition]
    package var outcome: RuleOutcome

    package init(_ name: String, priority: Int, when: [RuleCondition], outcome: RuleOutcome) {
        self.name = name
        self.priority = priority
        self.when = when
        self.outcome = outcome
    }

    package static let shape = Shape.object([
        .required("name", .text(charactersMax: 60), "The rule's name."),
        .required("priority", .integer(0, 1000), "Lower goes first."),
        .required("when", .list(RuleCondition.shape, countMax: 10), "Conditions that must all hold."),
        .required("outcome", .word(RuleOutcome.self), "What follows."),
    ])
}

package struct RuleCondition: Codable, Sendable, Hashable {
    /// `composite`, `satisfaction`, or the name of a dimension.
    package var measure: String
    package var comparison: Comparison
    package var value: Double

    package enum Comparison: String, Codable, Sendable, CaseIterable, Hashable {
        case atLeast = "at-least"
        case below
    }

    package init(_ measure: String, _ comparison: Comparison, _ value: Double) {
        self.measure = measure
        self.comparison = comparison
        self.value = value
    }

    package static let shape = Shape.object([
        .required("measure", .text(charactersMax: 60), "`composite`, `satisfaction`, or a dimension."),
        .required("comparison", .word(Comparison.self), "How it is compared."),
        .required("value", .number(0, 100), "With what."),
    ])
}

package enum RuleOutcome: String, Codable, Sendable, CaseIterable, Hashable {
    case humanInterview = "human-interview"
    case secondInterview = "second-interview"
    case offer
    case thank
    /// Thank, and ask to keep the résumé in the talent pool.
    case thankAndPool = "thank-and-pool"
    case hold
}
