import Domain
import Events
import Flow

package struct GiveApproval: Submission {
    package static let name = "give-approval"
    package var sha256: String
    package var isApproved: Bool
    package var decidedBy: ActorID
    /// For whom they act; nil: by their own right.
    package var onBehalfOf: ActorID?

    package init(sha256: String, isApproved: Bool, decidedBy: ActorID, onBehalfOf: ActorID? = nil) {
        self.sha256 = sha256
        self.isApproved = isApproved
        self.decidedBy = decidedBy
        self.onBehalfOf = onBehalfOf
    }
}

/// The approver says yes or no to this very draft, once.
func giveApproval(
    _ body: GiveApproval, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard var view else { throw .noApplication }
    guard !view.isOver else { throw .applicationClosed }
    guard var contract = view.contract, let draft = contract.draft else {
        throw Refusal("no-contract", "There is no contract to approve.")
    }
    guard draft.sha256 == body.sha256 else { throw .otherDocument }
    guard contract.isApproved == nil else { throw Refusal("already-decided", "This draft has been decided about.") }
    // By their own right an administrator may; in another's stead nobody approves what they decided on.
    if body.onBehalfOf != nil, view.offerDecidedBy == body.decidedBy.text {
        throw Refusal("own-decision", "Whoever decided on an offer does not approve its contract for another.")
    }
    contract.isApproved = body.isApproved
    contract.decidedBy = body.decidedBy
    view.contract = contract
    let event = ApprovalGiven(
        applicationID: view.applicationID, sha256: body.sha256, isApproved: body.isApproved, decidedBy: body.decidedBy,
        onBehalfOf: body.onBehalfOf, decidedAt: cause.now)
    let details = [
        "isApproved": "\(body.isApproved)", "decidedBy": body.decidedBy.text, "onBehalfOf": body.onBehalfOf?.text,
    ]
    return Decision(show(event, view.applicationID, view, cause, details).state, emitting: [event])
}

extension ApplicationView {
    /// Who decided on the newest offer, as its course tells; nil: a rule.
    fileprivate var offerDecidedBy: String? {
        timeline.last { $0.what == OfferRequested.schema.name }?.details["decidedBy"]
    }
}

extension Refusal {
    package static let otherDocument = Refusal(
        "other-document", "The document has changed since it was shown; load it again.")
}
