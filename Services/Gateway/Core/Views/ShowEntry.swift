import Domain
import Events
import Flow

func showHandedIn(
    _ event: MaterialHandedIn, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["material": event.material.rawValue])
}

func showReviewed(
    _ event: MaterialReviewed, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = [
        "material": event.material.rawValue, "isAccepted": "\(event.isAccepted)", "reason": event.reason,
        "reviewedBy": event.reviewedBy.text,
    ]
    return show(event, event.applicationID, view, cause, details)
}
