import Domain
import Events
import Flow

/// Who withdrew or declined knows it already, and who was refused was never a correspondent of ours.
func announceClosing(
    _ event: ApplicationClosed, _ correspondence: Correspondence?, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    let template: MailTemplate
    switch event.outcome {
    case .rejected: template = .applicationRejected
    case .expired: template = .applicationExpired
    case .hired: template = .applicationHired
    case .withdrawn, .refused, .declined: return .nothing(.noConsequence("Nobody has to be told."))
    }
    return Notice(
        template: template, applicationID: event.applicationID, candidateID: event.candidateID,
        language: event.language,
        parameters: [
            "jobTitle": event.jobTitle, "keepInPool": flag(event.keepInPool),
            "byPerson": flag(event.outcome == .rejected && !machineReasons.contains(event.reason)),
            "ofOffer": flag(event.reason == "offer-expired"),
        ]
    ).requested(in: correspondence, cause)
}

/// Reasons with which the workflow closes an application without a person, where the policy lawfully allows it. A mail
/// must not claim that a person decided.
private let machineReasons: Set = ["rule", "screening-rejected"]

private func flag(_ value: Bool) -> String { value ? "yes" : "no" }
