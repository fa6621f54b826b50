import Domain
import Events
import Flow

package struct GiveConsent: Submission {
    package static let name = "give-consent"
    package var purposes: [ConsentPurpose]
    package var textVersion: String

    package init(purposes: [ConsentPurpose], textVersion: String) {
        self.purposes = purposes
        self.textVersion = textVersion
    }
}

package struct WithdrawConsent: Submission {
    package static let name = "withdraw-consent"
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
        ], performing: noting(fresh, isGiven: true, session, cause))
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

/// Asks for the vault to be told of a change of consent that it keeps things by.
package struct NoteConsent: Work, Hashable {
    package static let name = "note-consent"
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var purposes: [ConsentPurpose]
    package var isGiven: Bool
    package var saidAt: Instant
}

private func noting(
    _ purposes: [ConsentPurpose], isGiven: Bool, _ session: InterviewSession, _ cause: Cause
) -> [Perform] {
    let kept = purposes.filter { $0 == .talentPool || $0 == .recording && !isGiven }
    guard !kept.isEmpty else { return [] }
    let work = NoteConsent(
        applicationID: session.applicationID, candidateID: session.candidateID, purposes: kept, isGiven: isGiven,
        saidAt: cause.now)
    return [Perform(work)]
}

func noteNoted(
    _ input: NoteConsent, _ output: Bool, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    .nothing(.noConsequence("The vault was told; the consent itself is a fact of its own."))
}

extension Refusal {
    static let noInterview = Refusal("no-interview", "There is no interview for this application.")
}
