import Domain
import Events
import Flow

package struct AnswerSurvey: Submission {
    package static let name = "answer-survey"
    package var satisfaction: Double

    package init(satisfaction: Double) { self.satisfaction = satisfaction }
}

/// Asked once, after the interview.
func answerSurvey(
    _ body: AnswerSurvey, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    guard session.submittedAt != nil else { throw Refusal("not-submitted", "The survey comes after the interview.") }
    guard session.surveyedAt == nil else { return .nothing(.answered) }
    guard (1...5).contains(body.satisfaction) else { throw Refusal("out-of-range", "Satisfaction is 1 to 5.") }
    session.surveyedAt = cause.now
    return Decision(
        session,
        emitting: [
            SurveyAnswered(
                applicationID: session.applicationID, satisfaction: body.satisfaction, answeredAt: cause.now)
        ])
}
