import Domain

extension Catalogue {
    package static let acts: [any Event.Type] = [
        StageDecided.self, ApprovalGiven.self, OfferAnswered.self, ContractSignedByCandidate.self,
        CandidateErased.self,
        DeliveryResent.self, LetterReplayRequested.self,
    ]
}

/// What a person may decide about an application.
package enum StageDecision: String, Codable, Sendable, CaseIterable, Hashable {
    /// On to the next stage: screening → interview, review → human interview, human → second interview.
    case advance
    case hold
    case offer
    case reject
}

/// A person decided.
package struct StageDecided: Event, Hashable {
    package var applicationID: ApplicationID
    package var decision: StageDecision
    package var reason: String
    package var decidedBy: ActorID
    package var decidedAt: Instant
    /// Of an offer, where they are not the job's.
    package var terms: OfferTerms?

    package init(
        applicationID: ApplicationID, decision: StageDecision, reason: String, decidedBy: ActorID, decidedAt: Instant,
        terms: OfferTerms? = nil
    ) {
        self.applicationID = applicationID
        self.decision = decision
        self.reason = reason
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.terms = terms
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "stage-decided", on: .acts, "A person decided about an application.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("decision", .word(StageDecision.self), "What was decided."),
            .required("reason", .code, "Why, as a code."),
            .required("decidedBy", .identifier, "Who decided."),
            .required("decidedAt", .instant, "When."),
            .optional("terms", OfferTerms.shape, "Of an offer, where they are not the job's."),
        ])
    package static let samples = [
        StageDecided(
            applicationID: "app-1", decision: .offer, reason: "convinced-in-person", decidedBy: "hr-1",
            decidedAt: .sample),
        StageDecided(
            applicationID: "app-1", decision: .offer, reason: "terms-mended", decidedBy: "hr-1", decidedAt: .sample,
            terms: .sample),
    ]
}

/// A person approved a contract or sent it back.
package struct ApprovalGiven: Event, Hashable {
    package var applicationID: ApplicationID
    /// Of the document that was approved, so that nothing else is signed.
    package var sha256: String
    package var isApproved: Bool
    package var decidedBy: ActorID
    /// For whom; nil: by their own right.
    package var onBehalfOf: ActorID?
    package var decidedAt: Instant

    package init(
        applicationID: ApplicationID, sha256: String, isApproved: Bool, decidedBy: ActorID, onBehalfOf: ActorID? = nil,
        decidedAt: Instant
    ) {
        self.applicationID = applicationID
        self.sha256 = sha256
        self.isApproved = isApproved
        self.decidedBy = decidedBy
        self.onBehalfOf = onBehalfOf
        self.decidedAt = decidedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "approval-given", on: .acts, "A person approved a contract or sent it back.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("sha256", .sha256, "Of the document that was approved."),
            .required("isApproved", .boolean, "False: sent back."),
            .required("decidedBy", .identifier, "Who decided."),
            .optional("onBehalfOf", .identifier, "For whom; absent: by their own right."),
            .required("decidedAt", .instant, "When."),
        ])
    package static let samples = [
        ApprovalGiven(
            applicationID: "app-1", sha256: AnswerRecorded.samples[0].sha256, isApproved: true, decidedBy: "hr-2",
            onBehalfOf: "approver-1", decidedAt: .sample),
        ApprovalGiven(
            applicationID: "app-1", sha256: AnswerRecorded.samples[0].sha256, isApproved: true, decidedBy: "hr-2",
            decidedAt: .sample),
    ]
}

/// The candidate took or declined the offer. What the contract needs to know of the person is in the vault by then.
package struct OfferAnswered: Event, Hashable {
    package var applicationID: ApplicationID
    package var isAccepted: Bool
    /// Why it was declined, where the candidate said so; further words lie in the vault.
    package var reason: DeclineReason?
    package var answeredAt: Instant

    package init(
        applicationID: ApplicationID, isAccepted: Bool, reason: DeclineReason? = nil, answeredAt: Instant
    ) {
        self.applicationID = applicationID
        self.isAccepted = isAccepted
        self.reason = reason
        self.answeredAt = answeredAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "offer-answered", on: .acts, "The candidate took or declined the offer.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("isAccepted", .boolean, "False: declined."),
            .optional("reason", .word(DeclineReason.self), "Why it was declined, where the candidate said so."),
            .required("answeredAt", .instant, "When."),
        ])
    package static let samples = [
        OfferAnswered(applicationID: "app-1", isAccepted: true, answeredAt: .sample),
        OfferAnswered(applicationID: "app-1", isAccepted: false, reason: .otherOffer, answeredAt: .sample),
    ]
}

/// Why an offer is declined, in words that can be counted.
package enum DeclineReason: String, Codable, Sendable, CaseIterable, Hashable {
    case pay, workplace, role, personal, other
    case startDate = "start-date"
    case otherOffer = "other-offer"
}

/// The candidate declared the will to sign this very document.
package struct ContractSignedByCandidate: Event, Hashable {
    package var applicationID: ApplicationID
    package var sha256: String
    package var signedAt: Instant
    /// When the one-time code that went to the candidate's mail was entered; further evidence lies in the vault.
    package var codeConfirmedAt: Instant?

    package init(
        applicationID: ApplicationID, sha256: String, signedAt: Instant, codeConfirmedAt: Instant? = nil
    ) {
        self.applicationID = applicationID
        self.sha256 = sha256
        self.signedAt = signedAt
        self.codeConfirmedAt = codeConfirmedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "contract-signed-by-candidate", on: .acts, "The candidate declared the will to sign this very document.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("sha256", .sha256, "Of the document that was shown."),
            .required("signedAt", .instant, "When."),
            .optional("codeConfirmedAt", .instant, "When the one-time code was entered."),
        ])
    package static let samples = [
        ContractSignedByCandidate(
            applicationID: "app-1", sha256: AnswerRecorded.samples[0].sha256, signedAt: .sample,
            codeConfirmedAt: .sample),
        // From before signing took a code.
        ContractSignedByCandidate(
            applicationID: "app-1", sha256: AnswerRecorded.samples[0].sha256, signedAt: .sample),
    ]
}
