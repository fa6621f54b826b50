import Domain

extension Catalogue {
    package static let entry: [any Event.Type] = [MaterialHandedIn.self, MaterialReviewed.self]
}

/// The candidate handed in something that the first day needs. The file lies in the vault.
package struct MaterialHandedIn: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var material: EntryMaterial
    /// Nothing that is needed is missing any more.
    package var isComplete: Bool
    package var handedInAt: Instant

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, jobID: JobID, material: EntryMaterial, isComplete: Bool,
        handedInAt: Instant
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.jobID = jobID
        self.material = material
        self.isComplete = isComplete
        self.handedInAt = handedInAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "material-handed-in", on: .acts, "The candidate handed in something that the first day needs.",
        Field.material + [
            .required("isComplete", .boolean, "Nothing that is needed is missing any more."),
            .required("handedInAt", .instant, "When."),
        ])
    package static let samples = [
        MaterialHandedIn(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", material: .identityDocument,
            isComplete: true, handedInAt: .sample)
    ]
}

/// A person accepted what was handed in, or asks for it again.
package struct MaterialReviewed: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var material: EntryMaterial
    package var isAccepted: Bool
    /// Why it is asked for again, as a code; words lie in the vault.
    package var reason: String?
    /// Everything that is needed was accepted.
    package var isComplete: Bool
    /// Of the mail that says so.
    package var language: Language
    package var reviewedBy: ActorID
    package var reviewedAt: Instant

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, jobID: JobID, material: EntryMaterial, isAccepted: Bool,
        reason: String?, isComplete: Bool, language: Language, reviewedBy: ActorID, reviewedAt: Instant
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.jobID = jobID
        self.material = material
        self.isAccepted = isAccepted
        self.reason = reason
        self.isComplete = isComplete
        self.language = language
        self.reviewedBy = reviewedBy
        self.reviewedAt = reviewedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "material-reviewed", on: .acts, "A person accepted what was handed in, or asks for it again.",
        Field.material + [
            .required("isAccepted", .boolean, "False: asked for again."),
            .optional("reason", .code, "Why it is asked for again, as a code."),
            .required("isComplete", .boolean, "Everything that is needed was accepted."),
            .required("language", .language, "Of the mail that says so."),
            .required("reviewedBy", .identifier, "Who looked at it."),
            .required("reviewedAt", .instant, "When."),
        ])
    package static let samples = [
        MaterialReviewed(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", material: .photograph, isAccepted: false,
            reason: "unreadable", isComplete: false, language: .chinese, reviewedBy: "hr-1", reviewedAt: .sample),
        MaterialReviewed(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", material: .photograph, isAccepted: true,
            reason: nil, isComplete: true, language: .chinese, reviewedBy: "hr-1", reviewedAt: .sample),
    ]
}

extension Field {
    fileprivate static let material: [Field] = [
        .required("applicationID", .identifier, "The application."),
        .required("candidateID", .identifier, "The candidate."),
        .required("jobID", .identifier, "The job."),
        .required("material", .word(EntryMaterial.self), "What it is."),
    ]
}
