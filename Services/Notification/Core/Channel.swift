import Domain
import Events
import Flow

/// A way by which messages reach people. Everything goes by mail; another channel carries the same message besides, under
/// a delivery of its own, so that one that fails does not hold up the other.
package struct Channel: Sendable {
    package static let mail = "email"

    /// In kebab-case; the end of the identity of its deliveries.
    package let name: String
    /// Which messages it takes.
    package let carries: @Sendable (MailTemplate) -> Bool
    /// Hands one message over. Throws `ActivityFailure`, which says whose trouble it is.
    package let deliver: Activity<DeliveryRequested, Receipt>

    package init(
        _ name: String, carries: @escaping @Sendable (MailTemplate) -> Bool = { _ in true },
        deliver: @escaping Activity<DeliveryRequested, Receipt>
    ) {
        self.name = name
        self.carries = carries
        self.deliver = deliver
    }
}

/// The channels of this house.
struct Channels: Sendable {
    let all: [Channel]

    /// Hands a message to the channel that it names.
    @Sendable func deliver(_ event: DeliveryRequested, _ context: ActivityContext) async throws -> Receipt {
        guard let channel = all.first(where: { $0.name == event.channel }) else {
            // The channel was there when the message was asked for, and may be again.
            throw ActivityFailure("channel-unknown", "there is no such channel", .environment)
        }
        return try await channel.deliver(event, context)
    }

    /// The same decision, with what goes by mail requested of every other channel that carries it.
    func every<E>(
        _ decide: @escaping @Sendable (E, Correspondence?, Cause) throws(Refusal) -> Decision<Correspondence>
    ) -> @Sendable (E, Correspondence?, Cause) throws(Refusal) -> Decision<Correspondence> {
        { event, correspondence, cause throws(Refusal) in copied(try decide(event, correspondence, cause)) }
    }

    func every<E, R>(
        _ decide: @escaping @Sendable (E, Correspondence?, R, Cause) throws(Refusal) -> Decision<Correspondence>
    ) -> @Sendable (E, Correspondence?, R, Cause) throws(Refusal) -> Decision<Correspondence> {
        { event, correspondence, read, cause throws(Refusal) in copied(try decide(event, correspondence, read, cause)) }
    }

    private func copied(_ decision: Decision<Correspondence>) -> Decision<Correspondence> {
        var decision = decision
        for case let mail as DeliveryRequested in decision.events {
            guard let template = MailTemplate(rawValue: mail.template) else { continue }
            for channel in all where channel.name != Channel.mail && channel.carries(template) {
                var copy = mail
                copy.channel = channel.name
                copy.deliveryID = "\(mail.deliveryID.dropLast(Channel.mail.count))\(channel.name)"
                decision.events.append(copy)
                decision.state?.deliveries[copy.deliveryID] = .requested
            }
        }
        return decision
    }
}
