import Domain
import Events
import Flow

/// Publishes the whole scorecard once everything that was handed in has been heard, and once only.
func completed(_ scorecard: Scorecard, _ cause: Cause, emitting events: [any Event]) -> Decision<Scorecard> {
    guard scorecard.scoredAt == nil, let plan = scorecard.plan, let submission = scorecard.submission,
        let results = scorecard.submittedResults(submission)
    else { return Decision(scorecard, emitting: events) }
    var scorecard = scorecard
    scorecard.scoredAt = cause.now
    let version = ScorecardVersion(
        number: 1, weights: plan.dimensions, dimensions: scoreInterview(plan, results, scorecard.measures ?? []),
        changes: [], scoredAt: cause.now)
    scorecard.versions = [version]
    let said = scored(scorecard, version, plan, results, submission).map { [$0] } ?? []
    return Decision(scorecard, emitting: events + said)
}
