import Domain
import Events
import Flow

package struct AskForHumanWay: Submission {
    package static let name = "ask-for-human-way"

    package init() {}
}

/// Whoever does not want to be recorded is offered a way with a person. The recording stays open: minds change.
func askForHumanWay(
    _ body: AskForHumanWay, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    if let refusal = session.refusalToContinue(at: cause.now) { throw refusal }
    guard session.humanWayAskedAt == nil else { return .nothing(.answered) }
    session.humanWayAskedAt = cause.now
    return Decision(
        session, emitting: [HumanWayRequested(applicationID: session.applicationID, requestedAt: cause.now)])
}
