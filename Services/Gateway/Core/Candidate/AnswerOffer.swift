import Domain
import Events
import Flow

package struct AnswerOffer: Submission {
    package static let name = "answer-offer"
    package var isAccepted: Bool

    package init(isAccepted: Bool) { self.isAccepted = isAccepted }
}

/// The candidate takes or declines the offer, once and in time.
func answerOffer(
    _ body: AnswerOffer, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard var view, var offer = view.offer else { throw Refusal("no-offer", "There is no offer to answer.") }
    guard !view.isClosed else { throw .applicationClosed }
    guard offer.isAccepted == nil else { throw Refusal("already-answered", "The offer has been answered.") }
    guard cause.now < offer.expiresAt else { throw Refusal("offer-expired", "The time to answer the offer is over.") }
    offer.isAccepted = body.isAccepted
    offer.answeredAt = cause.now
    view.offer = offer
    let event = OfferAnswered(applicationID: view.applicationID, isAccepted: body.isAccepted, answeredAt: cause.now)
    let details = ["isAccepted": "\(body.isAccepted)"]
    return Decision(show(event, view.applicationID, view, cause, details).state, emitting: [event])
}
