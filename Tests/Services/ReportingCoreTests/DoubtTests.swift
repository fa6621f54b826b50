import Domain
import Events
import Flow
import FlowTesting
import ReportingCore
import Testing

/// A score within its error of a bound goes to a person, in either direction.
struct DoubtTests {
    private func result(_ dimension: String, _ score: Score, error: Score?) -> DimensionResult {
        DimensionResult(
            dimension: dimension, outcome: .scored, score: score,
            deductions: [Deduction(points: Score(clamping: 100 - score.points), code: "no-example")], evidence: [],
            error: error)
    }

    @Test(
        arguments: [
            (74, nil, Recommendation.recommend, []),
            (74, 3, .recommend, []),
            (74, 4.5, .hold, ["within-error:composite:70"]),
            (69, 2, .hold, ["composite-below:70", "within-error:composite:70"]),
            (58, 1, .notRecommend, ["composite-below:60"]),
            (58, 3, .hold, ["composite-below:60", "within-error:composite:60"]),
            (65, 20, .hold, ["composite-below:70", "within-error:composite:70", "within-error:composite:60"]),
        ] as [(Score, Score?, Recommendation, [String])])
    func `what lies within its error of a bound is held`(
        score: Score, error: Score?, recommendation: Recommendation, reasons: [String]
    ) {
        let assessment = assess(
            [result("teamwork", score, error: error)], by: [DimensionWeight("teamwork", weight: 100)])
        #expect(assessment.recommendation == recommendation && assessment.reasons.map(\.code) == reasons)
        #expect(assessment.composite == score && assessment.compositeError == error)
    }

    @Test(
        arguments: [
            // Surely missed, whatever the other is.
            (50, 5, 90, Recommendation.notRecommend), (68, 5, 90, .hold), (72, 5, 90, .hold), (80, 5, 90, .recommend),
        ] as [(Score, Score, Score, Recommendation)])
    func `a least score that may be missed or not is for a person`(
        score: Score, error: Score, other: Score, recommendation: Recommendation
    ) {
        let assessment = assess(
            [result("communication", score, error: error), result("teamwork", other, error: nil)],
            by: [DimensionWeight("communication", weight: 0, minimum: 70), DimensionWeight("teamwork", weight: 100)])
        #expect(assessment.recommendation == recommendation)
    }

    @Test func `parts that err each for itself make a smaller error together`() {
        let assessment = assess(
            [result("a", 80, error: 6), result("b", 80, error: 8), result("c", 80, error: nil)],
            by: [
                DimensionWeight("a", weight: 50), DimensionWeight("b", weight: 50), DimensionWeight("c", weight: 0),
            ])
        #expect(assessment.compositeError == 5)
    }

    @Test func `what is measured elsewhere counts once it is reported, and until then the others count alone`() {
        let weights = [
            DimensionWeight("communication", weight: 40), DimensionWeight("stress", weight: 30),
            DimensionWeight("sales", weight: 20, isOutside: true),
            DimensionWeight("feedback", weight: 10, isOutside: true),
        ]
        let asked = [result("communication", 90, error: nil), result("stress", 85, error: nil)]
        let all = assess(
            asked + [result("sales", 80, error: nil), result("feedback", 75, error: nil)], by: weights)
        #expect(all.composite == 85 && MatchBand(85) == .high)
        let without = assess(asked, by: weights)
        #expect(without.composite == 87.86 && without.recommendation == .recommend)
        #expect(without.reasons.map(\.code) == ["unreported:sales", "unreported:feedback"])
        var least = weights
        least[2].minimum = 60
        #expect(assess(asked, by: least).recommendation == .hold)
    }

    @Test func `every reason and every change is told in both languages`() {
        let reasons: [AssessmentReason] = [
            .withinError(measure: "composite", bound: 70), .withinError(measure: "teamwork", bound: 60),
            .unreported(dimension: "sales"),
        ]
        let chinese = ["综合得分与 70 分之差在误差以内，需人工判断", "“团队合作”得分与 60 分之差在误差以内，需人工判断", "“sales”由外部提供，尚未收到，其余维度单独计分"]
        #expect(reasons.map { Explanation.sentence(for: $0, in: .chinese) } == chinese)
        #expect(
            Explanation.sentence(for: reasons[0], in: .english)
                == "The composite is within its error of 70 points: a person must judge")
        let change = ScoreChange(
            dimension: "teamwork", scoreBefore: 80, scoreAfter: 85.5, weightBefore: 40, weightAfter: 60,
            causes: [.weights, .grades])
        #expect(
            ChangeWords.sentence(for: change, in: .english)
                == "Teamwork: 80 → 85.5, weight 40 % → 60 % (the job weighs it otherwise, people graded answers to its questions)"
        )
        #expect(
            ChangeWords.sentence(for: change, in: .chinese) == "团队合作：得分 80 → 85.5，权重 40 % → 60 %（岗位调整了权重或最低要求，依据人工评分校准）"
        )
        let outside = OutsideSource(
            source: "past-results", measuredOn: CalendarDate(daysSinceEpoch: 20_700), reportedBy: "ats-1",
            reportedAt: .sample)
        #expect(ChangeWords.outside(outside, in: .english) == "Measured elsewhere: past results, 2026-09-04")
        #expect(ChangeWords.outside(outside, in: .chinese) == "外部提供：过往业绩，2026-09-04")
        #expect(
            ChangeWords.certainty(of: .calibratedSample, in: .english)
                == "people grade otherwise by about ±6.5 points, moved by 24 graded answers, 85 before")
        var own = DimensionResult.sample
        #expect(ChangeWords.rubric(of: own, in: .english) == nil)
        own.rubricVersions = ["0a", "1b"]
        #expect(ChangeWords.rubric(of: own, in: .english) == "Scored by the job's own rubric, version 0a, 1b")
        #expect(ChangeWords.rubric(of: own, in: .chinese) == "按本职位自己的评分标准评分，版本 0a、1b")
    }

    @Test func `a newer scorecard replaces the report and says what moved; an older one that comes late does not`()
        async throws
    {
        let story = Scenario("reporting", reactions { _, _ in .sample })
        var first = InterviewScored.samples[0]
        first.version = 1
        first.dimensions = [result("communication", 80, error: nil)]
        var second = first
        second.version = 2
        second.dimensions = [result("communication", 86, error: 5)]
        second.changes = [.sample]
        var third = second
        third.version = 3
        for card in [first, second, third, second] {
            try story.when(card)
            try await story.runParked()
        }
        let reports = story.emitted(ReportCompiled.self)
        #expect(reports.map(\.version) == [1, 2, 3])
        #expect(reports.map(\.compositeBefore) == [nil, 80, 86])
        #expect(reports[1].changes == [.sample] && reports[1].compositeError == 5)
        #expect(reports[1].dimensions[0].error == 5 && story.deadLetterReasons.isEmpty)
        #expect(try story.state(Report.self, "app-1")?.scorecard.version == 3)
    }
}
