import Domain
import Events
import Flow

package struct SubmitInterview: Submission {
    package static let name = "submit-interview"

    package init() {}
}

/// The last take of every question that can be heard counts. A question without an answer holds the interview back.
func submitInterview(
    _ body: SubmitInterview, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    guard session.submittedAt == nil else { return .nothing(.answered) }
    if let refusal = session.refusalToContinue(at: cause.now) { throw refusal }
    guard session.agrees(to: .recording) else { throw .consentMissing }
    guard session.running(at: cause.now) == nil else { throw .takeRunning }
    guard session.takesInHand?.isEmpty != false, !session.uploads.contains(where: { $0.status == .assembling }) else {
        throw Refusal("answer-still-arriving", "An answer is still being put together; try again in a second.")
    }
    var answers: [InterviewSubmitted.SubmittedAnswer] = []
    for question in session.plan.questions {
        guard let take = session.takeThatCounts(of: question.questionID) else {
            throw Refusal("answer-missing", "A question has no answer yet.")
        }
        answers.append(.init(questionID: question.questionID, answerID: take.answerID))
    }
    let abandoned = session.uploads
    session.uploads = []
    session.submittedAt = cause.now
    return Decision(
        session,
        emitting: [
            InterviewSubmitted(applicationID: session.applicationID, answers: answers, submittedAt: cause.now)
        ], performing: abandoned.map { discarding($0, session) })
}
