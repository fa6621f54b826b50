import Domain
import Events
import Flow

package struct StartInterview: Submission {
    package static let name = "start-interview"
    /// When a code from the candidate's mail was entered on this device, where it was.
    package var identityConfirmedAt: Instant?

    package init(identityConfirmedAt: Instant? = nil) { self.identityConfirmedAt = identityConfirmedAt }
}

/// The first question may be opened once recording was agreed to, where anything is recorded. Whoever begins after all needs no
/// other way.
func startInterview(
    _ body: StartInterview, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    if let refusal = session.refusalToContinue(at: cause.now) { throw refusal }
    guard session.mayBeAnswered else { throw .consentMissing }
    guard session.startedAt == nil else { return .nothing(.answered) }
    guard session.plan.identityByCode != true || body.identityConfirmedAt != nil else { throw .identityMissing }
    session.startedAt = cause.now
    session.humanWayAskedAt = nil
    return Decision(session, emitting: [InterviewStarted(applicationID: session.applicationID, startedAt: cause.now)])
}

extension Refusal {
    static let identityMissing = Refusal(
        "identity-missing", "This job asks for a code from the candidate's mail before the first question.")
    static let consentMissing = Refusal("consent-missing", "Nothing is recorded before the candidate agreed to it.")
}
