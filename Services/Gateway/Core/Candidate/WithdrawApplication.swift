import Domain
import Events
import Flow

package struct WithdrawApplication: Submission {
    package static let name = "withdraw-application"

    package init() {}
}

/// The candidate takes the application back, until the contract is signed. From here on nothing of it is answered or signed;
/// its timeline shows it when the fact has travelled.
func withdrawApplication(
    _ body: WithdrawApplication, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard var view else { throw .noApplication }
    guard !view.isClosed, view.erasedAt == nil else { throw .applicationClosed }
    guard view.contract?.candidateSignedAt == nil else { throw .contractSigned }
    guard view.withdrawnAt == nil else { return .nothing(.answered) }
    view.noteWithdrawal(at: cause.now)
    return Decision(view, emitting: [ApplicationWithdrawn(applicationID: view.applicationID)])
}

extension ApplicationView {
    /// The first counts. A contract that the candidate has signed stays signed, so that one taken back afterwards by the ATS ends
    /// nothing here: workflow says what becomes of it.
    mutating func noteWithdrawal(at moment: Instant) {
        guard withdrawnAt == nil, contract?.candidateSignedAt == nil else { return }
        withdrawnAt = moment
    }
}

extension Refusal {
    package static let contractSigned = Refusal(
        "contract-signed", "The contract is signed: ask the employer's people how to end it.")
}
