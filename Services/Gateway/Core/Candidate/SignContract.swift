import Domain
import Events
import Flow

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

/// The candidate signs the document that was shown and approved, once.
func signContract(
    _ body: SignContract, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard var view, var contract = view.contract, let draft = contract.draft, contract.isReadyToSign else {
        throw Refusal("no-contract", "There is no contract to sign.")
    }
    guard !view.isOver else { throw .applicationClosed }
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
