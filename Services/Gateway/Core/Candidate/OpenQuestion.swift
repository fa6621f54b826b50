import Domain
import Events
import Flow

package struct OpenQuestion: Submission {
    package static let name = "open-question"
    package var questionID: QuestionID

    package init(questionID: QuestionID) { self.questionID = questionID }
}

/// The time to think is over: the answer begins, whether or not the page is open.
struct ThinkingOver: Timer {
    static let name = "thinking-over"
    var questionID: QuestionID
}

/// The question is shown from now on, and the time to think runs. It is opened once.
func openQuestion(
    _ body: OpenQuestion, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    try session.checkAnswering(at: cause.now)
    guard let question = session.question(body.questionID) else { throw .noQuestion }
    guard session.opening(of: body.questionID) == nil else { return .nothing(.answered) }
    guard session.running(at: cause.now) == nil else { throw .takeRunning }
    session.openings = (session.openings ?? []) + [Opening(questionID: body.questionID, openedAt: cause.now)]
    let thinkUntil = session.thinkUntil(of: question)
    return Decision(
        session, waking: thinkUntil.map { [Wake(ThinkingOver(questionID: body.questionID), at: $0)] } ?? [])
}

func endThinking(
    _ timer: ThinkingOver, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session, let question = session.question(timer.questionID), session.isUnanswered(question),
        session.running(at: cause.now) == nil, session.mayBeAnswered,
        session.refusalToContinue(at: cause.now) == nil, let thinkUntil = session.thinkUntil(of: question)
    else { return .nothing(.noConsequence("The answer was begun, or cannot be any more.")) }
    // More time was granted meanwhile.
    guard cause.now >= thinkUntil else { return Decision(session, waking: [Wake(timer, at: thinkUntil)]) }
    return session.begin(question, partCount: 0, cause)
}

extension InterviewSession {
    /// Nobody has begun to answer it.
    fileprivate func isUnanswered(_ question: Question) -> Bool { nextTake(of: question.questionID) == 1 }
}
