import Domain
import Events
import Flow

package struct GiveLetterBack: Submission {
    package static let name = "give-letter-back"
    package var place: LetterPlace
    package var decidedBy: ActorID

    package init(place: LetterPlace, decidedBy: ActorID) {
        self.place = place
        self.decidedBy = decidedBy
    }
}

/// That an administrator gave a dead letter back, by its place.
package struct LetterOrder: Codable, Sendable, Hashable {
    package var place: LetterPlace
    package var decidedBy: ActorID
    package var decidedAt: Instant

    package init(place: LetterPlace, decidedBy: ActorID, decidedAt: Instant) {
        self.place = place
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
    }

    /// Two who press at the same time have pressed once. Later the same may be asked for again, as after an upgrade: the service
    /// knows what it has done already.
    package static let pauseSeconds: Int64 = 60

    package func mayBeRepeated(at now: Instant) -> Bool {
        now >= decidedAt.advanced(byMilliseconds: Self.pauseSeconds * 1_000)
    }
}

/// A dead letter goes back to the service that buried it.
func giveLetterBack(
    _ body: GiveLetterBack, _ order: LetterOrder?, _ cause: Cause
) throws(Refusal) -> Decision<LetterOrder> {
    if let order, !order.mayBeRepeated(at: cause.now) {
        throw Refusal("given-back-already", "Somebody gave this letter back a moment ago.")
    }
    return Decision(
        LetterOrder(place: body.place, decidedBy: body.decidedBy, decidedAt: cause.now),
        emitting: LetterReplayRequested(place: body.place, decidedBy: body.decidedBy, decidedAt: cause.now))
}
