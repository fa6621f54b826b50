import Domain
import Events
import Flow

package struct ApprovePay: Submission {
    package static let name = "approve-pay"
    /// Of the stage in which the terms that were read wait.
    package var stageNumber: Int
    package var isApproved: Bool
    /// Why they are sent back.
    package var objection: PayObjection?
    package var decidedBy: ActorID
    /// For whom they act; nil: by their own right.
    package var onBehalfOf: ActorID?

    package init(
        stageNumber: Int, isApproved: Bool, objection: PayObjection? = nil, decidedBy: ActorID,
        onBehalfOf: ActorID? = nil
    ) {
        self.stageNumber = stageNumber
        self.isApproved = isApproved
        self.objection = objection
        self.decidedBy = decidedBy
        self.onBehalfOf = onBehalfOf
    }
}

/// Whoever answers for pay says yes or no to these very terms, once; never to an offer that they decided on themselves.
func approvePay(
    _ body: ApprovePay, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard var view else { throw .noApplication }
    guard !view.isOver else { throw .applicationClosed }
    guard var approval = view.payApproval else { throw .noPayApproval }
    guard approval.stageNumber == body.stageNumber else {
        throw Refusal("other-terms", "The terms are others than those that were shown; load them again.")
    }
    guard approval.isApproved == nil else {
        throw Refusal("already-decided", "These terms have been decided about.")
    }
    guard view.isPayToApprove else { throw .noPayApproval }
    guard approval.decidedBy == nil || ![body.decidedBy, body.onBehalfOf].contains(approval.decidedBy) else {
        throw Refusal("own-decision", "Whoever decided on an offer does not approve its pay; another person does.")
    }
    guard body.isApproved == (body.objection == nil) else {
        throw Refusal("malformed-objection", "What is sent back has a reason, and what is approved has none.")
    }
    approval.isApproved = body.isApproved
    approval.objection = body.objection
    approval.settledBy = body.decidedBy
    approval.onBehalfOf = body.onBehalfOf
    view.payApproval = approval
    let event = PayApprovalGiven(
        applicationID: view.applicationID, stageNumber: body.stageNumber, isApproved: body.isApproved,
        objection: body.objection, decidedBy: body.decidedBy, onBehalfOf: body.onBehalfOf,
        decidedAt: cause.now)
    let details = [
        "answer": body.isApproved ? "approved" : "sent-back", "reason": body.objection?.rawValue,
        "decidedBy": body.decidedBy.text, "onBehalfOf": body.onBehalfOf?.text,
    ]
    return Decision(show(event, view.applicationID, view, cause, details).state, emitting: [event])
}

extension Refusal {
    fileprivate static let noPayApproval = Refusal("no-pay-approval", "No terms of an offer wait for an approval.")
}
