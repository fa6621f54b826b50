import Domain
import Events
import Flow

/// The candidate handed the interview in: from now on these answers count and no other.
package func submitInterview(
    _ event: InterviewSubmitted, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    guard var scorecard, scorecard.isAssessable else {
        throw .noConsent
    }
    guard scorecard.invitation != nil else { return .notYet("waits for the interview's plan") }
    if scorecard.submission != nil {
        throw Refusal("already-submitted", "The interview was handed in before.", .saidBy(InterviewScored.self))
    }
    scorecard.submission = event
    return completed(scorecard, cause, emitting: [])
}
