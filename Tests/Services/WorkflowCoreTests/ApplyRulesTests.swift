import Domain
import Events
import Openings
import Testing

@testable import WorkflowCore

struct ApplyRulesTests {
    @Test(arguments: [
        (70.0, RuleOutcome.humanInterview), (69.99, .hold), (60, .hold), (59.99, .thank), (0, .thank),
        (100, .humanInterview),
    ])
    func `rule set 1 gives every score its one outcome`(composite: Double, outcome: RuleOutcome) {
        #expect(applyRules(retailRules, to: Measures(["composite": composite])).outcome == outcome)
    }

    @Test(
        arguments: [
            (80.0, 4.0, nil, RuleOutcome.secondInterview), (80, 3.9, nil, .hold), (90, 4.0, 4.5, .offer),
            (90, 4.0, 4.4, .secondInterview),
            (90, 3.0, 4.4, .hold), (69.9, 5.0, 5.0, .thankAndPool), (70, 5.0, nil, .hold), (79.99, 5.0, nil, .hold),
            (95, 4.0, nil, .secondInterview),
            (89.99, 4.0, 5.0, .secondInterview),
        ] as [(Double, Double, Double?, RuleOutcome)])
    func `rule set 2 prefers the offer and holds where it is silent`(
        composite: Double, culture: Double, satisfaction: Double?, outcome: RuleOutcome
    ) throws {
        let report = report(try Score(points: composite), ["culture-fit": try Score(points: culture * 20)])
        #expect(applyRules(engineRules, to: Measures(report, satisfaction: satisfaction)).outcome == outcome)
    }

    @Test func `what was not measured fulfils nothing`() {
        for rules in [retailRules, engineRules] {
            let verdict = applyRules(rules, to: Measures(report(nil), satisfaction: nil))
            #expect(verdict.outcome == .hold && verdict.rule == nil)
        }
    }

    @Test(
        arguments: [
            (75.0, nil, [RuleOutcome.humanInterview]), (75, 4.9, [.humanInterview]),
            (75, 5, [.humanInterview, .hold]), (66, 4, [.humanInterview, .hold]), (61, 2, [.thank, .hold]),
            (65, 20, [.humanInterview, .thank, .hold]), (50, 9, [.thank]),
        ] as [(Double, Double?, Set<RuleOutcome>)])
    func `within the known error the rules may come to more than one outcome`(
        composite: Double, error: Double?, outcomes: Set<RuleOutcome>
    ) {
        let measures = Measures(["composite": composite], errors: error.map { ["composite": $0] } ?? [:])
        #expect(possibleOutcomes(retailRules, of: measures) == outcomes)
    }

    @Test func `a rule that holds for sure is asked before those whose bound is near`() {
        let rules = RuleSet(
            "sure",
            [Rule("all", priority: 0, when: [], outcome: .humanInterview)] + retailRules.rules)
        let measures = Measures(["composite": 70], errors: ["composite": 10])
        #expect(possibleOutcomes(rules, of: measures) == [.humanInterview])
    }

    @Test func `a rejection names the dimension and the threshold`() {
        let minimum = Rule("minimum", priority: 0, when: [RuleCondition("communication", .below, 70)], outcome: .thank)
        let rules = RuleSet("retail", [minimum] + retailRules.rules)
        let verdict = applyRules(rules, to: Measures(report(90, ["communication": 65.5]), satisfaction: nil))
        #expect(verdict.outcome == .thank)
        #expect(verdict.explained == "retail/minimum: communication 65.5 < 70")
        #expect(
            applyRules(rules, to: Measures(report(90, ["communication": 70]), satisfaction: nil)).outcome
                == .humanInterview)
    }

    @Test func `any set of rules gives any report exactly one outcome, the first that holds`() {
        var random = SystemRandomNumberGenerator()
        let measures = ["composite", "satisfaction", "teamwork"]
        for _ in 0..<500 {
            let rules = (0..<Int.random(in: 0...6, using: &random)).map { index in
                let conditions = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                    RuleCondition(
                        measures.randomElement(using: &random)!, Bool.random(using: &random) ? .atLeast : .below,
                        Double(Int.random(in: 0...10, using: &random)) * 10)
                }
                return Rule(
                    "r\(index)", priority: Int.random(in: 0...5, using: &random), when: conditions,
                    outcome: RuleOutcome.allCases.randomElement(using: &random)!)
            }
            var values: [String: Double] = [:]
            for measure in measures where Bool.random(using: &random) {
                values[measure] = Double.random(in: 0...100, using: &random)
            }
            let verdict = applyRules(RuleSet("s", rules), to: Measures(values))
            let holding = rules.filter { rule in
                rule.when.allSatisfy { condition in
                    values[condition.measure].map {
                        condition.comparison == .atLeast ? $0 >= condition.value : $0 < condition.value
                    } ?? false
                }
            }
            let lowest = holding.map(\.priority).min()
            let expected = holding.first { $0.priority == lowest }
            #expect(verdict.outcome == expected?.outcome ?? .hold)
            #expect(verdict.rule == expected.map { "s/\($0.name)" })
        }
    }
}
