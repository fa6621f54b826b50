import Domain
import Events
import Flow

func showRequest(
    _ event: CandidateRequestMade, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = ["requestID": event.requestID.text, "kind": event.kind.rawValue, "about": event.about?.rawValue]
    return show(event, event.applicationID, view, cause, details)
}

func showSettlement(
    _ event: CandidateRequestSettled, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = [
        "requestID": event.requestID.text, "kind": event.kind.rawValue, "status": event.status.rawValue,
        "reason": event.reason, "settledBy": event.settledBy.text,
    ]
    return show(event, event.applicationID, view, cause, details)
}

func showRequestOverdue(
    _ event: CandidateRequestOverdue, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = ["requestID": event.requestID.text, "kind": event.kind.rawValue]
    return show(event, event.applicationID, view, cause, details)
}

func showGranted(
    _ event: AccommodationsGranted, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["grantedBy": event.grantedBy.text])
}
