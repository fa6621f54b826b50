import Domain
import Events
import Flow

package struct DecideStage: Submission {
    package static let name = "decide-stage"
    package var decision: StageDecision
    package var reason: String
    package var decidedBy: ActorID
    /// Of an offer, where they are not the job's.
    package var terms: OfferTerms?

    package init(decision: StageDecision, reason: String, decidedBy: ActorID, terms: OfferTerms? = nil) {
        self.decision = decision
        self.reason = reason
        self.decidedBy = decidedBy
        self.terms = terms
    }
}

/// A person decides; whether the stage allows it is for workflow to say.
func decideStage(
    _ body: DecideStage, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard var view, view.stage != nil else { throw .noApplication }
    guard !view.isOver else { throw .applicationClosed }
    guard isReasonCode(body.reason) else { throw Refusal("malformed-reason", "A reason is a code in kebab-case.") }
    guard body.terms == nil || body.decision == .offer else {
        throw Refusal("malformed-terms", "Only an offer has terms.")
    }
    if body.decision == .offer { view.pay = body.terms?.monthlySalary }
    let event = StageDecided(
        applicationID: view.applicationID, decision: body.decision, reason: body.reason, decidedBy: body.decidedBy,
        decidedAt: cause.now, terms: body.terms)
    let details = ["decision": body.decision.rawValue, "reason": body.reason, "decidedBy": body.decidedBy.text]
    return Decision(show(event, view.applicationID, view, cause, details).state, emitting: [event])
}

extension Refusal {
    package static let noApplication = Refusal(
        "no-application", "There is no such application, or it was not admitted yet.")
    package static let applicationClosed = Refusal("application-closed", "This application is closed.")
}
