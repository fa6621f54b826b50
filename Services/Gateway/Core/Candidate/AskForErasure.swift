import Domain
import Events
import Flow

package struct AskForErasure: Submission {
    package static let name = "ask-for-erasure"

    package init() {}
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
