import Domain
import Events
import Flow

/// The invitation opens the session. A second one, after the first expired, gives the candidate the new time.
func openSession(
    _ event: InterviewInvited, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session, session.submittedAt == nil, session.closedBecause != "candidate-erased" else {
        return session == nil
            ? Decision(InterviewSession(event)) : .nothing(.noConsequence("What was handed in or erased stays so."))
    }
    session.plan = event.plan
    session.expiresAt = event.expiresAt
    session.closedBecause = nil
    return Decision(session)
}

func expireSession(
    _ event: InterviewExpired, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    close(session, because: "interview-expired")
}

func closeSession(
    _ event: ApplicationClosed, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    close(session, because: "application-closed")
}

/// The candidate was erased: the session ends for good, whatever it was closed for before.
func endSession(
    _ event: CandidateErased, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { return .nothing(.noConsequence("No session is open.")) }
    session.closedBecause = nil
    return close(session, because: "candidate-erased")
}

func close(_ session: InterviewSession?, because reason: String) -> Decision<InterviewSession> {
    guard var session, session.closedBecause == nil else {
        return .nothing(.noConsequence("No session is open."))
    }
    session.closedBecause = reason
    let abandoned = session.uploads.filter { $0.status == .open }
    session.uploads.removeAll { $0.status == .open }
    let parts = (session.takesInHand ?? []).flatMap(\.parts)
    session.takesInHand = nil
    return Decision(
        session,
        performing: abandoned.map { discarding($0, session) }
            + parts.map { Perform(DiscardUpload(candidateID: session.candidateID, blobID: $0.blobID)) })
}
