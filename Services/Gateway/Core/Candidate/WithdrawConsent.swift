import Domain
import Events
import Flow

package struct WithdrawConsent: Submission {
    package static let name = "withdraw-consent"
    package var purposes: [ConsentPurpose]

    package init(purposes: [ConsentPurpose]) { self.purposes = purposes }
}

/// Consent is withdrawn as easily as it was given, at any time. Without recording, while the interview is open and may not be written
/// instead, a way with a person is asked for in the same decision: nobody is left waiting between the two.
func withdrawConsent(
    _ body: WithdrawConsent, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    let given = ConsentPurpose.allCases.filter { body.purposes.contains($0) && session.agrees(to: $0) }
    guard !given.isEmpty else { return .nothing(.answered) }
    for index in session.consents.indices where given.contains(session.consents[index].purpose) {
        session.consents[index].withdrawnAt = session.consents[index].withdrawnAt ?? cause.now
    }
    let abandoned = given.contains(.recording) ? session.forgetRecordings() : []
    var said: [any Event] = [
        ConsentWithdrawn(applicationID: session.applicationID, purposes: given, withdrawnAt: cause.now)
    ]
    if given.contains(.recording), session.needsRecording, session.humanWayAskedAt == nil,
        session.refusalToContinue(at: cause.now) == nil
    {
        session.humanWayAskedAt = cause.now
        said.append(HumanWayRequested(applicationID: session.applicationID, requestedAt: cause.now))
    }
    return Decision(
        session, emitting: said,
        performing: noting(given, isGiven: false, session, cause) + abandoned)
}

extension InterviewSession {
    /// The vault forgets what was recorded; a take that had been begun ends without an answer, and what is on its way is given up.
    fileprivate mutating func forgetRecordings() -> [Perform] {
        let abandoned = uploads.filter { $0.status == .open }
        uploads.removeAll { $0.status == .open }
        lostTakes =
            (lostTakes ?? [])
            + (takesInHand ?? []).map { LostTake(questionID: $0.questionID, take: $0.take, code: "consent-withdrawn") }
        takesInHand = nil
        for index in takes.indices { takes[index].rendition = nil }
        return abandoned.map { discarding($0, self) }
    }
}
