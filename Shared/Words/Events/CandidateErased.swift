import Domain

/// The candidate's personal data was erased: the application ends, and nobody is written to. Each application hears it.
package struct CandidateErased: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var erasedAt: Instant

    package init(applicationID: ApplicationID, candidateID: CandidateID, erasedAt: Instant) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.erasedAt = erasedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "candidate-erased", on: .acts, "The candidate's personal data was erased; the application ends.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("candidateID", .identifier, "The candidate who was erased."),
            .required("erasedAt", .instant, "When."),
        ])
    package static let samples = [
        CandidateErased(applicationID: "app-1", candidateID: "cand-1", erasedAt: .sample)
    ]
}
