import Domain
import Events
import Flow

extension TellHR {
    /// Terms of an offer wait for whoever answers for pay. The mail names the application and the job, never the person nor the pay.
    func ofPay(
        _ event: PayApprovalRequested, _ correspondence: Correspondence?, _ cause: Cause
    ) throws(Refusal) -> Decision<Correspondence> {
        notice(
            event.applicationID, event.candidateID, event.jobTitle, event.dueAt, part: "\(event.stageNumber)",
            isReminder: false
        ).requested(in: correspondence, cause)
    }

    func ofWaitingPay(
        _ event: PayApprovalReminded, _ correspondence: Correspondence?, _ cause: Cause
    ) throws(Refusal) -> Decision<Correspondence> {
        notice(
            event.applicationID, event.candidateID, event.jobTitle, event.dueAt,
            part: "\(event.stageNumber)-\(event.reminder)", isReminder: true
        ).requested(in: correspondence, cause)
    }

    private func notice(
        _ application: ApplicationID, _ candidate: CandidateID, _ jobTitle: String, _ dueAt: Instant, part: String,
        isReminder: Bool
    ) -> Notice {
        Notice(
            template: .payApprovalRequested, applicationID: application, candidateID: candidate, language: language,
            parameters: [
                "jobTitle": jobTitle, "dueAt": dueAt.description, "isReminder": isReminder ? "yes" : "no",
            ], part: part)
    }
}
