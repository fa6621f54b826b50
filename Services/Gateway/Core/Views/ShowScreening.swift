import Domain
import Events
import Flow

func showReceived(
    _ event: SubmittedApplication, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause) { $0.jobID = $0.jobID ?? event.jobID }
}

func showWithdrawn(
    _ event: ApplicationWithdrawn, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause) { $0.noteWithdrawal(at: cause.occurredAt ?? cause.now) }
}

func showAdmitted(
    _ event: ApplicationAdmitted, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause) { view in
        view.jobID = event.jobID
        view.candidateID = event.candidateID
        view.language = event.language
    }
}

func showRefused(
    _ event: ApplicationRefused, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["code": event.code]) { $0.jobID = event.jobID }
}

func showScreened(
    _ event: ApplicationScreened, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["outcome": event.outcome.rawValue]) { view in
        view.screening = ApplicationView.Screening(
            outcome: event.outcome, share: event.share, criteria: event.criteria, notes: event.notes)
    }
}
