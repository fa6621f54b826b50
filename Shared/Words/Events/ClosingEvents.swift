import Domain

/// The candidate is to get an offer.
package struct OfferRequested: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var terms: OfferTerms
    package var decidedBy: ActorID?

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language, terms: OfferTerms,
        decidedBy: ActorID?
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
        self.terms = terms
        self.decidedBy = decidedBy
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "offer-requested", on: .stages, "The candidate is to get an offer.",
        Field.subject + [
            .required("terms", OfferTerms.shape, "The terms."),
            .optional("decidedBy", .identifier, "Who decided; absent: a rule."),
        ])
    package static let samples = [
        OfferRequested(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese, terms: .sample,
            decidedBy: "hr-1"),
        OfferRequested(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese, terms: .sample,
            decidedBy: nil),
    ]
}

/// The one end of an application.
package struct ApplicationClosed: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var jobTitle: String
    package var outcome: ClosingOutcome
    package var reason: String
    /// The candidate is asked whether the résumé may be kept for other jobs.
    package var keepInPool: Bool

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language, jobTitle: String,
        outcome: ClosingOutcome, reason: String, keepInPool: Bool
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
        self.jobTitle = jobTitle
        self.outcome = outcome
        self.reason = reason
        self.keepInPool = keepInPool
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "application-closed", on: .stages, "The one end of an application.",
        Field.subject + [
            .required("jobTitle", .text(charactersMax: 200), "The job's title."),
            .required("outcome", .word(ClosingOutcome.self), "How it ended."),
            .required("reason", .code, "Why."),
            .required("keepInPool", .boolean, "The candidate is asked whether the résumé may be kept."),
        ])
    package static let samples = [
        ApplicationClosed(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .english, jobTitle: "Clerk",
            outcome: .rejected, reason: "person-decided", keepInPool: true)
    ]
}

extension Field {
    /// Whom and what a fact is about, for readers that must not depend on another topic for it.
    package static let subject: [Field] = [
        .required("applicationID", .identifier, "The application."),
        .required("jobID", .identifier, "The job."),
        .required("candidateID", .identifier, "The candidate."),
        .required("language", .language, "The language of mails and pages."),
    ]
}
