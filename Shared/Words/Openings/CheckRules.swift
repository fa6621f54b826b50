import Domain
import Events

/// What keeps rules from doing what they say, and what is odd about them. They work all the same where they leave a gap, which holds
/// for a person, or overlap, which priority settles.
func checkRules(of job: JobDescription) -> [OpeningFinding] {
    let set = job.ruleSet
    let dimensions = job.interview.dimensions.map(\.dimension)
    let known = Set(["composite", "satisfaction"] + dimensions + dimensions.map { "\($0)/5" })
    var findings: [OpeningFinding] = []
    for (index, rule) in set.rules.enumerated() {
        let place = "/ruleSet/rules/\(index)"
        for (part, condition) in rule.when.enumerated() where !known.contains(condition.measure) {
            findings.append(
                OpeningFinding(.unknownMeasure, at: "\(place)/when/\(part)/measure", rule.name, condition.measure))
        }
        guard rule.outcome == .offer else { continue }
        if job.offer == nil { findings.append(OpeningFinding(.offerWithoutTerms, at: "\(place)/outcome", rule.name)) }
        if let part = rule.when.firstIndex(where: { $0.measure == "satisfaction" }) {
            findings.append(OpeningFinding(.satisfactionGrants, at: "\(place)/when/\(part)", rule.name))
        }
    }
    if set.rules.isEmpty { return [OpeningFinding(.noRules, at: "/ruleSet/rules")] }
    let isLarge = set.rules.count > rulesCountMax || set.rules.contains { $0.when.count > conditionsCountMax }
    return isLarge ? findings : findings + checkSpace(set)
}

/// As many as the schema allows; what is longer is not looked at for gaps.
private let rulesCountMax = 30
private let conditionsCountMax = 10
private let gapsToldMax = 3

private struct PlacedRule {
    let rule: Rule
    let place: String
    let box: RuleBox?
}

/// Looks at where each rule holds. Exact, but that a measure may also be missing: then no condition on it holds.
private func checkSpace(_ set: RuleSet) -> [OpeningFinding] {
    let rules = set.rules.enumerated().sorted { ($0.element.priority, $0.offset) < ($1.element.priority, $1.offset) }
        .map { PlacedRule(rule: $1, place: "/ruleSet/rules/\($0)", box: RuleBox($1.when)) }
    var findings: [OpeningFinding] = []
    for (index, later) in rules.enumerated() {
        if index > 0, rules[index - 1].rule.priority == later.rule.priority {
            let first = rules[index - 1].rule.name
            findings.append(
                OpeningFinding(.samePriority, at: "\(later.place)/priority", first, later.rule.name))
        }
        guard let box = later.box else {
            findings.append(OpeningFinding(.contradiction, at: "\(later.place)/when", later.rule.name))
            continue
        }
        // Where a measure is missing a rule that does not look at it may still decide, so one that looks at more is no cover.
        let covers = rules[..<index].compactMap(\.box).filter { $0.ranges.keys.allSatisfy(box.ranges.keys.contains) }
        if RuleBox.rest(of: box, without: covers)?.isEmpty == true {
            findings.append(OpeningFinding(.neverReached, at: later.place, later.rule.name))
            continue
        }
        for earlier in rules[..<index] where earlier.rule.outcome != later.rule.outcome {
            guard earlier.box?.overlaps(box) == true else { continue }
            findings.append(OpeningFinding(.overlap, at: later.place, earlier.rule.name, later.rule.name))
        }
    }
    return findings + gaps(between: rules.compactMap(\.box))
}

private func gaps(between boxes: [RuleBox]) -> [OpeningFinding] {
    guard let gaps = RuleBox.rest(of: .everything, without: boxes) else { return [] }
    var findings = gaps.prefix(gapsToldMax).map { OpeningFinding(.gap, at: "/ruleSet/rules", [$0.words]) }
    if gaps.count > gapsToldMax {
        findings.append(OpeningFinding(.gaps, at: "/ruleSet/rules", "\(gaps.count - gapsToldMax)"))
    }
    return findings
}
