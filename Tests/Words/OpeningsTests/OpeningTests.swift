import Domain
import Events
import Openings
import Testing

/// One job and what is found in it.
struct OpeningCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let job: JobDescription
    let code: String
    let place: String
    let severity: OpeningFinding.Severity

    init(
        _ what: String, _ code: String, _ place: String, _ severity: OpeningFinding.Severity = .error,
        _ change: (inout JobDescription) -> Void
    ) {
        var job = OpeningTests.sound
        change(&job)
        testDescription = what
        self.job = job
        self.code = code
        self.place = place
        self.severity = severity
    }
}

struct OpeningTests {
    /// Nothing is wrong or odd about it.
    static let sound: JobDescription = {
        var job = JobDescription.sample
        job.ruleSet.rules[1].when = [RuleCondition("composite", .below, 70)]
        return job
    }()

    @Test func `a sound job has no findings`() {
        #expect(checkOpening(Self.sound).map(\.code) == [])
    }

    @Test(arguments: jobCases + questionCases + scoreCases + ruleCases)
    func `a fault is found at its place, and nothing else is`(found: OpeningCase) throws {
        let findings = checkOpening(found.job)
        #expect(findings.map(\.code) == [found.code])
        #expect(findings.map(\.place) == [found.place])
        #expect(findings.first?.severity == found.severity)
        for language in Language.allCases {
            let words = try #require(findings.first).words(in: language)
            #expect(!words.contains("{") && words.count <= 500, "\(words)")
        }
    }

    private static let jobCases = [
        OpeningCase("no title", "malformed-title", "/title") { $0.title = " " },
        OpeningCase("faces under the law of the Union", "face-channel-forbidden", "/interview/faceChannel") {
            $0.policy = .eu
            $0.interview.faceChannel = true
        },
        OpeningCase("faces under the strictest common ground", "face-channel-forbidden", "/interview/faceChannel") {
            $0.policy = .standard
            $0.interview.faceChannel = true
        },
        OpeningCase("a condition on age", "protected-attribute", "/criteria/conditions/1") {
            $0.criteria.conditions.append(ConditionCriterion("under 35", anyOf: ["Age below 35"], isRequired: true))
        },
        OpeningCase("a skill that may be an age", "perhaps-protected", "/criteria/skills/1", .warning) {
            $0.criteria.skills.append(SkillCriterion("age-friendly design", isRequired: false))
        },
        OpeningCase("a condition without words", "criterion-without-words", "/criteria/conditions/0") {
            $0.criteria.conditions[0].anyOf = []
        },
        OpeningCase("a condition of blanks", "criterion-without-words", "/criteria/conditions/0") {
            $0.criteria.conditions[0].anyOf = ["weekend", " "]
        },
        OpeningCase("too many words", "criterion-out-of-bounds", "/criteria/conditions/0") {
            $0.criteria.conditions[0].anyOf = Array(repeating: "weekend", count: 61)
        },
        OpeningCase("a weight of nothing", "criterion-out-of-bounds", "/criteria/skills/0/weight") {
            $0.criteria.skills[0].weight = 0
        },
        OpeningCase("too many years", "criterion-out-of-bounds", "/criteria/experience/yearsMin") {
            $0.criteria.experience?.yearsMin = 51
        },
        OpeningCase("too many criteria", "criteria-too-many", "/criteria") {
            $0.criteria.skills = (0..<60).map { SkillCriterion("s\($0)", isRequired: true) }
        },
    ]

