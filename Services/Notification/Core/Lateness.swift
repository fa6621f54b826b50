import Domain
import Events

/// A mail that had to wait says until when, counted from its sending: the time that it waited is ours, not the candidate's.
package enum Lateness {
    /// The parameter of a delivery that says when it was first asked for.
    package static let requestedAt = "requestedAt"

    /// By so much later the invitation's time ends when its mail goes out at `now`.
    package static func milliseconds(of delivery: DeliveryRequested, at now: Instant) -> Int64 {
        guard let asked = delivery.parameters[requestedAt].flatMap({ try? Instant($0) }) else { return 0 }
        let late = now.milliseconds(since: asked)
        return late > InterviewInvited.deliveryMillisecondsMax ? late : 0
    }
}
