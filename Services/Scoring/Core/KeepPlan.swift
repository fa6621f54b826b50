import Domain
import Events
import Flow

/// The invitation says what is asked and how it is weighed.
package func keepPlan(
    _ event: InterviewInvited, _ scorecard: Scorecard?, _ terms: ScoringTerms?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    var scorecard = scorecard ?? Scorecard()
    scorecard.invitation = event
    scorecard.apply(terms ?? ScoringTerms())
    return Decision(scorecard)
}
