import Domain

extension Catalogue {
    package static let notification: [any Event.Type] = [
        DeliveryRequested.self, DeliveryConfirmed.self, DeliveryFailed.self,
    ]
}

/// Somebody is to be told something, once per `deliveryID`.
package struct DeliveryRequested: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    /// One delivery per key: `app-1.interview-invitation.email`.
    package var deliveryID: String
    package var template: String
    package var channel: String
    package var language: Language
    package var recipient: Recipient
    /// What the template says besides what the vault knows; nothing personal.
    package var parameters: [String: String]

    package enum Recipient: String, Codable, Sendable, CaseIterable, Hashable { case candidate, hr, finance }

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, deliveryID: String, template: String, channel: String,
        language: Language, recipient: Recipient, parameters: [String: String]
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.deliveryID = deliveryID
        self.template = template
        self.channel = channel
        self.language = language
        self.recipient = recipient
        self.parameters = parameters
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "delivery-requested", on: .deliveries, "Somebody is to be told something, once.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("candidateID", .identifier, "The candidate."),
            .required("deliveryID", .text(charactersMax: 200), "One delivery per key."),
            .required("template", .code, "What is said."),
            .required("channel", .code, "By which way."),
            .required("language", .language, "In which language."),
            .required("recipient", .word(Recipient.self), "To whom."),
            .required("parameters", .map(.text(charactersMax: 500)), "What the template says; nothing personal."),
        ])
    package static let samples = [
        DeliveryRequested(
            applicationID: "app-1", candidateID: "cand-1", deliveryID: "app-1.interview-invitation.email",
            template: "interview-invitation", channel: "email", language: .chinese, recipient: .candidate,
            parameters: ["jobTitle": "Store manager"])
    ]
}

/// The channel took the message.
package struct DeliveryConfirmed: Event, Hashable {
    package var applicationID: ApplicationID
    package var deliveryID: String
    package var template: String
    package var channel: String
    package var recipient: DeliveryRequested.Recipient
    package var deliveredAt: Instant

    package init(
        applicationID: ApplicationID, deliveryID: String, template: String, channel: String,
        recipient: DeliveryRequested.Recipient, deliveredAt: Instant
    ) {
        self.applicationID = applicationID
        self.deliveryID = deliveryID
        self.template = template
        self.channel = channel
        self.recipient = recipient
        self.deliveredAt = deliveredAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "delivery-confirmed", on: .deliveries, "The channel took the message.",
        Field.delivery + [.required("deliveredAt", .instant, "When.")])
    package static let samples = [
        DeliveryConfirmed(
            applicationID: "app-1", deliveryID: "app-1.interview-invitation.email", template: "interview-invitation",
            channel: "email", recipient: .candidate, deliveredAt: .sample)
    ]
}

/// The message could not be delivered and will not be tried again by itself.
package struct DeliveryFailed: Event, Hashable {
    package var applicationID: ApplicationID
    package var deliveryID: String
    package var template: String
    package var channel: String
    package var recipient: DeliveryRequested.Recipient
    package var code: String

    package init(
        applicationID: ApplicationID, deliveryID: String, template: String, channel: String,
        recipient: DeliveryRequested.Recipient, code: String
    ) {
        self.applicationID = applicationID
        self.deliveryID = deliveryID
        self.template = template
        self.channel = channel
        self.recipient = recipient
        self.code = code
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "delivery-failed", on: .deliveries, "The message could not be delivered.",
        Field.delivery + [.required("code", .code, "Why.")])
    package static let samples = [
        DeliveryFailed(
            applicationID: "app-1", deliveryID: "app-1.interview-invitation.email", template: "interview-invitation",
            channel: "email", recipient: .candidate, code: "mailbox-unknown")
    ]
}

extension Field {
    fileprivate static let delivery: [Field] = [
        .required("applicationID", .identifier, "The application."),
        .required("deliveryID", .text(charactersMax: 200), "One delivery per key."),
        .required("template", .code, "What was said."),
        .required("channel", .code, "By which way."),
        .required("recipient", .word(DeliveryRequested.Recipient.self), "To whom."),
    ]
}
