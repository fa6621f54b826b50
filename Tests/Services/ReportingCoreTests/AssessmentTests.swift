import Domain
import Events
import ReportingCore
import Testing

func result(_ dimension: String, _ score: Score?, _ deductions: [Deduction] = []) -> DimensionResult {
    DimensionResult(
        dimension: dimension, outcome: score == nil ? .insufficient : .scored, score: score, deductions: deductions,
        evidence: [])
}

@Suite struct AssessmentTests {
    @Test(
        arguments: [
            ([40, 30, 30], [85, 85, 85], 85),
            ([40, 30, 30], [100, 70, 80], 85),
            ([40, 30, 20, 10], [90, 85, 80, 75], 85),
            ([40, 30, 20, 10], [0, 0, 0, 0], 0),
            ([40, 30, 20, 10], [100, 100, 100, 100], 100),
            ([100, 0], [73.55, 10], 73.55),
            // 1/3 of 100: the nearest hundredth.
            ([1, 2], [100, 0], 33.33),
            ([1, 1], [69.99, 70], 70),
        ] as [([Int], [Score], Score)])
    func `the composite is the weighted mean to the hundredth`(weights: [Int], scores: [Score], composite: Score) {
        let names = ["communication", "stress", "sales", "feedback"]
        let assessment = assess(
            zip(names, scores).map { result($0, $1) }, by: zip(names, weights).map { DimensionWeight($0, weight: $1) })
        #expect(assessment.composite == composite)
    }

    @Test func `85 is a high match`() {
        #expect(MatchBand(85) == .high)
        #expect([80, 79.99, 60, 59.99].map { MatchBand($0) } == [.high, .medium, .medium, .low])
    }

    @Test(
        arguments: [
            (70, Recommendation.recommend, []),
            (69.99, .hold, ["composite-below:70"]),
            (60, .hold, ["composite-below:70"]),
            (59.99, .notRecommend, ["composite-below:60"]),
        ] as [(Score, Recommendation, [String])])
    func `the composite parts recommend, hold and not recommend`(
        score: Score, recommendation: Recommendation, reasons: [String]
    ) {
        let assessment = assess([result("teamwork", score)], by: [DimensionWeight("teamwork", weight: 100)])
        #expect(assessment.recommendation == recommendation)
        #expect(assessment.reasons.map(\.code) == reasons)
    }

    @Test func `below a minimum the reason names the dimension and the bound`() {
        let assessment = assess(
            [result("communication", 69.99), result("teamwork", 100)],
            by: [DimensionWeight("communication", weight: 40, minimum: 70), DimensionWeight("teamwork", weight: 60)])
        #expect(assessment.recommendation == .notRecommend)
        #expect(assessment.reasons.map(\.code) == ["below-minimum:communication:70"])
        let sentences = Language.allCases.map { Explanation.sentence(for: assessment.reasons[0], in: $0) }
        #expect(sentences == ["“沟通能力”得分低于岗位最低要求 70 分", "\"Communication\" is below the job's required 70 points"])
        let atBound = assess(
            [result("communication", 70)], by: [DimensionWeight("communication", weight: 100, minimum: 70)])
        #expect(atBound.recommendation == .recommend)
    }

    @Test(
        arguments: [
            // Insufficient, whatever the rest says.
            ([result("a", nil), result("b", 100)], [50, 50], nil, ["insufficient:a"]),
            // Never scored at all.
            ([result("b", 100)], [50, 50], nil, ["insufficient:a"]),
            // Insufficient where it does not count.
            ([result("a", nil), result("b", 90)], [0, 100], 90, []),
        ] as [([DimensionResult], [Int], Score?, [String])])
    func `a dimension without evidence never gets a number`(
        results: [DimensionResult], weights: [Int], composite: Score?, reasons: [String]
    ) {
        let assessment = assess(
            results, by: [DimensionWeight("a", weight: weights[0]), DimensionWeight("b", weight: weights[1])])
        #expect(assessment.composite == composite)
        #expect(assessment.reasons.map(\.code) == reasons)
        #expect(assessment.recommendation == (reasons.isEmpty ? .recommend : .hold))
        #expect(assessment.dimensions[0].score == nil)
    }

    @Test func `a score beside the outcome insufficient does not count`() {
        var odd = result("a", 90)
        odd.outcome = .insufficient
        let assessment = assess([odd], by: [DimensionWeight("a", weight: 100)])
        #expect(assessment.composite == nil)
        #expect(assessment.dimensions[0].score == nil)
    }

    @Test func `insufficient evidence holds even where another dimension failed`() {
        let assessment = assess(
            [result("a", nil), result("b", 10)],
            by: [DimensionWeight("a", weight: 50), DimensionWeight("b", weight: 50, minimum: 60)])
        #expect(assessment.recommendation == .hold)
        #expect(assessment.reasons.map(\.code) == ["insufficient:a", "below-minimum:b:60"])
    }

