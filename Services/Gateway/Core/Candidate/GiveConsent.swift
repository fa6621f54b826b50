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

/// Consent comes first, and each purpose on its own.
func giveConsent(
    _ body: GiveConsent, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    // To be kept in mind for other openings can be agreed to for as long as there is somebody to keep in mind.
    let isBound = body.purposes != [.talentPool] || session.closedBecause == "candidate-erased"
    if isBound, let refusal = session.refusalToContinue(at: cause.now) { throw refusal }
    let fresh = session.purposes.filter { body.purposes.contains($0) && !session.agrees(to: $0) }
    guard !fresh.isEmpty else { return .nothing(.answered) }
    session.consents += fresh.map {
        InterviewSession.Consent(purpose: $0, textVersion: body.textVersion, givenAt: cause.now)
    }
    // Whoever agrees to be recorded after all goes on that way.
    if fresh.contains(.recording) { session.humanWayAskedAt = nil }
    return Decision(
        session,
        emitting: [
            ConsentGiven(
                applicationID: session.applicationID, purposes: fresh, textVersion: body.textVersion,
                givenAt: cause.now)
        ], performing: noting(fresh, isGiven: true, session, cause))
}

extension Refusal {
    static let noInterview = Refusal("no-interview", "There is no interview for this application.")
}
