import Domain
import Events
import Testing

@testable import WorkflowCore

struct LintRulesTests {
    private func rule(_ name: String, _ priority: Int, _ outcome: RuleOutcome, _ when: RuleCondition...) -> Rule {
        Rule(name, priority: priority, when: when, outcome: outcome)
    }

    @Test func `rule set 1 has one gap`() {
        #expect(lintRules(retailRules, dimensions: []) == [.gap(["composite in 60.0..<70.0"])])
    }

    @Test func `rule set 2 has gaps, an overlap that priority settles, and an offer for satisfaction`() {
        let warnings = lintRules(engineRules, dimensions: ["culture-fit"])
        #expect(warnings.contains(.satisfactionGrantsOffer(rule: "offer")))
        #expect(warnings.contains(.overlap(first: "offer", second: "second")))
        #expect(
            warnings.contains(.gap(["composite in 70.0..<80.0", "culture-fit/5 below 4.0", "satisfaction below 4.5"])))
        #expect(!warnings.contains { if case .neverReached = $0 { true } else { false } })
    }

    @Test func `a rule that can never decide is found`() {
        let rules = RuleSet(
            "s",
            [
                rule("all", 1, .hold), rule("late", 2, .thank, RuleCondition("composite", .below, 50)),
                rule(
                    "never", 3, .thank, RuleCondition("composite", .below, 50), RuleCondition("composite", .atLeast, 60)
                ),
            ])
        let warnings = lintRules(rules, dimensions: [])
        #expect(warnings.contains(.neverReached(rule: "late")))
        #expect(warnings.contains(.contradiction(rule: "never")))
    }

    @Test func `unknown measures and equal priorities are found`() {
        let rules = RuleSet(
            "s",
            [
                rule("a", 1, .hold, RuleCondition("charisma", .atLeast, 1)),
                rule("b", 1, .thank, RuleCondition("composite", .below, 5)),
            ])
        let warnings = lintRules(rules, dimensions: ["teamwork"])
        #expect(warnings.contains(.unknownMeasure("charisma", rule: "a")))
        #expect(warnings.contains(.samePriority("a", "b")))
    }

    @Test func `rules without a gap or an overlap are clean`() {
        let rules = RuleSet(
            "s",
            [
                rule("yes", 1, .humanInterview, RuleCondition("composite", .atLeast, 70)),
                rule("no", 2, .thank, RuleCondition("composite", .below, 70)),
            ])
        #expect(lintRules(rules, dimensions: []).isEmpty)
        #expect(lintRules(RuleSet("none", []), dimensions: []) == [.gap([])])
    }
}
