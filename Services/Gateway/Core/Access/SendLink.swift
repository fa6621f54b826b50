import Domain
import Events
import Flow

package struct SendLink: Submission {
    package static let name = "send-link"
    /// nil: what there is to be done now.
    package var purpose: LinkPurpose?

    package init(purpose: LinkPurpose? = nil) { self.purpose = purpose }
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

extension ApplicationView {
    /// What a link would be sent for now.
    fileprivate var purpose: LinkPurpose {
        if isOver { return .status }
        if contract?.isReadyToSign == true { return contract?.candidateSignedAt == nil ? .contract : .status }
        if let offer { return offer.isAccepted == nil ? .offer : .status }
        return interview != nil && interview?.submittedAt == nil ? .interview : .status
    }
}
