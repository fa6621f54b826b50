import Domain
import Events
import Flow

/// Something worth a mail: which template, to whom, and what it says.
struct Notice {
    let template: MailTemplate
    let applicationID: ApplicationID
    let candidateID: CandidateID
    let language: Language
    let parameters: [String: String]
    /// Tells notices of one template apart where there can be several, such as a report's version.
    var part: String?
    /// When what the notice tells of came to be, where the same can come to be again: a second invitation, an offer made anew.
    var occasion: Instant?

    /// One mail for one thing: `app-1.report-ready.2.email`.
    var deliveryID: String {
        ([applicationID.text, template.rawValue] + (part.map { [$0] } ?? []) + [Channel.mail]).joined(separator: ".")
    }

    /// Asks for the delivery, unless it was asked for before.
    func requested(in correspondence: Correspondence?, _ cause: Cause) -> Decision<Correspondence> {
        var correspondence = correspondence ?? Correspondence()
        correspondence.candidateID = candidateID
        var notice = self
        if let occasion {
            let last = correspondence.occasions?[template.rawValue]
            guard last != occasion else { return .nothing(.saidBy(DeliveryRequested.self)) }
            correspondence.occasions = (correspondence.occasions ?? [:]).merging([template.rawValue: occasion]) { $1 }
            if correspondence.deliveries[deliveryID] != nil { notice.part = "\(occasion.millisecondsSinceEpoch)" }
        }
        guard correspondence.deliveries[notice.deliveryID] == nil else {
            return .nothing(.saidBy(DeliveryRequested.self))
        }
        correspondence.deliveries[notice.deliveryID] = .requested
        return Decision(correspondence, emitting: notice.delivery(cause))
    }

    private func delivery(_ cause: Cause) -> DeliveryRequested {
        DeliveryRequested(
            applicationID: applicationID, candidateID: candidateID, deliveryID: deliveryID,
            template: template.rawValue, channel: Channel.mail, language: language, recipient: template.recipient,
            parameters: timed(cause))
    }

    /// What says until when also says since when it waits to be said.
    private func timed(_ cause: Cause) -> [String: String] {
        guard parameters["expiresAt"] != nil else { return parameters }
        return parameters.merging([Lateness.requestedAt: cause.now.description]) { own, _ in own }
    }
}
