import Domain
import Events
import Flow

/// What the channel said when it took the message.
package struct Receipt: Sendable {
    package init() {}
}

func confirmDelivery(
    _ event: DeliveryRequested, _ receipt: Receipt, _ correspondence: Correspondence?, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    Decision(
        settled(event, as: .delivered, in: correspondence),
        emitting: DeliveryConfirmed(
            applicationID: event.applicationID, deliveryID: event.deliveryID, template: event.template,
            channel: event.channel, recipient: event.recipient, deliveredAt: cause.now))
}

func failDelivery(
    _ event: DeliveryRequested, _ failure: ActivityFailure, _ correspondence: Correspondence?, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    Decision(
        settled(event, as: .failed, in: correspondence),
        emitting: DeliveryFailed(
            applicationID: event.applicationID, deliveryID: event.deliveryID, template: event.template,
            channel: event.channel, recipient: event.recipient, code: failure.code))
}

private func settled(
    _ event: DeliveryRequested, as status: Correspondence.Status, in correspondence: Correspondence?
) -> Correspondence {
    var correspondence = correspondence ?? Correspondence(candidateID: event.candidateID)
    correspondence.deliveries[event.deliveryID] = status
    return correspondence
}