    private static let questionCases = [
        OpeningCase("two questions of one name", "malformed-questions", "/interview/questions/1/questionID") {
            $0.interview.questions += $0.interview.questions
        },
        OpeningCase("a question that asks nothing", "malformed-questions", "/interview/questions/0/text") {
            $0.interview.questions[0].text = "\n"
        },
        OpeningCase("too short an answer", "malformed-questions", "/interview/questions/0/answerSecondsMax") {
            $0.interview.questions[0].answerSecondsMax = 5
        },
        OpeningCase("too long to think", "malformed-questions", "/interview/questions/0/thinkSeconds") {
            $0.interview.questions[0].thinkSeconds = 601
        },
        OpeningCase("too many retakes of one", "malformed-questions", "/interview/questions/0/retakesMax") {
            $0.interview.questions[0].retakesMax = 6
        },
        OpeningCase("too many pauses", "malformed-questions", "/interview/questions/0/pausesMax") {
            $0.interview.questions[0].pausesMax = -1
        },
        OpeningCase("words of a recorded answer", "malformed-questions", "/interview/questions/0/lengthMax") {
            $0.interview.questions[0].lengthMax = 100
        },
        OpeningCase("a coding question without examples", "no-hidden-example", "/interview/questions/1/code") {
            var question = $0.interview.questions[0]
            question.questionID = "q2"
            question.kind = .code
            $0.interview.questions.append(question)
        },
        OpeningCase("a topic without a word", "topic-without-words", "/interview/questions/0/topics/0/anyOf") {
            $0.interview.questions[0].topics[0].anyOf = [" "]
        },
        OpeningCase("no time to answer", "malformed-interview", "/interview/windowHours") {
            $0.interview.windowHours = 0
        },
        OpeningCase("too many failed takes", "malformed-questions", "/interview/failedTakesMax") {
            $0.interview.failedTakesMax = 4
        },
        OpeningCase("too many retakes", "malformed-interview", "/interview/retakesMax") {
            $0.interview.retakesMax = 6
        },
    ]

    private static let scoreCases = [
        OpeningCase("weights of 101", "weights-not-100", "/interview/dimensions") {
            $0.interview.dimensions[0].weight = 41
        },
        OpeningCase("a competency that nobody weighs", "competency-not-weighed", "/interview/questions/1/competency") {
            var question = $0.interview.questions[0]
            question.questionID = "q2"
            question.competency = "charm"
            $0.interview.questions.append(question)
        },
        OpeningCase("a dimension that nobody asks for", "dimension-not-asked", "/interview/dimensions/2/dimension") {
            $0.interview.dimensions[1].weight = 50
            $0.interview.dimensions.append(DimensionWeight("sales", weight: 10))
        },
        OpeningCase("a dimension twice", "malformed-dimensions", "/interview/dimensions/2/dimension") {
            $0.interview.dimensions[1].weight = 50
            $0.interview.dimensions.append(DimensionWeight("teamwork", weight: 10))
        },
        OpeningCase(
            "what is measured elsewhere is asked", "outside-dimension-asked", "/interview/dimensions/1/isOutside"
        ) { $0.interview.dimensions[1].isOutside = true },
        OpeningCase("nobody is heard", "communication-not-heard", "/interview/dimensions/0/dimension") {
            $0.interview.questions[0].kind = .text
        },
    ]

