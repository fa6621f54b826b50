import Domain

extension Catalogue {
    package static let requests: [any Event.Type] = [
        CandidateRequestMade.self, CandidateRequestSettled.self, CandidateRequestOverdue.self,
        AccommodationsGranted.self,
    ]
}

/// What a candidate may ask the employer's people for.
package enum CandidateRequestKind: String, Codable, Sendable, CaseIterable, Hashable {
    case question
    /// A person is to look at what a machine made of the answers (PIPL 24, GDPR 22).
    case humanReview = "human-review"
    case correction
    /// Conditions of the interview that make it fair to this candidate.
    case accommodation
    /// To be interviewed by a person instead of being recorded.
    case humanWay = "human-way"
    case erasure
    /// The application was taken back; the words say why.
    case withdrawal
}

/// What a request is about.
package enum CandidateRequestSubject: String, Codable, Sendable, CaseIterable, Hashable {
    case interview, report, offer, contract
    case personalData = "personal-data"
}

/// Where a request stands.
package enum CandidateRequestStatus: String, Codable, Sendable, CaseIterable, Hashable {
    case open, answered, done, refused
}

/// A candidate asks the employer's people for something. What was written about it lies in the vault.
package struct CandidateRequestMade: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var requestID: RequestID
    package var kind: CandidateRequestKind
    package var about: CandidateRequestSubject?
    package var madeAt: Instant
    /// By when it is to be settled; nil where nothing is left to do.
    package var dueAt: Instant?

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, jobID: JobID, requestID: RequestID,
        kind: CandidateRequestKind, about: CandidateRequestSubject? = nil, madeAt: Instant, dueAt: Instant?
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.jobID = jobID
        self.requestID = requestID
        self.kind = kind
        self.about = about
        self.madeAt = madeAt
        self.dueAt = dueAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "candidate-request-made", on: .acts, "A candidate asks the employer's people for something.",
        Field.request + [
            .optional("about", .word(CandidateRequestSubject.self), "What it is about."),
            .required("madeAt", .instant, "When."),
            .optional("dueAt", .instant, "By when it is to be settled; absent where nothing is left to do."),
        ])
    package static let samples = [
        CandidateRequestMade(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", requestID: "req-1", kind: .question,
            about: .offer, madeAt: .sample, dueAt: Instant.sample.advanced(byDays: 3)),
        CandidateRequestMade(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", requestID: "req-2", kind: .withdrawal,
            madeAt: .sample, dueAt: nil),
    ]
}

/// A person answered a candidate's request, did what it asks for, or refused it. The words lie in the vault.
package struct CandidateRequestSettled: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var requestID: RequestID
    package var kind: CandidateRequestKind
    package var status: CandidateRequestStatus
    /// Why it was refused, as a code.
    package var reason: String?
    /// Of the mail that says so.
    package var language: Language
    package var settledBy: ActorID
    package var settledAt: Instant

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, jobID: JobID, requestID: RequestID,
        kind: CandidateRequestKind, status: CandidateRequestStatus, reason: String?, language: Language,
        settledBy: ActorID, settledAt: Instant
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.jobID = jobID
        self.requestID = requestID
        self.kind = kind
        self.status = status
        self.reason = reason
        self.language = language
        self.settledBy = settledBy
        self.settledAt = settledAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "candidate-request-settled", on: .acts, "A person answered a candidate's request, did it or refused it.",
        Field.request + [
            .required("status", .word(CandidateRequestStatus.self), "What became of it."),
            .optional("reason", .code, "Why it was refused, as a code."),
            .required("language", .language, "Of the mail that says so."),
            .required("settledBy", .identifier, "Who did it."),
            .required("settledAt", .instant, "When."),
        ])
    package static let samples = [
        CandidateRequestSettled(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", requestID: "req-1", kind: .correction,
            status: .refused, reason: "not-inaccurate", language: .chinese, settledBy: "hr-1", settledAt: .sample),
        CandidateRequestSettled(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", requestID: "req-2", kind: .question,
            status: .answered, reason: nil, language: .chinese, settledBy: "hr-1", settledAt: .sample),
    ]
}

/// The time in which a candidate's request is to be settled is over, and nobody has.
package struct CandidateRequestOverdue: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var requestID: RequestID
    package var kind: CandidateRequestKind
    package var dueAt: Instant

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, jobID: JobID, requestID: RequestID,
        kind: CandidateRequestKind, dueAt: Instant
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.jobID = jobID
        self.requestID = requestID
        self.kind = kind
        self.dueAt = dueAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "candidate-request-overdue", on: .acts, "A candidate's request was not settled in its time.",
        Field.request + [.required("dueAt", .instant, "When its time was over.")])
    package static let samples = [
        CandidateRequestOverdue(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", requestID: "req-1", kind: .erasure,
            dueAt: .sample)
    ]
}

/// HR granted conditions of the interview that make it fair to this candidate. Which ones is the candidate's own matter, and
/// so stands in no fact.
package struct AccommodationsGranted: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var language: Language
    package var grantedBy: ActorID
    package var grantedAt: Instant
    /// All that was granted before is taken back. Nil: no.
    package var isTakenBack: Bool?

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, jobID: JobID, language: Language, grantedBy: ActorID,
        grantedAt: Instant, isTakenBack: Bool? = nil
    ) {
        self.isTakenBack = isTakenBack
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.jobID = jobID
        self.language = language
        self.grantedBy = grantedBy
        self.grantedAt = grantedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "accommodations-granted", on: .acts, "HR granted a candidate conditions that make the interview fair.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("candidateID", .identifier, "The candidate."),
            .required("jobID", .identifier, "The job."),
            .required("language", .language, "Of the mail that says so."),
            .required("grantedBy", .identifier, "Who granted them."),
            .required("grantedAt", .instant, "When."),
            .optional("isTakenBack", .boolean, "Whether all that was granted before is taken back; absent: no."),
        ])
    package static let samples = [
        AccommodationsGranted(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", language: .chinese, grantedBy: "hr-1",
            grantedAt: .sample),
        AccommodationsGranted(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", language: .english, grantedBy: "hr-1",
            grantedAt: .sample, isTakenBack: true),
    ]
}

extension Field {
    /// Whose request it is, and which.
    fileprivate static let request: [Field] = [
        .required("applicationID", .identifier, "The application."),
        .required("candidateID", .identifier, "The candidate."),
        .required("jobID", .identifier, "The job."),
        .required("requestID", .identifier, "The request."),
        .required("kind", .word(CandidateRequestKind.self), "What is asked for."),
    ]
}
