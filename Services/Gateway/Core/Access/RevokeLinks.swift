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

package struct SendLink: Submission {
    package static let name = "send-link"
    /// nil: what there is to be done now.
    package var purpose: LinkPurpose?

    package init(purpose: LinkPurpose? = nil) { self.purpose = purpose }
}

package struct AskForErasure: Submission {
    package static let name = "ask-for-erasure"

    package init() {}
}

/// Every link and session of an application made so far ends. A link that is sent afterwards is good again.
func revokeLinks(
    _ body: RevokeLinks, _ access: CandidateAccess?, _ cause: Cause
) throws(Refusal) -> Decision<CandidateAccess> {
    guard isCode(body.reason) else { throw Refusal("malformed-reason", "A reason is a code in kebab-case.") }
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

/// A new link is to be mailed to the candidate.
func sendLink(
    _ body: SendLink, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard let view, let candidate = view.candidateID else { throw .noApplication }
    let event = LinkRequested(
        applicationID: view.applicationID, candidateID: candidate, purpose: body.purpose ?? view.purpose,
        language: view.language ?? .english, requestedAt: cause.now)
    return Decision(show(event, view.applicationID, view, cause).state, emitting: [event])
}

/// The candidate wants to be forgotten; a person sees to it, because a contract in force may stand against it.
func askForErasure(
    _ body: AskForErasure, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard let view, let candidate = view.candidateID, let job = view.jobID else { throw .noApplication }
    let event = ErasureRequested(
        applicationID: view.applicationID, candidateID: candidate, jobID: job, requestedAt: cause.now)
    return Decision(show(event, view.applicationID, view, cause).state, emitting: [event])
}

func showRevocation(
    _ event: LinksRevoked, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["revokedBy": event.revokedBy.text, "reason": event.reason])
}

extension ApplicationView {
    /// What a link would be sent for now.
    fileprivate var purpose: LinkPurpose {
        if isClosed { return .status }
        if contract?.isReadyToSign == true { return contract?.candidateSignedAt == nil ? .contract : .status }
        if let offer { return offer.isAccepted == nil ? .offer : .status }
        return interview != nil && interview?.submittedAt == nil ? .interview : .status
    }
}

/// The candidate was erased: no link, session or code counts any more, and none will.
func endAccess(
    _ event: CandidateErased, _ access: CandidateAccess?, _ cause: Cause
) throws(Refusal) -> Decision<CandidateAccess> {
    var access = access ?? CandidateAccess(event.applicationID)
    guard !access.isErased else { return .nothing(.noConsequence("Nothing is open any more.")) }
    access.isErased = true
    access.devices = []
    access.codes = []
    return Decision(access)
}
