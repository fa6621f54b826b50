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

    /// One mail for one thing: `app-1.report-ready.2.email`.
    var deliveryID: String {
        ([applicationID.text, template.rawValue] + (part.map { [$0] } ?? []) + [Channel.mail]).joined(separator: ".")
    }

    /// Asks for the delivery, unless it was asked for before.
    func requested(in correspondence: Correspondence?) -> Decision<Correspondence> {
        var correspondence = correspondence ?? Correspondence()
        correspondence.candidateID = candidateID
        guard correspondence.deliveries[deliveryID] == nil else {
            return .nothing(.saidBy(DeliveryRequested.self))
        }
        correspondence.deliveries[deliveryID] = .requested
        return Decision(
            correspondence,
            emitting: DeliveryRequested(
                applicationID: applicationID, candidateID: candidateID, deliveryID: deliveryID,
                template: template.rawValue, channel: Channel.mail, language: language, recipient: template.recipient,
                parameters: parameters))
    }
}
