import Domain

extension Catalogue {
    package static let contracts: [any Event.Type] = [
        OfferSent.self, ContractDrafted.self, ContractBlocked.self, ContractApproved.self, ContractSigned.self,
        OnboardingPrepared.self,
    ]
}

/// The offer letter is ready for the candidate.
package struct OfferSent: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var position: String
    package var blobID: BlobID
    package var sha256: String
    /// The same document as a page.
    package var htmlBlobID: BlobID?
    package var expiresAt: Instant
    /// The first working day.
    package var startDate: CalendarDate?

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language, position: String,
        blobID: BlobID, sha256: String, expiresAt: Instant, htmlBlobID: BlobID? = nil, startDate: CalendarDate? = nil
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
        self.position = position
        self.blobID = blobID
        self.sha256 = sha256
        self.htmlBlobID = htmlBlobID
        self.expiresAt = expiresAt
        self.startDate = startDate
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "offer-sent", on: .offers, "The offer letter is ready for the candidate.",
        Field.subject + Field.document + [
            Field.page,
            .required("position", .text(charactersMax: 200), "The post."),
            .required("expiresAt", .instant, "Until when it can be answered."),
            .optional("startDate", .date, "The first working day."),
        ])
    package static let samples = [
        OfferSent(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese, position: "Clerk",
            blobID: "offer.app-1.1", sha256: AnswerRecorded.samples[0].sha256, expiresAt: .sample,
            htmlBlobID: "offer.app-1.1.html", startDate: OfferTerms.sample.startDate),
        OfferSent(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese, position: "Clerk",
            blobID: "offer.app-1.1", sha256: AnswerRecorded.samples[0].sha256, expiresAt: .sample),
    ]
}

/// The labour contract is drawn up and lawful; a person approves it next.
package struct ContractDrafted: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var blobID: BlobID
    package var sha256: String
    /// The same document as a page.
    package var htmlBlobID: BlobID?
    package var findings: [ContractFinding]

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language, blobID: BlobID,
        sha256: String, findings: [ContractFinding], htmlBlobID: BlobID? = nil
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
        self.blobID = blobID
        self.sha256 = sha256
        self.htmlBlobID = htmlBlobID
        self.findings = findings
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "contract-drafted", on: .offers, "The labour contract is drawn up; a person approves it next.",
        Field.subject + Field.document + [
            Field.page,
            .required("findings", .list(ContractFinding.shape, countMax: 100), "Warnings of the labour-law check."),
        ])
    package static let samples = [
        ContractDrafted(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese,
            blobID: "contract.app-1.1", sha256: AnswerRecorded.samples[0].sha256,
            findings: [.sample], htmlBlobID: "contract.app-1.1.html"),
        ContractDrafted(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese,
            blobID: "contract.app-1.1", sha256: AnswerRecorded.samples[0].sha256, findings: []),
    ]
}

/// The labour contract would break the law, or a fact about the person is wrong; a person mends it.
package struct ContractBlocked: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var findings: [ContractFinding]

    package init(applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, findings: [ContractFinding]) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.findings = findings
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "contract-blocked", on: .offers, "The labour contract may not be signed as it is.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("jobID", .identifier, "The job."),
            .required("candidateID", .identifier, "The candidate."),
            .required("findings", .list(ContractFinding.shape, countMax: 100), "What is wrong, with the article."),
        ])
    package static let samples = [
        ContractBlocked(applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", findings: [.sample])
    ]
}

/// A person approved the contract; the candidate may sign it.
package struct ContractApproved: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var blobID: BlobID
    package var sha256: String
    /// The same document as a page.
    package var htmlBlobID: BlobID?
    package var approvedBy: ActorID

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language, blobID: BlobID,
        sha256: String, approvedBy: ActorID, htmlBlobID: BlobID? = nil
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
        self.blobID = blobID
        self.sha256 = sha256
        self.htmlBlobID = htmlBlobID
        self.approvedBy = approvedBy
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "contract-approved", on: .offers, "A person approved the contract; the candidate may sign it.",
        Field.subject + Field.document + [Field.page, .required("approvedBy", .identifier, "Who approved.")])
    package static let samples = [
        ContractApproved(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese,
            blobID: "contract.app-1.1", sha256: AnswerRecorded.samples[0].sha256, approvedBy: "hr-2",
            htmlBlobID: "contract.app-1.1.html"),
        ContractApproved(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese,
            blobID: "contract.app-1.1", sha256: AnswerRecorded.samples[0].sha256, approvedBy: "hr-2"),
    ]
}

/// The contract carries its signature and lies in the archive.
package struct ContractSigned: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var blobID: BlobID
    package var sha256: String
    package var signedAt: Instant

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language, blobID: BlobID,
        sha256: String, signedAt: Instant
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
        self.blobID = blobID
        self.sha256 = sha256
        self.signedAt = signedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "contract-signed", on: .offers, "The contract carries its signature and lies in the archive.",
        Field.subject + Field.document + [.required("signedAt", .instant, "When.")])
    package static let samples = [
        ContractSigned(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese,
            blobID: "contract.app-1.1.signed", sha256: AnswerRecorded.samples[0].sha256, signedAt: .sample)
    ]
}

/// What the HR system needs for the first day, ready to be confirmed. The person's data is in the vault's archive record.
package struct OnboardingPrepared: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var terms: OfferTerms
    /// The sealed archive record.
    package var archiveBlobID: BlobID

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, terms: OfferTerms, archiveBlobID: BlobID
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.terms = terms
        self.archiveBlobID = archiveBlobID
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "onboarding-prepared", on: .offers, "What the HR system needs for the first day, ready to be confirmed.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("jobID", .identifier, "The job."),
            .required("candidateID", .identifier, "The candidate."),
            .required("terms", OfferTerms.shape, "Post, start date, pay."),
            .required("archiveBlobID", .identifier, "The sealed archive record."),
        ])
    package static let samples = [
        OnboardingPrepared(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", terms: .sample,
            archiveBlobID: "archive.app-1.1")
    ]
}

extension ContractFinding {
    package static let sample = ContractFinding(
        rule: "CN-LCL-19b", article: "LCL 19", severity: .error, code: "probation-too-long")
}

extension Field {
    fileprivate static let page = Field.optional("htmlBlobID", .identifier, "The same document as a page, sealed too.")
    fileprivate static let document: [Field] = [
        .required("blobID", .identifier, "The sealed document in the vault."),
        .required("sha256", .sha256, "Of the document."),
    ]
}
