import Domain

extension Catalogue {
    package static let access: [any Event.Type] = [
        AccessCodeRequested.self, LinkRequested.self, LinksRevoked.self, ErasureRequested.self,
    ]
}

/// What a one-time code is asked for.
package enum CodeAction: String, Codable, Sendable, CaseIterable, Hashable {
    case signContract = "sign-contract"
    /// One's own documents, and the wish to be forgotten.
    case openDocuments = "open-documents"
    /// That whoever takes the interview has the candidate's mailbox, where the job asks for it.
    case confirmIdentity = "confirm-identity"
}

/// What a link is sent for; the words are those of the link's token.
package enum LinkPurpose: String, Codable, Sendable, CaseIterable, Hashable {
    case interview, offer, contract, status
}

/// A one-time code is to be mailed. The number is no secret: the code is derived from it with one.
package struct AccessCodeRequested: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var codeID: String
    package var action: CodeAction
    package var language: Language
    package var expiresAt: Instant

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, codeID: String, action: CodeAction, language: Language,
        expiresAt: Instant
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.codeID = codeID
        self.action = action
        self.language = language
        self.expiresAt = expiresAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "access-code-requested", on: .acts, "A one-time code is to be mailed to the candidate.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("candidateID", .identifier, "The candidate."),
            .required("codeID", .code, "From which the code is derived, with a secret."),
            .required("action", .word(CodeAction.self), "What the code is for."),
            .required("language", .language, "Of the mail."),
            .required("expiresAt", .instant, "Until when it can be entered."),
        ])
    package static let samples = [
        AccessCodeRequested(
            applicationID: "app-1", candidateID: "cand-1", codeID: "9b1d4c0e5f2a77a1", action: .signContract,
            language: .chinese, expiresAt: .sample)
    ]
}

/// A new link is to be mailed to the candidate.
package struct LinkRequested: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var purpose: LinkPurpose
    package var language: Language
    package var requestedAt: Instant

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, purpose: LinkPurpose, language: Language,
        requestedAt: Instant
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.purpose = purpose
        self.language = language
        self.requestedAt = requestedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "link-requested", on: .acts, "A new link is to be mailed to the candidate.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("candidateID", .identifier, "The candidate."),
            .required("purpose", .word(LinkPurpose.self), "What the link is for."),
            .required("language", .language, "Of the mail."),
            .required("requestedAt", .instant, "When."),
        ])
    package static let samples = [
        LinkRequested(
            applicationID: "app-1", candidateID: "cand-1", purpose: .status, language: .chinese, requestedAt: .sample)
    ]
}

/// All links and sessions of an application that were made before end.
package struct LinksRevoked: Event, Hashable {
    package var applicationID: ApplicationID
    package var revokedBy: ActorID
    package var reason: String
    package var revokedAt: Instant

    package init(applicationID: ApplicationID, revokedBy: ActorID, reason: String, revokedAt: Instant) {
        self.applicationID = applicationID
        self.revokedBy = revokedBy
        self.reason = reason
        self.revokedAt = revokedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "links-revoked", on: .acts, "All links and sessions of an application that were made before end.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("revokedBy", .identifier, "Who revoked."),
            .required("reason", .code, "Why, as a code."),
            .required("revokedAt", .instant, "When."),
        ])
    package static let samples = [
        LinksRevoked(applicationID: "app-1", revokedBy: "hr-1", reason: "mail-forwarded", revokedAt: .sample)
    ]
}

/// The candidate asks for the erasure of everything personal; a person sees to it.
package struct ErasureRequested: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var requestedAt: Instant

    package init(applicationID: ApplicationID, candidateID: CandidateID, jobID: JobID, requestedAt: Instant) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.jobID = jobID
        self.requestedAt = requestedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "erasure-requested", on: .acts, "The candidate asks for the erasure of everything personal.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("candidateID", .identifier, "The candidate."),
            .required("jobID", .identifier, "The job."),
            .required("requestedAt", .instant, "When."),
        ])
    package static let samples = [
        ErasureRequested(applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", requestedAt: .sample)
    ]
}
