import Domain
import Events
import Flow

package struct GrantAccommodations: Submission {
    package static let name = "grant-accommodations"
    package var accommodations: Accommodations
    package var grantedBy: ActorID

    package init(accommodations: Accommodations, grantedBy: ActorID) {
        self.accommodations = accommodations
        self.grantedBy = grantedBy
    }
}

/// What HR grants holds for everything that the candidate does from now on, until the interview is handed in; the candidate is
/// told. An answer that is being recorded gets its further time at once.
func grantAccommodations(
    _ body: GrantAccommodations, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    if let refusal = session.refusalToContinue(at: cause.now) { throw refusal }
    let given = body.accommodations
    guard (0...Accommodations.extraTimePercentMax).contains(given.extraTimePercent),
        (0...Accommodations.extraRetakesMax).contains(given.extraRetakes)
    else { throw Refusal("out-of-range", "Extra time is 0 to 200 percent, extra takes are 0 to 3.") }
    guard session.accommodations ?? Accommodations() != given else { return .nothing(.answered) }
    let before = session
    session.accommodations = given
    let wakes = session.prolongTakes(since: before, at: cause.now)
    return Decision(
        session,
        emitting: [
            AccommodationsGranted(
                applicationID: session.applicationID, candidateID: session.candidateID, jobID: session.jobID,
                language: session.language, grantedBy: body.grantedBy, grantedAt: cause.now,
                isTakenBack: given == Accommodations() ? true : nil)
        ], waking: wakes)
}

extension InterviewSession {
    /// Moves the end of what is recorded now on by the time that was granted. Nothing is taken from it: whoever has begun to speak
    /// counts on the time that the page shows.
    fileprivate mutating func prolongTakes(since before: InterviewSession, at now: Instant) -> [Wake] {
        var wakes: [Wake] = []
        for index in (takesInHand ?? []).indices {
            guard var hand = takesInHand?[index], hand.isRunning, !hand.isOver(at: now),
                let question = question(hand.questionID)
            else { continue }
            let granted = answerSeconds(of: question)
            let more = granted - (hand.answerSeconds ?? before.answerSeconds(of: question))
            guard more > 0 else { continue }
            hand.endsAt = hand.endsAt.advanced(byMilliseconds: Int64(more) * 1000)
            hand.answerSeconds = granted
            takesInHand?[index] = hand
            wakes.append(expiry(of: hand))
        }
        return wakes
    }
}
