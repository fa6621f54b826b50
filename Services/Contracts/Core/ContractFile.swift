import Domain
import Events

/// Everything the contracts service knows of one application, from the offer to the archive.
package struct ContractFile: Codable, Sendable, Hashable {
    package var parties: Parties
    package var terms: OfferTerms
    package var offer: SealedDocument?
    package var offerExpiresAt: Instant?
    package var acceptedAt: Instant?
    /// 1 for the first contract; a corrected one is the next.
    package var draftVersion = 0
    package var draft: SealedDocument?
    /// Where in the draft the signatures go.
    package var signatures: PagePlace?
    package var findings: [ContractFinding] = []
    package var approval: Approval?
    /// When the candidate declared the will to sign the approved document.
    package var candidateSignedAt: Instant?
    /// When the candidate entered the one-time code for it.
    package var codeConfirmedAt: Instant?
    package var signed: SealedDocument?
    package var signedAt: Instant?
    package var archiveBlobID: BlobID?
    /// When the application ended without a contract.
    package var endedAt: Instant?

    package init(parties: Parties, terms: OfferTerms) {
        self.parties = parties
        self.terms = terms
    }

    package struct Approval: Codable, Sendable, Hashable {
        package var decidedBy: ActorID
        package var decidedAt: Instant
        /// False: sent back.
        package var isApproved: Bool
        package var sha256: String
    }
}

/// Whom it concerns, by identifiers.
package struct Parties: Codable, Sendable, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language

    package init(applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
    }
}

/// A document in the vault, and the hash that tells it from every other.
package struct SealedDocument: Codable, Sendable, Hashable {
    package var blobID: BlobID
    package var sha256: String
    /// The same as a page, from the same template.
    package var htmlBlobID: BlobID?

    package init(blobID: BlobID, sha256: String, htmlBlobID: BlobID? = nil) {
        self.blobID = blobID
        self.sha256 = sha256
        self.htmlBlobID = htmlBlobID
    }
}

/// A rectangle on a page of a PDF, in points from the lower left corner. The first page is 0.
package struct PagePlace: Codable, Sendable, Hashable {
    package var page: Int
    package var left: Double
    package var bottom: Double
    package var right: Double
    package var top: Double

    package init(page: Int, left: Double, bottom: Double, right: Double, top: Double) {
        self.page = page
        self.left = left
        self.bottom = bottom
        self.right = right
        self.top = top
    }
}
