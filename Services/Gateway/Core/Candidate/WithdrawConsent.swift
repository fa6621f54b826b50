import Domain
import Events
import Flow

package struct WithdrawConsent: Submission {
    package static let name = "withdraw-consent"
    package var purposes: [ConsentPurpose]

    package init(purposes: [ConsentPurpose]) { self.purposes = purposes }
}

/// Consent is withdrawn as easily as it was given, at any time.
func withdrawConsent(
    _ body: WithdrawConsent, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    let given = ConsentPurpose.allCases.filter { body.purposes.contains($0) && session.agrees(to: $0) }
    guard !given.isEmpty else { return .nothing(.answered) }
    for index in session.consents.indices where given.contains(session.consents[index].purpose) {
        session.consents[index].withdrawnAt = session.consents[index].withdrawnAt ?? cause.now
    }
    return Decision(
        session,
        emitting: [ConsentWithdrawn(applicationID: session.applicationID, purposes: given, withdrawnAt: cause.now)],
        performing: noting(given, isGiven: false, session, cause))
}
