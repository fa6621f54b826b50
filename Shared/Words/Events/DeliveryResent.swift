import Domain

/// A person wants a message that failed to be sent again.
package struct DeliveryResent: Event, Hashable {
    package var applicationID: ApplicationID
    package var deliveryID: String
    package var decidedBy: ActorID
    package var decidedAt: Instant

    package init(applicationID: ApplicationID, deliveryID: String, decidedBy: ActorID, decidedAt: Instant) {
        self.applicationID = applicationID
        self.deliveryID = deliveryID
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "delivery-resent", on: .acts, "A person wants a message that failed to be sent again.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("deliveryID", .text(charactersMax: 200), "The delivery that failed."),
            .required("decidedBy", .identifier, "Who wants it."),
            .required("decidedAt", .instant, "When."),
        ])
    package static let samples = [
        DeliveryResent(
            applicationID: "app-1", deliveryID: "app-1.interview-invitation.email", decidedBy: "hr-1",
            decidedAt: .sample)
    ]
}
