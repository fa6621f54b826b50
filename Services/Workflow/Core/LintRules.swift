import Domain
import Events

/// What is odd about a rule set. It works all the same: gaps hold, priority settles overlaps.
package enum RuleWarning: Sendable, Hashable {
    /// Two rules have the same priority.
    case samePriority(String, String)
    /// The rule looks at what is never measured for this job.
    case unknownMeasure(String, rule: String)
    /// No value can satisfy the rule's own conditions.
    case contradiction(rule: String)
    /// Wherever the rule holds, one before it holds too.
    case neverReached(rule: String)
    /// Both hold for some values and lead elsewhere; the first one wins there.
    case overlap(first: String, second: String)
    /// For such values no rule holds, and a person decides: `composite` in 60..<70.
    case gap([String])
    /// A candidate's own satisfaction helps to grant an offer, which invites flattery.
    case satisfactionGrantsOffer(rule: String)
}

/// Looks at a rule set as a whole, against what the job measures. Exact: between two thresholds nothing changes, so one
/// value of each interval stands for all.
package func lintRules(_ set: RuleSet, dimensions: [String]) -> [RuleWarning] {
    let rules = set.inOrder
    let known = Set(["composite", "satisfaction"] + dimensions + dimensions.map { "\($0)/5" })
    var warnings: [RuleWarning] = []
    for (rule, next) in zip(rules, rules.dropFirst()) where rule.priority == next.priority {
        warnings.append(.samePriority(rule.name, next.name))
    }
    for rule in rules {
        for condition in rule.when where !known.contains(condition.measure) {
            warnings.append(.unknownMeasure(condition.measure, rule: rule.name))
        }
        if rule.outcome == .offer, rule.when.contains(where: { $0.measure == "satisfaction" }) {
            warnings.append(.satisfactionGrantsOffer(rule: rule.name))
        }
    }
    let axes = ValueAxis.of(set)
    guard axes.reduce(1, { $0 * $1.values.count }) <= cellCountMax else { return warnings }
    return warnings + cellWarnings(rules, axes)
}

private let cellCountMax = 50_000

/// Walks through all cells of the space that the thresholds cut.
private func cellWarnings(_ rules: [Rule], _ axes: [ValueAxis]) -> [RuleWarning] {
    var reached: Set<Int> = []
    var possible: Set<Int> = []
    var overlaps: Set<[Int]> = []
    var gaps: [[String]] = []
    ValueAxis.forEachCell(axes) { measures, cell in
        let holding = rules.indices.filter { index in
            rules[index].when.allSatisfy { condition in
                measures[condition.measure].map { condition.holds(for: $0) } ?? false
            }
        }
        possible.formUnion(holding)
        guard let first = holding.first else {
            gaps.append(cell)
            return
        }
        reached.insert(first)
        for later in holding.dropFirst() where rules[later].outcome != rules[first].outcome {
            overlaps.insert([first, later])
        }
    }
    var warnings: [RuleWarning] = []
    for index in rules.indices where !reached.contains(index) {
        let name = rules[index].name
        warnings.append(possible.contains(index) ? .neverReached(rule: name) : .contradiction(rule: name))
    }
    for pair in overlaps.sorted(by: { ($0[0], $0[1]) < ($1[0], $1[1]) }) {
        warnings.append(.overlap(first: rules[pair[0]].name, second: rules[pair[1]].name))
    }
    return warnings + gaps.prefix(gapCountMax).map { RuleWarning.gap($0) }
}

private let gapCountMax = 20
