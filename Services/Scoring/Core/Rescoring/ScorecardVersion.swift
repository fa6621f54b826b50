import Domain
import Events

/// A scorecard as it was published.
package struct ScorecardVersion: Codable, Sendable, Hashable {
    /// 1 for the first.
    package var number: Int
    package var weights: [DimensionWeight]
    package var dimensions: [DimensionResult]
    /// What moved since the one before.
    package var changes: [ScoreChange]
    package var scoredAt: Instant

    /// Of one scorecard: the first and the newest stay.
    static let countMax = 10
}

/// Under which terms a scorecard's answers were scored.
package struct AppliedTerms: Codable, Sendable, Hashable {
    package var version: Int
    /// Of the rubrics and the way in which they are read.
    package var formula: Int
    /// Nil: the plan's own.
    package var weights: [DimensionWeight]?
    /// What the questions of the plan learned.
    package var heads: [QuestionHead]?
    /// The employer's own rubrics of what the plan asks for; their versions stand beside the scores. Nil: the built-in ones.
    package var rubrics: [DimensionRubric]?

    package init(
        version: Int, formula: Int, weights: [DimensionWeight]?, heads: [QuestionHead]? = nil,
        rubrics: [DimensionRubric]? = nil
    ) {
        self.rubrics = rubrics
        self.version = version
        self.formula = formula
        self.weights = weights
        self.heads = heads
    }
}

/// Raised whenever rubrics or formulas give other scores for the same observation: whoever is scored anew then is told that the
/// rubric is another.
let formulaVersion = 1

extension Scorecard {
    /// The plan as the job weighs it now.
    var plan: InterviewPlan? {
        guard var plan = invitation?.plan else { return nil }
        plan.dimensions = terms?.weights ?? plan.dimensions
        return plan
    }

    /// What was published last; of a scorecard from before versions were kept, what its results come to.
    var published: ScorecardVersion? {
        if let last = versions?.last { return last }
        guard let scoredAt, let plan, let submission, let results = submittedResults(submission) else { return nil }
        return ScorecardVersion(
            number: 1, weights: plan.dimensions, dimensions: scoreInterview(plan, results, measures ?? []), changes: [],
            scoredAt: scoredAt)
    }

    /// The answer's result as people's grades move it.
    func calibrated(_ answer: ScoredAnswer) -> AnswerResult {
        guard let heads = terms?.heads,
            let question = plan?.questions.first(where: { $0.questionID == answer.result.questionID })
        else { return answer.result }
        return ScoringCore.calibrated(answer, of: question, by: heads)
    }

    mutating func keep(_ version: ScorecardVersion) {
        var kept = versions ?? published.map { [$0] } ?? []
        kept.append(version)
        if kept.count > ScorecardVersion.countMax { kept.remove(at: 1) }
        versions = kept
    }

    /// Takes over terms that are not older than its own.
    mutating func apply(_ newest: ScoringTerms) {
        guard let plan = invitation?.plan, newest.version >= terms?.version ?? 0 else { return }
        let heads = (newest.heads ?? []).filter { head in
            plan.questions.contains { $0.questionID == head.questionID }
        }
        terms = AppliedTerms(
            version: newest.version, formula: formulaVersion, weights: newest.weights(for: plan),
            heads: heads.isEmpty ? nil : heads, rubrics: newest.rubrics(for: plan))
    }
}
