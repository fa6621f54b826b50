import Domain
import Events
import Flow

package struct RevokeLinks: Submission {
    package static let name = "revoke-links"
    package var applicationID: ApplicationID
    package var revokedBy: ActorID
    package var reason: String

    package init(applicationID: ApplicationID, revokedBy: ActorID, reason: String) {
        self.applicationID = applicationID
        self.revokedBy = revokedBy
        self.reason = reason
    }
}

/// Every link and session of an application made so far ends. A link that is sent afterwards is good again.
func revokeLinks(
    _ body: RevokeLinks, _ access: CandidateAccess?, _ cause: Cause
) throws(Refusal) -> Decision<CandidateAccess> {
    guard isReasonCode(body.reason) else { throw Refusal("malformed-reason", "A reason is a code in kebab-case.") }
    let event = LinksRevoked(
        applicationID: body.applicationID, revokedBy: body.revokedBy, reason: body.reason, revokedAt: cause.now)
    return Decision(revoked(access, event), emitting: [event])
}

/// An operator revoked by the tool, or our own word comes back.
func noteRevocation(
    _ event: LinksRevoked, _ access: CandidateAccess?, _ cause: Cause
) throws(Refusal) -> Decision<CandidateAccess> {
    if let known = access?.revokedAt, known >= event.revokedAt {
        return .nothing(.noConsequence("These links were revoked before."))
    }
    return Decision(revoked(access, event))
}

private func revoked(_ access: CandidateAccess?, _ event: LinksRevoked) -> CandidateAccess {
    var access = access ?? CandidateAccess(event.applicationID)
    access.revokedAt = event.revokedAt
    access.devices.removeAll { $0.openedAt <= event.revokedAt }
    access.codes.removeAll { $0.askedAt <= event.revokedAt }
    return access
}
