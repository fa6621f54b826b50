import Domain
import Events
import Flow

func showDelivery(
    _ event: DeliveryRequested, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    note(
        event, event.applicationID, view, cause,
        ApplicationView.Delivery(
            deliveryID: event.deliveryID, template: event.template, channel: event.channel, recipient: event.recipient,
            status: .requested, at: cause.occurredAt ?? cause.now))
}

func showDelivered(
    _ event: DeliveryConfirmed, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    note(
        event, event.applicationID, view, cause,
        ApplicationView.Delivery(
            deliveryID: event.deliveryID, template: event.template, channel: event.channel, recipient: event.recipient,
            status: .delivered, at: event.deliveredAt))
}

func showUndelivered(
    _ event: DeliveryFailed, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    note(
        event, event.applicationID, view, cause,
        ApplicationView.Delivery(
            deliveryID: event.deliveryID, template: event.template, channel: event.channel, recipient: event.recipient,
            status: .failed, code: event.code, at: cause.occurredAt ?? cause.now))
}

/// One line per delivery; what became of it stays when the request is seen late.
private func note(
    _ event: any Event, _ applicationID: ApplicationID, _ view: ApplicationView?, _ cause: Cause,
    _ delivery: ApplicationView.Delivery
) -> Decision<ApplicationView> {
    let details = [
        "template": delivery.template, "channel": delivery.channel, "recipient": delivery.recipient.rawValue,
        "code": delivery.code,
    ]
    return show(event, applicationID, view, cause, details) { view in
        if let index = view.deliveries.firstIndex(where: { $0.deliveryID == delivery.deliveryID }) {
            // Asked for again after it failed: what is older than the failure was only seen late.
            let isAgain = view.deliveries[index].status == .failed && delivery.at > view.deliveries[index].at
            if delivery.status != .requested || isAgain { view.deliveries[index] = delivery }
        } else if view.deliveries.count < ApplicationView.deliveryCountMax {
            view.deliveries.append(delivery)
        }
    }
}
