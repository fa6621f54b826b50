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

/// Publishes the whole scorecard once everything that was handed in has been heard, and once only.
func completed(_ scorecard: Scorecard, _ cause: Cause, emitting events: [any Event]) -> Decision<Scorecard> {
    guard scorecard.scoredAt == nil, let invitation = scorecard.invitation, let submission = scorecard.submission,
        let results = scorecard.submittedResults(submission)
    else { return Decision(scorecard, emitting: events) }
    var scorecard = scorecard
    scorecard.scoredAt = cause.now
    let scored = InterviewScored(
        applicationID: invitation.applicationID, jobID: invitation.jobID, candidateID: invitation.candidateID,
        language: invitation.language, plan: invitation.plan, dimensions: scoreInterview(invitation.plan, results),
        answers: results, submittedAt: submission.submittedAt)
    return Decision(scorecard, emitting: events + [scored])
}
