import Domain
import Events
import Flow

package struct BeginTake: Submission {
    package static let name = "begin-take"
    package var questionID: QuestionID

    package init(questionID: QuestionID) { self.questionID = questionID }
}

/// The answer time begins to run. Whoever asks again while it runs, after a reload or on another device, finds the same take.
func beginTake(
    _ body: BeginTake, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    try session.checkAnswering(at: cause.now)
    let question = try session.recorded(body.questionID)
    if let running = session.running(at: cause.now) {
        guard running.questionID == body.questionID else { throw .takeRunning }
        return .nothing(.answered)
    }
    guard session.takesLeft(of: question) > 0 else { throw .noTakeLeft }
    _ = try answerID(session.applicationID, body.questionID, session.nextTake(of: body.questionID))
    if session.opening(of: body.questionID) == nil {
        session.openings = (session.openings ?? []) + [Opening(questionID: body.questionID, openedAt: cause.now)]
    }
    return session.begin(question, partCount: 1, cause)
}

extension InterviewSession {
    /// The time of the first take runs from the end of the time to think, however late the word of it comes.
    mutating func begin(_ question: Question, partCount: Int, _ cause: Cause) -> Decision<InterviewSession> {
        let take = nextTake(of: question.questionID)
        let begunAt = take == 1 ? min(cause.now, thinkUntil(of: question) ?? cause.now) : cause.now
        let hand = TakeInHand(
            question.questionID, take: take, begunAt: begunAt, answerSeconds: answerSeconds(of: question),
            partCount: partCount)
        takesInHand = (takesInHand ?? []) + [hand]
        return Decision(self, waking: [expiry(of: hand)])
    }

    func expiry(of hand: TakeInHand) -> Wake {
        Wake(
            TakeExpiry(questionID: hand.questionID, take: hand.take),
            at: hand.endsAt.advanced(byMilliseconds: TakeInHand.graceMilliseconds))
    }
}