    private static let ruleCases = [
        OpeningCase("a measure that no dimension gives", "rule-measure-unknown", "/ruleSet/rules/2/when/0/measure") {
            $0.ruleSet.rules.append(
                Rule("late", priority: 3, when: [RuleCondition("sales", .atLeast, 50)], outcome: .hold))
            $0.ruleSet.rules[0].outcome = .hold
            $0.ruleSet.rules[1].outcome = .hold
            $0.ruleSet.rules[0].when = [RuleCondition("composite", .atLeast, 70)]
        },
        OpeningCase("an offer without terms", "offer-without-terms", "/ruleSet/rules/0/outcome") {
            $0.ruleSet.rules[0].outcome = .offer
            $0.offer = nil
        },
        OpeningCase("an approval that is never waited for", "malformed-approval", "/offer/approvalHours") {
            $0.offer?.approvedBy = .finance
            $0.offer?.approvalHours = 0
        },
        OpeningCase("hours to approve of nobody", "approval-of-nobody", "/offer/approvalHours", .warning) {
            $0.offer?.approvalHours = 8
        },
        OpeningCase("no rules", "rules-leave-gap", "/ruleSet/rules", .warning) { $0.ruleSet.rules = [] },
        OpeningCase("a gap", "rules-leave-gap", "/ruleSet/rules", .warning) {
            $0.ruleSet.rules[1].when[0].value = 60
        },
        OpeningCase("an overlap", "rules-overlap", "/ruleSet/rules/1", .warning) {
            $0.ruleSet.rules[1].when[0].value = 80
        },
        OpeningCase("the same priority", "rules-same-priority", "/ruleSet/rules/1/priority", .warning) {
            $0.ruleSet.rules[1].priority = 1
        },
        OpeningCase("a contradiction", "rule-never-holds", "/ruleSet/rules/2/when", .warning) {
            let when = [RuleCondition("teamwork", .atLeast, 50), RuleCondition("teamwork/5", .below, 2.5)]
            $0.ruleSet.rules.append(Rule("never", priority: 3, when: when, outcome: .hold))
        },
        OpeningCase("a rule behind others", "rule-never-decides", "/ruleSet/rules/2", .warning) {
            $0.ruleSet.rules.append(
                Rule("behind", priority: 3, when: [RuleCondition("composite", .atLeast, 40)], outcome: .hold))
        },
        OpeningCase(
            "satisfaction that grants an offer", "satisfaction-grants-offer", "/ruleSet/rules/0/when/0", .warning
        ) {
            $0.ruleSet.rules = [
                Rule("offer", priority: 1, when: [RuleCondition("satisfaction", .atLeast, 4)], outcome: .offer),
                Rule("rest", priority: 2, when: [RuleCondition("satisfaction", .below, 4)], outcome: .hold),
            ]
        },
    ]

    @Test func `what the law forbids names its article, by the job's policy`() throws {
        var job = Self.sound
        job.criteria.conditions.append(ConditionCriterion("限男性", anyOf: ["男"], isRequired: true))
        for (policy, article) in [
            (PolicyProfile.cn, "就业促进法 3, 27; 妇女权益保障法 43"), (.eu, "2006/54/EC 14"),
            (.usIllinois, "42 USC 2000e-2"), (.standard, "就业促进法 3, 27; 妇女权益保障法 43; 2006/54/EC 14"),
        ] {
            job.policy = policy
            let finding = try #require(checkOpening(job).first)
            #expect(finding.article == article)
            #expect(finding.words(in: .chinese) == "条件“限男性”涉及性别，不得据此选人。（\(article)）")
        }
    }

    @Test func `a gap is told in words`() {
        var job = Self.sound
        job.ruleSet.rules[1].when = [RuleCondition("composite", .below, 60.5), RuleCondition("teamwork", .below, 50)]
        let words = checkOpening(job).map { $0.words(in: .english) }
        #expect(
            words == [
                "No rule holds where the composite is at least 60.5 and below 70: a person decides there.",
                "No rule holds where the composite is below 60.5, Teamwork is at least 50: a person decides there.",
            ])
    }

    @Test func `errors go before warnings, and no more are told than may be`() {
        var job = Self.sound
        job.ruleSet.rules = []
        job.interview.dimensions = (0..<60).map { DimensionWeight("d\($0)", weight: 2) }
        let findings = checkOpening(job)
        #expect(findings.count == OpeningFinding.countMax)
        #expect(findings.allSatisfy { $0.severity == .error })
    }

    @Test func `names of any length make no long sentence`() throws {
        var job = Self.sound
        job.interview.dimensions[1].dimension = String(repeating: "长", count: 100_000)
        for finding in checkOpening(job) { #expect(finding.words(in: .english).count <= 500) }
    }

    @Test func `thousands of pieces end in silence instead of minutes`() {
        var job = Self.sound
        job.interview.dimensions = (0..<10).map { DimensionWeight("d\($0)", weight: 10, isOutside: true) }
        job.ruleSet.rules = (0..<30).map { rule in
            let when = (0..<10).map {
                RuleCondition("d\($0)", ($0 + rule) % 2 == 0 ? .atLeast : .below, Double(1 + ($0 * 7 + rule * 13) % 98))
            }
            return Rule("r\(rule)", priority: rule, when: when, outcome: .hold)
        }
        let start = ContinuousClock.now
        _ = checkOpening(job)
        #expect(start.duration(to: .now) < .seconds(5))
    }
}
