import Domain
import Events
import Flow

package struct ContinueTake: Submission {
    package static let name = "continue-take"
    package var questionID: QuestionID
    package var take: Int
    /// How long nothing could be recorded, as the browser says.
    package var lostMilliseconds: Int64

    package init(questionID: QuestionID, take: Int, lostMilliseconds: Int64) {
        self.questionID = questionID
        self.take = take
        self.lostMilliseconds = lostMilliseconds
    }
}

package struct PauseTake: Submission {
    package static let name = "pause-take"
    package var questionID: QuestionID
    package var take: Int

    package init(questionID: QuestionID, take: Int) {
        self.questionID = questionID
        self.take = take
    }
}

package struct ResumeTake: Submission {
    package static let name = "resume-take"
    package var questionID: QuestionID
    package var take: Int

    package init(questionID: QuestionID, take: Int) {
        self.questionID = questionID
        self.take = take
    }
}

/// The take that a step is about, of an interview that records now.
private func inHand(
    _ questionID: QuestionID, _ take: Int, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> (session: InterviewSession, index: Int, hand: TakeInHand) {
    guard let session else { throw .noInterview }
    try session.checkAnswering(at: cause.now)
    guard let index = session.handIndex(questionID, take), let hand = session.takesInHand?[index] else { throw .noTake }
    return (session, index, hand)
}

/// The recording broke off and goes on as a further part of the same take. What that took is not charged to the candidate,
/// within bounds: a take that the clock has ended in the meantime goes on, too.
func continueTake(
    _ body: ContinueTake, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    var (session, index, hand) = try inHand(body.questionID, body.take, session, cause)
    guard hand.isRunning || hand.isEndedByClock && !hand.isSettled else { throw .timeOver }
    guard hand.partCount < TakeInHand.partCountMax else {
        throw Refusal("too-many-parts", "This answer was interrupted too often.")
    }
    hand.resume(at: cause.now)
    if hand.partCount > 0 { hand.credit(body.lostMilliseconds, at: cause.now) }
    guard !hand.isOver(at: cause.now) else { throw .timeOver }
    hand.endedAt = nil
    hand.isEndedByClock = false
    hand.partCount += 1
    session.takesInHand?[index] = hand
    return Decision(session, waking: [session.expiry(of: hand)])
}

/// The clock stands, as often as the question allows.
func pauseTake(
    _ body: PauseTake, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    var (session, index, hand) = try inHand(body.questionID, body.take, session, cause)
    guard hand.isRunning, !hand.isOver(at: cause.now) else { throw .timeOver }
    guard hand.pausedAt == nil else { return .nothing(.answered) }
    guard session.pausesLeft(of: hand) > 0 else { throw Refusal("no-pause-left", "This answer cannot be paused.") }
    hand.pausedAt = cause.now
    hand.pauseCount += 1
    session.takesInHand?[index] = hand
    return Decision(session)
}

func resumeTake(
    _ body: ResumeTake, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    var (session, index, hand) = try inHand(body.questionID, body.take, session, cause)
    guard hand.isRunning, !hand.isOver(at: cause.now) else { throw .timeOver }
    guard hand.pausedAt != nil else { return .nothing(.answered) }
    hand.resume(at: cause.now)
    session.takesInHand?[index] = hand
    return Decision(session, waking: [session.expiry(of: hand)])
}
