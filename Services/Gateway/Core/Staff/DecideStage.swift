import Domain
import Events
import Flow

package struct DecideStage: Submission {
    package static let name = "decide-stage"
    package var decision: StageDecision
    package var reason: String
    package var decidedBy: ActorID

    package init(decision: StageDecision, reason: String, decidedBy: ActorID) {
        self.decision = decision
        self.reason = reason
        self.decidedBy = decidedBy
    }
}

/// A person decides; whether the stage allows it is for workflow to say.
func decideStage(
    _ body: DecideStage, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard let view, view.stage != nil else { throw .noApplication }
    guard !view.isClosed else { throw .applicationClosed }
    guard isCode(body.reason) else { throw Refusal("malformed-reason", "A reason is a code in kebab-case.") }
    let event = StageDecided(
        applicationID: view.applicationID, decision: body.decision, reason: body.reason, decidedBy: body.decidedBy,
        decidedAt: cause.now)
    let details = ["decision": body.decision.rawValue, "reason": body.reason, "decidedBy": body.decidedBy.text]
    return Decision(show(event, view.applicationID, view, cause, details).state, emitting: [event])
}

/// 1 to 100 characters of a–z, 0–9 and hyphens: a code, so that nobody's story gets into facts.
package func isCode(_ text: String) -> Bool {
    (1...100).contains(text.utf8.count)
        && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
}

extension Refusal {
    static let noApplication = Refusal("no-application", "There is no such application, or it was not admitted yet.")
    static let applicationClosed = Refusal("application-closed", "This application is closed.")
}
