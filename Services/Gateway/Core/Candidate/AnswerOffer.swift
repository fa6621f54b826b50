import Domain
import Events
import Flow

package struct AnswerOffer: Submission {
    package static let name = "answer-offer"
    package var isAccepted: Bool

    package init(isAccepted: Bool) { self.isAccepted = isAccepted }
}

package struct SignContract: Submission {
    package static let name = "sign-contract"
    package var sha256: String
    /// When the one-time code was entered.
    package var codeConfirmedAt: Instant?

    package init(sha256: String, codeConfirmedAt: Instant?) {
        self.sha256 = sha256
        self.codeConfirmedAt = codeConfirmedAt
    }
}

package struct WithdrawApplication: Submission {
    package static let name = "withdraw-application"

    package init() {}
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

/// The candidate signs the document that was shown and approved, once.
func signContract(
    _ body: SignContract, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard var view, var contract = view.contract, let draft = contract.draft, contract.isReadyToSign else {
        throw Refusal("no-contract", "There is no contract to sign.")
    }
    guard !view.isClosed else { throw .applicationClosed }
    guard draft.sha256 == body.sha256 else { throw .otherDocument }
    guard contract.candidateSignedAt == nil else { throw Refusal("already-signed", "The contract has been signed.") }
    guard let codeConfirmedAt = body.codeConfirmedAt else { throw .noCode }
    contract.candidateSignedAt = cause.now
    contract.codeConfirmedAt = codeConfirmedAt
    view.contract = contract
    let event = ContractSignedByCandidate(
        applicationID: view.applicationID, sha256: body.sha256, signedAt: cause.now, codeConfirmedAt: codeConfirmedAt)
    return Decision(show(event, view.applicationID, view, cause).state, emitting: [event])
}

/// The candidate takes the application back; its timeline shows it when the fact has travelled.
func withdrawApplication(
    _ body: WithdrawApplication, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard let view else { throw .noApplication }
    guard !view.isClosed else { throw .applicationClosed }
    return Decision(nil, emitting: [ApplicationWithdrawn(applicationID: view.applicationID)])
}
