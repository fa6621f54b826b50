import Domain
import Events
import Flow

package struct WithdrawApplication: Submission {
    package static let name = "withdraw-application"

    package init() {}
}

/// The candidate takes the application back; its timeline shows it when the fact has travelled.
func withdrawApplication(
    _ body: WithdrawApplication, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard let view else { throw .noApplication }
    guard !view.isClosed else { throw .applicationClosed }
    return Decision(nil, emitting: [ApplicationWithdrawn(applicationID: view.applicationID)])
}
