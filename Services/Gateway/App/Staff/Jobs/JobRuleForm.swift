import Domain
import Events
import Openings

// What follows from a report.

/// As many conditions of a rule can be typed at once; a rule that has more shows them all.
private let conditionSlots = 2

func ruleGroups(of job: JobDescription, _ say: JobWords) -> [JobFieldGroup] {
    let rules = job.ruleSet.rules.map(Optional.some) + [nil]
    let measures = measureChoices(job, say)
    return rules.enumerated().map { index, rule in
        let place = "/ruleSet/rules/\(index)"
        let when = rule?.when ?? []
        let priority = rule?.priority ?? (job.ruleSet.rules.map(\.priority).max() ?? 0) + 10
        let conditions = (0..<max(conditionSlots, when.count)).flatMap { part -> [JobField] in
            let condition = part < when.count ? when[part] : nil
            return [
                JobField("\(place)/when/\(part)/measure", "job-measure", measures, condition?.measure ?? ""),
                JobField(
                    "\(place)/when/\(part)/comparison", "job-comparison",
                    say.choices("comparison", RuleCondition.Comparison.allCases.map(\.rawValue)),
                    condition?.comparison.rawValue ?? RuleCondition.Comparison.atLeast.rawValue),
                JobField(
                    "\(place)/when/\(part)/value", "job-value", .line(charactersMax: 8),
                    condition.map { numberText($0.value) } ?? ""),
            ]
        }
        return JobFieldGroup(
            legend: say("job-rule", ["number": "\(index + 1)"]),
            fields: [
                JobField("\(place)/name", "job-name", .line(charactersMax: 60), rule?.name ?? ""),
                JobField("\(place)/priority", "job-priority", .number(0...1000), "\(priority)"),
                JobField(
                    "\(place)/outcome", "job-outcome",
                    say.choices("ruled", RuleOutcome.allCases.map(\.rawValue)),
                    (rule?.outcome ?? .hold).rawValue),
            ] + conditions)
    }
}

private func measureChoices(_ job: JobDescription, _ say: JobWords) -> JobField.Kind {
    let dimensions = job.interview.dimensions.map(\.dimension)
    let used = job.ruleSet.rules.flatMap(\.when).map(\.measure)
    var all = ["composite", "satisfaction"] + dimensions
    for measure in used where !all.contains(measure) { all.append(measure) }
    return .choice([("", "—")] + all.map { ($0, measureName($0)[say.language]) })
}

func applyRules(_ form: inout JobForm, to job: JobDescription) -> JobDescription {
    var job = job
    var rules: [Rule] = []
    let count = max(conditionSlots, job.ruleSet.rules.map(\.when.count).max() ?? 0)
    let conditions = (0..<count).flatMap { ["/when/\($0)/measure", "/when/\($0)/value"] }
    for (index, row) in form.rows("/ruleSet/rules", "/name", conditions).enumerated() {
        let (place, shown) = ("/ruleSet/rules/\(row)", "/ruleSet/rules/\(index)")
        var when: [RuleCondition] = []
        for (part, slot) in form.rows("\(place)/when", "/measure", ["/value"], shownAt: "\(shown)/when").enumerated() {
            let given = form.text("\(place)/when/\(slot)/value")
            let value = Double(given)
            if value?.isFinite != true { form.fault("\(shown)/when/\(part)/value", given, "job-value-fault") }
            when.append(
                RuleCondition(
                    form.text("\(place)/when/\(slot)/measure"),
                    RuleCondition.Comparison(rawValue: form.text("\(place)/when/\(slot)/comparison")) ?? .atLeast,
                    value.flatMap { $0.isFinite ? $0 : nil } ?? 0))
        }
        rules.append(
            Rule(
                form.text("\(place)/name"),
                priority: form.number("\(place)/priority", shownAt: "\(shown)/priority") ?? index * 10, when: when,
                outcome: RuleOutcome(rawValue: form.text("\(place)/outcome")) ?? .hold))
    }
    job.ruleSet.rules = rules
    return job
}

/// At most two decimals, none that are zero.
func numberText(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int64(rounded))" : "\(rounded)"
}

extension Rule {
    /// In a plain sentence: `When the composite is at least 70 and Teamwork is below 50: a talk in person.`
    func sentence(_ say: JobWords) -> String {
        let conditions = when.map { condition in
            say(
                condition.comparison == .atLeast ? "rule-at-least" : "rule-below",
                ["measure": measureName(condition.measure)[say.language], "value": numberText(condition.value)])
        }
        let outcome = say.page.say("ruled", self.outcome.rawValue, in: say.language)
        guard !conditions.isEmpty else { return say("rule-always", ["outcome": outcome]) }
        return say("rule-when", ["conditions": conditions.joined(separator: say("rule-and")), "outcome": outcome])
    }
}
