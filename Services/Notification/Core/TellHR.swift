import Domain
import Events
import Flow

/// Mails to the employer's people name the application and the job, never the person: the page behind the link does,
/// and the page leaves an audit row.
struct TellHR: Sendable {
    /// The language that the employer's people read.
    let language: Language

    func ofReview(
        _ event: ReviewRequested, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
    ) throws(Refusal) -> Decision<Correspondence> {
        guard let candidateID = correspondence?.candidateID else { return .notYet("waits for the admission") }
        // The same question may come up again later in an application's life.
        let asked =
            correspondence?.deliveries.keys.count {
                $0.contains(".\(MailTemplate.reviewRequested.rawValue).") && $0.hasSuffix(".\(Channel.mail)")
            } ?? 0
        return Notice(
            template: .reviewRequested, applicationID: event.applicationID, candidateID: candidateID,
            language: language,
            parameters: [
                "jobTitle": job.title, "reason": event.reason, "proposal": event.proposal?.rawValue ?? "",
            ], part: String(asked + 1)
        ).requested(in: correspondence, cause)
    }

    func ofReport(
        _ event: ReportCompiled, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
    ) throws(Refusal) -> Decision<Correspondence> {
        Notice(
            template: .reportReady, applicationID: event.applicationID, candidateID: event.candidateID,
            language: language,
            parameters: [
                "jobTitle": job.title, "composite": event.composite?.description ?? "",
                "recommendation": event.recommendation.rawValue,
            ], part: String(event.version)
        ).requested(in: correspondence, cause)
    }

    func ofErasure(
        _ event: ErasureRequested, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
    ) throws(Refusal) -> Decision<Correspondence> {
        Notice(
            template: .erasureRequested, applicationID: event.applicationID, candidateID: event.candidateID,
            language: language, parameters: ["jobTitle": job.title]
        ).requested(in: correspondence, cause)
    }
}
