import Domain
import Events
import Flow

package struct SubmitInterview: Submission {
    package static let name = "submit-interview"

    package init() {}
}

/// The last take of every question that can be heard counts. A question without an answer holds the interview back as long as it
/// can be answered; one that cannot be is named, and a person sees to it.
func submitInterview(
    _ body: SubmitInterview, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    guard session.submittedAt == nil else { return .nothing(.answered) }
    if let refusal = session.refusalToContinue(at: cause.now) { throw refusal }
    guard session.mayBeAnswered else { throw .consentMissing }
    guard session.running(at: cause.now) == nil else { throw .takeRunning }
    guard session.takesInHand?.isEmpty != false, !session.uploads.contains(where: { $0.status == .assembling }) else {
        throw Refusal("answer-still-arriving", "An answer is still being put together; try again in a second.")
    }
    guard !session.plan.questions.contains(where: session.isAwaited) else {
        throw Refusal("answer-missing", "A question has no answer yet.")
    }
    let answers = session.plan.questions.compactMap { question in
        session.takeThatCounts(of: question.questionID).map {
            InterviewSubmitted.SubmittedAnswer(questionID: question.questionID, answerID: $0.answerID)
        }
    }
    let unanswered = session.plan.questions.map(\.questionID).filter { session.takes(of: $0).isEmpty }
    let abandoned = session.uploads
    session.uploads = []
    session.submittedAt = cause.now
    return Decision(
        session,
        emitting: [
            InterviewSubmitted(
                applicationID: session.applicationID, answers: answers,
                unanswered: unanswered.isEmpty ? nil : unanswered, submittedAt: cause.now)
        ], performing: abandoned.map { discarding($0, session) })
}
