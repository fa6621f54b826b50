import Domain
import Events
import Flow
import Openings

/// Judges a job's criteria. It costs more than matching one résumé, so a service may keep what came of it.
package typealias Judge = @Sendable (JobCriteria) throws(CriterionError) -> Criteria

/// The résumé is text now: match it against the job's criteria. The first application under an identifier counts.
func screenApplication(
    _ event: SubmittedApplication, _ admitted: AdmittedResume, _ screening: Screening?, _ job: Job,
    _ cause: Cause, judge: Judge
) throws(Refusal) -> Decision<Screening> {
    if screening?.standing == .withdrawn { return refuse(event, "withdrawn", "The application was taken back.", cause) }
    guard screening == nil else { throw .alreadyReceived }
    guard job.isOpen else { return refuse(event, "job-closed", "The job takes no more applications.", cause) }
    if let refusal = job.refusal { return refuse(event, refusal.code, refusal.message, cause) }
    let criteria: Criteria
    do throws(CriterionError) { criteria = try judge(job.criteria) } catch {
        // A job that was taken in before it was looked at as it is now.
        return refuse(event, "criterion-unusable", "A criterion of the job cannot be used.", cause)
    }
    let result = matchResume(admitted.resume, criteria, today: Month(of: cause.now))
    let language = admitted.language ?? job.language
    let share = admitted.resume.isReadable ? result.score : nil
    return Decision(
        Screening(
            jobID: event.jobID, standing: .screened, outcome: result.outcome, share: share, decidedAt: cause.now),
        emitting: [
            ApplicationAdmitted(
                applicationID: event.applicationID, jobID: event.jobID, candidateID: admitted.candidateID,
                language: language),
            ApplicationScreened(
                applicationID: event.applicationID, jobID: event.jobID, candidateID: admitted.candidateID,
                language: language, outcome: result.outcome, share: share,
                criteria: zip(criteria.all, result.findings).map { CriterionResult($0, $1) },
                notes: result.notes.map(\.rawValue) + event.notes),
        ])
}

/// The résumé could not be taken in: the sender is told why.
func refuseApplication(
    _ event: SubmittedApplication, _ failure: ActivityFailure, _ screening: Screening?, _ cause: Cause
) throws(Refusal) -> Decision<Screening> {
    if screening?.standing == .withdrawn { return refuse(event, "withdrawn", "The application was taken back.", cause) }
    // An application that is in already must not be ended by a second one under its name. While the first is not decided the
    // second waits: should nothing come of the first, this one is found among the dead letters instead of nowhere.
    guard screening == nil else { throw .alreadyReceived }
    if failure.code == Refusal.alreadyReceived.code { return .notYet("waits for the first application of its name") }
    if failure == .referenceMissing {
        return refuse(event, "job-unknown", "No job of this name was published.", cause)
    }
    return refuse(event, failure.code, failure.message, cause)
}

/// What is still being read is refused when its turn comes; what was screened is for workflow to end.
func noteWithdrawal(
    _ event: ApplicationWithdrawn, _ screening: Screening?, _ cause: Cause
) throws(Refusal) -> Decision<Screening> {
    guard screening == nil else { return .nothing(.saidBy(ApplicationClosed.self)) }
    return Decision(Screening(jobID: nil, standing: .withdrawn, decidedAt: cause.now))
}

private func refuse(
    _ event: SubmittedApplication, _ code: String, _ message: String, _ cause: Cause
) -> Decision<Screening> {
    Decision(
        Screening(jobID: event.jobID, standing: .refused, refusalCode: code, decidedAt: cause.now),
        emitting: [
            ApplicationRefused(applicationID: event.applicationID, jobID: event.jobID, code: code, message: message)
        ])
}

extension Refusal {
    package static let alreadyReceived = Refusal(
        "already-received", "An application of this identifier was received before.",
        .noConsequence("The first application under an identifier counts, and its own facts say what became of it."))
}

extension SubmittedApplication {
    /// What a person should know of how it was sent.
    fileprivate var notes: [String] {
        guard case .whole(let received) = content, let given = received.candidate.language else { return [] }
        return given.language == nil ? ["language-not-understood"] : []
    }
}

extension CriterionResult {
    fileprivate init(_ criterion: Criterion, _ finding: Finding) {
        let kind: Kind =
            switch criterion.kind {
            case .skill: .skill
            case .education: .education
            case .experience: .experience
            case .condition: .condition
            }
        self.init(
            criterion: criterion.name, kind: kind, isRequired: criterion.isRequired, result: finding.verdict,
            reason: finding.reason.rawValue, characters: finding.evidence)
    }
}