    @Test func `without weights there is nothing to recommend`() {
        let assessment = assess([result("a", 90)], by: [DimensionWeight("a", weight: 0)])
        #expect(assessment.composite == nil)
        #expect(assessment.recommendation == .hold)
        #expect(assessment.reasons.map(\.code) == ["nothing-weighed"])
    }

    @Test(arguments: ["doubtful-hearing", "other-language", "recording-gap"])
    func `what was not heard as it was said is held, however good or bad the rest is`(flag: String) {
        for score in [90, 20] as [Score] {
            let assessment = assess(
                [result("teamwork", score)], by: [DimensionWeight("teamwork", weight: 100)], flags: [flag])
            #expect(assessment.recommendation == .hold && assessment.composite == score)
            #expect(assessment.reasons.map(\.code).contains("flagged:\(flag)"))
        }
    }

    /// The score, the ends of its range, what the job requires, and what follows.
    @Test(
        arguments: [
            (90, 89, 90, nil, Recommendation.recommend), (90, 60, 90, nil, .hold), (90, 82, 90, nil, .recommend),
            (71, 69, 71, nil, .hold),
            (20, 18, 20, nil, .notRecommend), (58, 58, 61, nil, .hold), (90, 88, 90, 89, .hold),
            (20, 20, 40, nil, .hold),
        ] as [(Score, Score, Score, Score?, Recommendation)])
    func `unsure words hold a report where they decide something`(
        score: Score, low: Score, high: Score, minimum: Score?, recommendation: Recommendation
    ) {
        var unsure = result("teamwork", score)
        unsure.range = ScoreRange(low, high)
        let assessment = assess(
            [unsure], by: [DimensionWeight("teamwork", weight: 100, minimum: minimum)], flags: ["unsure-hearing"])
        #expect(assessment.recommendation == recommendation)
        #expect(assessment.range == ScoreRange(low, high))
        #expect(assessment.reasons.contains(.flagged("unsure-hearing")) == (recommendation == .hold))
    }

    @Test func `the composite's range weighs those of its dimensions`() {
        var unsure = result("a", 80)
        unsure.range = ScoreRange(40, 80)
        let assessment = assess(
            [unsure, result("b", 60)], by: [DimensionWeight("a", weight: 50), DimensionWeight("b", weight: 50)])
        #expect(assessment.composite == 70 && assessment.range == ScoreRange(50, 70))
    }

    @Test(
        arguments: [
            "unsure-hearing", "doubtful-hearing", "other-language", "recording-gap", "like-reference",
            "speaks-to-scorer",
            "short-answer",
        ])
    func `every flag has its sentence in both languages`(flag: String) {
        let sentences = Language.allCases.map { Explanation.notice(flag, in: $0) }
        #expect(!sentences.contains(flag) && Set(sentences).count == 2)
    }

    @Test(arguments: JudgeOutcome.allCases)
    func `whatever asking a judge came to is told in both languages, with who it was`(outcome: JudgeOutcome) {
        let note = JudgeNote(model: "some-model", outcome: outcome, foundCount: 0)
        let sentences = Language.allCases.map { Explanation.judge(note, in: $0) }
        #expect(Set(sentences).count == 2 && sentences.allSatisfy { $0.contains("some-model") })
    }

    @Test(arguments: ["speech-not-understood", "spoken-in-english", "spoken-in-chinese", "recognition-unsure"])
    func `whoever was not heard is not blamed for it, in either language`(reason: String) {
        let (chinese, english) = (
            Explanation.unusable(reason, in: .chinese), Explanation.unusable(reason, in: .english)
        )
        #expect(chinese.contains("不扣分") && english.contains("no points are taken off"))
    }

    @Test(
        arguments: [
            (90, "like-reference", Recommendation.hold, ["flagged:like-reference"]),
            (90, "speaks-to-scorer", .hold, ["flagged:speaks-to-scorer"]),
            (90, "short-answer", .recommend, []),
            (20, "speaks-to-scorer", .notRecommend, ["composite-below:60", "flagged:speaks-to-scorer"]),
        ] as [(Score, String, Recommendation, [String])])
    func `a flag takes no point and gives none: what would be recommended waits for a person`(
        score: Score, flag: String, recommendation: Recommendation, reasons: [String]
    ) {
        let assessment = assess(
            [result("teamwork", score)], by: [DimensionWeight("teamwork", weight: 100)], flags: [flag])
        #expect(assessment.composite == score)
        #expect(assessment.recommendation == recommendation)
        #expect(assessment.reasons.map(\.code) == reasons)
    }
}
