import Domain
import Events
import Flow

package func noteConsent(
    _ event: ConsentGiven, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    var scorecard = scorecard ?? Scorecard()
    scorecard.consents += event.purposes.filter { !scorecard.consents.contains($0) }
    return Decision(scorecard)
}

/// From now on nothing more is heard or scored; what was published stays.
package func noteConsentWithdrawn(
    _ event: ConsentWithdrawn, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    var scorecard = scorecard ?? Scorecard()
    scorecard.consents.removeAll { event.purposes.contains($0) }
    return Decision(scorecard)
}
