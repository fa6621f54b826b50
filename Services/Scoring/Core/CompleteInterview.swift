import Domain
import Events
import Flow

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
