import Domain
import Events
import Flow

/// By what a job's interviews are scored besides their rubrics. Key: the job.
package struct ScoringTerms: Codable, Sendable, Hashable {
    /// Counts the changes; scorecards say under which one they were made.
    package var version = 0
    /// How the job weighs its dimensions now; nil until that is known.
    package var weights: [DimensionWeight]?
    /// What its questions learned from people's grades.
    package var heads: [QuestionHead]?
    package var trainedAt: Instant?

    package init() {}

    /// The newest weights, where they are of the very dimensions that the candidate was interviewed for. Nobody is held to a
    /// dimension that the interview did not ask about.
    func weights(for plan: InterviewPlan) -> [DimensionWeight]? {
        func names(_ weights: [DimensionWeight]) -> [String] { weights.map(\.dimension).sorted() }
        guard let weights, names(weights) == names(plan.dimensions) else { return nil }
        return weights
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
    var terms = terms ?? ScoringTerms()
    guard terms.weights != event.job.interview.dimensions else { return .nothing(.weighedAlready) }
    let isNew = terms.weights == nil
    terms.weights = event.job.interview.dimensions
    return isNew ? Decision(terms) : terms.changed(event.jobID)
}

/// The job weighs its dimensions otherwise: whoever was interviewed for it is weighed alike.
package func reviseTerms(
    _ event: JobRevised, _ terms: ScoringTerms?, _ cause: Cause
) throws(Refusal) -> Decision<ScoringTerms> {
    var terms = terms ?? ScoringTerms()
    guard terms.weights != event.job.interview.dimensions else { return .nothing(.weighedAlready) }
    terms.weights = event.job.interview.dimensions
    return terms.changed(event.jobID)
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
    fileprivate static let weighedAlready = Ending.noConsequence("Nothing is weighed otherwise.")
}
