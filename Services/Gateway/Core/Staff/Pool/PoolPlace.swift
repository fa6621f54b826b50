import Domain
import Events
import Flow

/// What the employer's people note of somebody whom they keep in mind. Key: the application.
package struct PoolPlace: Codable, Sendable, Hashable {
    package var applicationID: ApplicationID
    /// Who is to be written to before others, by whose word.
    package var contactFirst: Mark?

    package struct Mark: Codable, Sendable, Hashable {
        package var markedBy: ActorID
        package var markedAt: Instant
    }
}

package struct MarkContactFirst: Submission {
    package static let name = "mark-contact-first"
    package var applicationID: ApplicationID
    package var isFirst: Bool
    package var markedBy: ActorID

    package init(applicationID: ApplicationID, isFirst: Bool, markedBy: ActorID) {
        self.applicationID = applicationID
        self.isFirst = isFirst
        self.markedBy = markedBy
    }
}

/// It moves nothing; whoever marked first stays the one who did.
func markContactFirst(
    _ body: MarkContactFirst, _ place: PoolPlace?, _ cause: Cause
) throws(Refusal) -> Decision<PoolPlace> {
    var place = place ?? PoolPlace(applicationID: body.applicationID)
    guard body.isFirst != (place.contactFirst != nil) else { return .nothing(.answered) }
    place.contactFirst =
        body.isFirst ? PoolPlace.Mark(markedBy: body.markedBy, markedAt: cause.now) : nil
    return Decision(place)
}

/// Whoever no longer wants to be kept in mind, and comes back later, begins anew.
func leavePool(
    _ event: ConsentWithdrawn, _ place: PoolPlace?, _ cause: Cause
) throws(Refusal) -> Decision<PoolPlace> {
    guard var place, event.purposes.contains(.talentPool) else {
        return .nothing(.noConsequence("Nobody noted anything of them."))
    }
    place.contactFirst = nil
    return Decision(place)
}

func erasePlace(
    _ event: CandidateErased, _ place: PoolPlace?, _ cause: Cause
) throws(Refusal) -> Decision<PoolPlace> {
    guard var place else { return .nothing(.noConsequence("Nobody noted anything of them.")) }
    place.contactFirst = nil
    return Decision(place)
}
