import Domain
import Events
import Flow

package struct GiveConsent: Codable, Sendable {
    package var purposes: [ConsentPurpose]
    package var textVersion: String

    package init(purposes: [ConsentPurpose], textVersion: String) {
        self.purposes = purposes
        self.textVersion = textVersion
    }
}

package struct WithdrawConsent: Codable, Sendable {
    package var purposes: [ConsentPurpose]

    package init(purposes: [ConsentPurpose]) { self.purposes = purposes }
}

/// Consent comes first, and each purpose on its own.
func giveConsent(
    _ body: GiveConsent, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    if let refusal = session.refusalToContinue(at: cause.now) { throw refusal }
    let fresh = ConsentPurpose.allCases.filter { body.purposes.contains($0) && !session.agrees(to: $0) }
    guard !fresh.isEmpty else { return .nothing(.answered) }
    session.consents += fresh.map {
        InterviewSession.Consent(purpose: $0, textVersion: body.textVersion, givenAt: cause.now)
    }
    return Decision(
        session,
        emitting: [
            ConsentGiven(
                applicationID: session.applicationID, purposes: fresh, textVersion: body.textVersion,
                givenAt: cause.now)
        ])
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
        emitting: [ConsentWithdrawn(applicationID: session.applicationID, purposes: given, withdrawnAt: cause.now)])
}

extension Refusal {
    static let noInterview = Refusal("no-interview", "There is no interview for this application.")
}
