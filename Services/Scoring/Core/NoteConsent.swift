import Domain
import Events
import Flow

package func noteConsent(
    _ event: ConsentGiven, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    var scorecard = scorecard ?? Scorecard()
    scorecard.consents += event.purposes.filter { !scorecard.consents.contains($0) }
    if event.purposes.contains(.aiAssessment) { scorecard.agreesToJudge = event.tellsOfJudge ? true : nil }
    return Decision(scorecard)
}

/// From now on nothing more is heard or scored; what was published stays. What was seen of the face goes.
package func noteConsentWithdrawn(
    _ event: ConsentWithdrawn, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    var scorecard = scorecard ?? Scorecard()
    let forgetting = scorecard.forgetting(event.purposes)
    scorecard.consents.removeAll { event.purposes.contains($0) }
    return Decision(scorecard, performing: forgetting)
}

/// Who was erased agrees to nothing any more; an answer that is being heard ends without a result.
package func noteErasure(
    _ event: CandidateErased, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    guard var scorecard else { return .nothing(.noConsequence("Nothing is scored of this candidate.")) }
    let uncounted = scorecard.uncounted(cause)
    scorecard.consents = []
    scorecard.grades = nil
    scorecard.measures = nil
    return Decision(scorecard, emitting: uncounted)
}
