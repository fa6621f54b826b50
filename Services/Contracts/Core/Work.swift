import Domain
import Events
import Flow

// The inputs and results of this service's activities. None holds anything personal: activities read the vault.

/// Make the offer letter.
package struct RenderOffer: Work, Hashable {
    package static let name = "render-offer"
    package var parties: Parties
    package var terms: OfferTerms
    package var issuedAt: Instant
    package var expiresAt: Instant

    package init(parties: Parties, terms: OfferTerms, issuedAt: Instant, expiresAt: Instant) {
        self.parties = parties
        self.terms = terms
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
    }
}

/// Check the law and make the contract.
package struct DraftContract: Work, Hashable {
    package static let name = "draft-contract"
    package var parties: Parties
    package var terms: OfferTerms
    package var version: Int
    package var draftedAt: Instant

    package init(parties: Parties, terms: OfferTerms, version: Int, draftedAt: Instant) {
        self.parties = parties
        self.terms = terms
        self.version = version
        self.draftedAt = draftedAt
    }
}

/// What came of drawing up a contract.
package enum DraftOutcome: Sendable, Hashable {
    /// Lawful; the findings are warnings. The place is where the signatures go.
    case drafted(SealedDocument, signatures: PagePlace, findings: [ContractFinding])
    /// At least one finding is an error: there is no document.
    case blocked(findings: [ContractFinding])
}

/// Sign the approved contract.
package struct SignContract: Work, Hashable {
    package static let name = "sign-contract"
    package var parties: Parties
    package var draft: SealedDocument
    package var signatures: PagePlace
    package var approvedBy: ActorID
    package var candidateSignedAt: Instant
    /// The moment the signature claims; the same at every run.
    package var signedAt: Instant

    package init(
        parties: Parties, draft: SealedDocument, signatures: PagePlace, approvedBy: ActorID, candidateSignedAt: Instant,
        signedAt: Instant
    ) {
        self.parties = parties
        self.draft = draft
        self.signatures = signatures
        self.approvedBy = approvedBy
        self.candidateSignedAt = candidateSignedAt
        self.signedAt = signedAt
    }
}

/// Put the evidence together and fill in what onboarding needs.
package struct ArchiveContract: Work, Hashable {
    package static let name = "archive-contract"
    package var file: ContractFile

    package init(file: ContractFile) {
        self.file = file
    }
}
