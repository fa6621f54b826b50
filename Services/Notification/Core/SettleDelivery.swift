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

/// The message could not be delivered: that is a fact, it can be sent again, and the employer's people are told by mail.
struct FailDelivery: Sendable {
    /// The language that the employer's people read.
    let language: Language

    @Sendable func callAsFunction(
        _ event: DeliveryRequested, _ failure: ActivityFailure, _ correspondence: Correspondence?, _ cause: Cause
    ) throws(Refusal) -> Decision<Correspondence> {
        var settled = settled(event, as: .failed, in: correspondence)
        settled.failed = (settled.failed ?? [:]).merging([event.deliveryID: event]) { $1 }
        let failed = DeliveryFailed(
            applicationID: event.applicationID, deliveryID: event.deliveryID, template: event.template,
            channel: event.channel, recipient: event.recipient, code: failure.code)
        // A message to the employer's people that failed would only be followed by another.
        // Who was erased is not to be written to any more.
        guard event.recipient == .candidate, failure.code != "candidate-erased" else {
            return Decision(settled, emitting: failed)
        }
        var told = notice(of: event, failure, settled).requested(in: settled, cause)
        told.events = [failed] + told.events
        return told
    }

    private func notice(
        of event: DeliveryRequested, _ failure: ActivityFailure, _ correspondence: Correspondence
    ) -> Notice {
        let told = correspondence.deliveries.keys.count { $0.contains(".\(MailTemplate.deliveryFailed.rawValue).") }
        return Notice(
            template: .deliveryFailed, applicationID: event.applicationID, candidateID: event.candidateID,
            language: language,
            parameters: [
                "message": event.template, "reason": failure.code, "jobTitle": event.parameters["jobTitle"] ?? "",
            ],
            part: String(told + 1))
    }
}

/// A person wants it sent again: the same message under its own key.
func resendDelivery(
    _ event: DeliveryResent, _ correspondence: Correspondence?, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    guard var correspondence, let delivery = correspondence.failed?[event.deliveryID] else {
        // Asked for twice, or delivered meanwhile; of any other a person must hear.
        let isSaid = correspondence?.deliveries[event.deliveryID].map { $0 != .failed } == true
        throw Refusal(
            "not-failed", "No message of this key has failed.",
            isSaid ? .saidBy(DeliveryRequested.self) : .answered)
    }
    correspondence.failed?[event.deliveryID] = nil
    correspondence.deliveries[event.deliveryID] = .requested
    return Decision(correspondence, emitting: delivery)
}

private func settled(
    _ event: DeliveryRequested, as status: Correspondence.Status, in correspondence: Correspondence?
) -> Correspondence {
    var correspondence = correspondence ?? Correspondence(candidateID: event.candidateID)
    correspondence.deliveries[event.deliveryID] = status
    correspondence.failed?[event.deliveryID] = nil
    return correspondence
}
