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

func showPreparation(
    _ event: PreparationSettled, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = [
        "preparation": event.preparation.rawValue, "isReady": "\(event.isReady)", "settledBy": event.settledBy.text,
    ]
    return show(event, event.applicationID, view, cause, details)
}
