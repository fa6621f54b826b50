import Domain
import Events
import Flow

package struct AnswerOffer: Submission {
    package static let name = "answer-offer"
    package var isAccepted: Bool
    /// Why it is declined; what the candidate wrote besides is in the vault.
    package var reason: DeclineReason?

    package init(isAccepted: Bool, reason: DeclineReason? = nil) {
        self.isAccepted = isAccepted
        self.reason = reason
    }
}

/// The candidate takes or declines the offer, once and in time.
func answerOffer(
    _ body: AnswerOffer, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard var view, var offer = view.offer else { throw Refusal("no-offer", "There is no offer to answer.") }
    guard !view.isOver else { throw .applicationClosed }
    guard offer.isAccepted == nil else { throw Refusal("already-answered", "The offer has been answered.") }
    guard cause.now < offer.expiresAt else { throw Refusal("offer-expired", "The time to answer the offer is over.") }
    offer.isAccepted = body.isAccepted
    offer.declineReason = body.isAccepted ? nil : body.reason
    offer.answeredAt = cause.now
    view.offer = offer
    let event = OfferAnswered(
        applicationID: view.applicationID, isAccepted: body.isAccepted, reason: offer.declineReason,
        answeredAt: cause.now)
    let details = ["isAccepted": "\(body.isAccepted)", "reason": offer.declineReason?.rawValue]
    return Decision(show(event, view.applicationID, view, cause, details).state, emitting: [event])
}

extension AnswerOffer {
    /// The vault's field with the candidate's own words about a declined offer.
    package static func wordsField(_ application: ApplicationID) -> String { "offer-reason.\(application)" }
}
