import Domain
import Events
import Flow

func showRevocation(
    _ event: LinksRevoked, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["revokedBy": event.revokedBy.text, "reason": event.reason])
}
