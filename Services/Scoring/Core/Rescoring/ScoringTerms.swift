import Domain
import Events
import Flow

/// By what a job's interviews are scored besides the built-in rubrics. Key: the job.
package struct ScoringTerms: Codable, Sendable, Hashable {
    /// Counts the changes; scorecards say under which one they were made.
    package var version = 0
    /// How the job weighs its dimensions now; nil until that is known.
    package var weights: [DimensionWeight]?
    /// What its questions learned from people's grades.
    package var heads: [QuestionHead]?
    package var trainedAt: Instant?
    /// The employer's own rubrics, as far as scores are made of them; nil: the job has none.
    package var rubrics: [DimensionRubric]?
    /// Of the anchor answers that were looked at last; nil: the job has none.
    package var anchorMark: String?

    package init() {}

    /// The newest weights, where they are of the very dimensions that the candidate was interviewed for. Nobody is held to a
    /// dimension that the interview did not ask about.
    func weights(for plan: InterviewPlan) -> [DimensionWeight]? {
        func names(_ weights: [DimensionWeight]) -> [String] { weights.map(\.dimension).sorted() }
        guard let weights, names(weights) == names(plan.dimensions) else { return nil }
        return weights
    }

    /// Those of what the interview asks for, where they count.
    func rubrics(for plan: InterviewPlan) -> [DimensionRubric]? {
        let asked = Set(plan.questions.filter(\.usesRubric).map(\.competency))
        let own = (rubrics ?? []).filter { asked.contains($0.dimension) }
        return own.isEmpty ? nil : own
    }

    /// Takes over how the job weighs and judges; false where nothing is otherwise.
    fileprivate mutating func take(_ interview: InterviewTemplate) -> Bool {
        let before = self
        weights = interview.dimensions
        let own = (interview.rubrics ?? []).filter { !$0.criteria.isEmpty }.map {
            // By levels people grade, and a source explains; no score is made of either.
            DimensionRubric($0.dimension, criteria: $0.criteria, source: "")
        }
        rubrics = own.isEmpty ? nil : own
        return self != before
    }

    /// The next version, and the work of passing it on to every scorecard of the job.
    func changed(_ jobID: JobID) -> Decision<ScoringTerms> {
        var terms = self
        terms.version += 1
        let work = FindScorecards(jobID: jobID, termsVersion: terms.version, after: nil, isSecondLook: false)
        return Decision(terms, performing: [Perform(work)])
    }
}

package func keepTerms(
    _ event: JobOpened, _ terms: ScoringTerms?, _ cause: Cause
) throws(Refusal) -> Decision<ScoringTerms> {
    judged(event.jobID, by: event.job.interview, terms ?? ScoringTerms())
}

/// The job weighs its dimensions otherwise, or judges them by other rubrics: whoever was interviewed for it is scored alike.
package func reviseTerms(
    _ event: JobRevised, _ terms: ScoringTerms?, _ cause: Cause
) throws(Refusal) -> Decision<ScoringTerms> {
    judged(event.jobID, by: event.job.interview, terms ?? ScoringTerms(), isRevised: true)
}

private func judged(
    _ jobID: JobID, by interview: InterviewTemplate, _ before: ScoringTerms, isRevised: Bool = false
) -> Decision<ScoringTerms> {
    var terms = before
    let isOther = terms.take(interview)
    terms.anchorMark = interview.anchorMark
    guard terms != before else { return .nothing(.judgedAlready) }
    // An invitation may have been here before its job, and was then taken to be judged by the built-in rubrics.
    let isAnew = isOther && (isRevised || before.weights != nil || terms.rubrics != nil)
    var decision = isAnew ? terms.changed(jobID) : Decision(terms)
    if terms.anchorMark != before.anchorMark,
        let check = CheckAnchors(jobID, interview, rubrics: terms.rubrics)
    {
        decision.performs.append(Perform(check))
    }
    return decision
}

/// The job's questions learned from people's grades: whoever answered them is scored by it.
package func reviseHeads(
    _ event: HeadsTrained, _ terms: ScoringTerms?, _ cause: Cause
) throws(Refusal) -> Decision<ScoringTerms> {
    var terms = terms ?? ScoringTerms()
    guard terms.trainedAt.map({ $0 < event.trainedAt }) ?? true, terms.heads ?? [] != event.heads else {
        return .nothing(.noConsequence("What was learned is known."))
    }
    terms.heads = event.heads
    terms.trainedAt = event.trainedAt
    return terms.changed(event.jobID)
}

/// A person asks for it, as after the rubric has changed.
package func rescoreJob(
    _ event: RescoringRequested, _ terms: ScoringTerms?, _ cause: Cause
) throws(Refusal) -> Decision<ScoringTerms> {
    (terms ?? ScoringTerms()).changed(event.jobID)
}

extension Ending {
    fileprivate static let judgedAlready = Ending.noConsequence("Nothing is weighed or judged otherwise.")
}
