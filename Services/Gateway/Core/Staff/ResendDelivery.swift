import Domain
import Events
import Flow

package struct ResendDelivery: Submission {
    package static let name = "resend-delivery"
    package var deliveryID: String
    package var decidedBy: ActorID

    package init(deliveryID: String, decidedBy: ActorID) {
        self.deliveryID = deliveryID
        self.decidedBy = decidedBy
    }
}

/// A person wants a message that failed to be sent again. Also after the end: a refusal is owed to the candidate.
func resendDelivery(
    _ body: ResendDelivery, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard let view else { throw .noApplication }
    guard let delivery = view.deliveries.first(where: { $0.deliveryID == body.deliveryID }) else {
        throw Refusal("no-delivery", "There is no message of this key.")
    }
    guard delivery.status == .failed else {
        throw Refusal("not-failed", "This message has not failed; only what failed is sent again.")
    }
    let event = DeliveryResent(
        applicationID: view.applicationID, deliveryID: body.deliveryID, decidedBy: body.decidedBy,
        decidedAt: cause.now)
    let details = ["template": delivery.template, "channel": delivery.channel, "decidedBy": body.decidedBy.text]
    return Decision(show(event, view.applicationID, view, cause, details).state, emitting: [event])
}
