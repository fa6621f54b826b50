import Domain

extension Catalogue {
    package static let preparations: [any Event.Type] = [PreparationSettled.self]
}

/// A part of what somebody finds on the first day is ready, or is not after all.
package struct PreparationSettled: Event, Hashable {
    package var applicationID: ApplicationID
    package var preparation: Preparation
    package var isReady: Bool
    package var settledBy: ActorID
    package var settledAt: Instant

    package init(
        applicationID: ApplicationID, preparation: Preparation, isReady: Bool, settledBy: ActorID, settledAt: Instant
    ) {
        self.applicationID = applicationID
        self.preparation = preparation
        self.isReady = isReady
        self.settledBy = settledBy
        self.settledAt = settledAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "preparation-settled", on: .acts,
        "A part of what somebody finds on the first day is ready, or is not after all.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("preparation", .word(Preparation.self), "What it is."),
            .required("isReady", .boolean, "False: it is not ready after all."),
            .required("settledBy", .identifier, "Who says so."),
            .required("settledAt", .instant, "When."),
        ])
    package static let samples = [
        PreparationSettled(
            applicationID: "app-1", preparation: .equipment, isReady: true, settledBy: "it-1", settledAt: .sample)
    ]
}
