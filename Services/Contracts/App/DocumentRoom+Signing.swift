import ContractsCore
import Crypto
import Documents
import Domain
import Encoding
import Failpoints
import Flow
import Vault

extension DocumentRoom {
    /// Signs what was approved, once: a run that died between sealing and saying so is finished by the next.
    @Sendable func signContract(_ work: SignContract, _ context: ActivityContext) async throws -> SealedDocument {
        let candidate = work.parties.candidateID
        let blob = try BlobID("\(work.draft.blobID).signed")
        if let done = try await sealed(blob) { return done }
        let draft = PDF(bytes: try await vault.blob(work.draft.blobID, of: candidate, purpose: "sign-contract"))
        guard SHA256.hash(data: draft.bytes).hex == work.draft.sha256 else {
            throw ActivityFailure("another-document", "The vault holds another document than the approved one.", .bug)
        }
        let worker = try await needed("name", of: candidate, purpose: "sign-contract")
        // A key, a passphrase or a time server is put right by an operator, while the contract waits.
        let signed = try await made(orElse: .environment) { () async throws(DocumentError) in
            try await draft.signed(by: settings.identity, try await terms(work, worker), with: settings.tools)
        }
        try await verify(signed)
        try failpoint(throwing: "W2")
        do {
            try await vault.put(signed.bytes, blob: blob, of: candidate, contentType: "application/pdf")
        } catch VaultError.differs {
            // Another worker signed at the same time: its document counts.
        }
        guard let done = try await sealed(blob) else { throw VaultError.differs }
        return done
    }

    private func sealed(_ blob: BlobID) async throws -> SealedDocument? {
        guard let sha256 = try await vault.describe(blob)?.sha256 else { return nil }
        return SealedDocument(blobID: blob, sha256: Hex.encode(sha256))
    }

    private func terms(_ work: SignContract, _ worker: String) async throws(DocumentError) -> SignatureTerms {
        let place = Place(
            page: work.signatures.page, left: work.signatures.left, bottom: work.signatures.bottom,
            right: work.signatures.right, top: work.signatures.top)
        let evidence = SigningEvidence(
            employer: settings.employer.name, worker: worker, approvedBy: work.approvedBy, sealedAt: work.signedAt,
            signedAt: work.candidateSignedAt, sha256: work.draft.sha256, widthPoints: place.right - place.left,
            heightPoints: place.top - place.bottom)
        guard let html = try? pages.signatures(evidence) else { throw .refused }
        return SignatureTerms(
            field: "employer", name: settings.employer.name,
            reason:
                "订立劳动合同 Labour contract; worker's declaration \(work.candidateSignedAt), sha256 \(work.draft.sha256)",
            location: settings.employer.domicile, place: place,
            stamp: try await PDF.render(html: html, with: settings.tools).pdf)
    }

    /// Nothing leaves that an independent verifier would not take.
    private func verify(_ signed: PDF) async throws {
        let checks = try await made { () async throws(DocumentError) in
            try await signed.signatures(with: settings.tools)
        }
        guard checks.count == 1, checks[0].isValid, checks[0].coversWholeDocument else {
            throw ActivityFailure("signature-invalid", "The signature does not hold.", .bug)
        }
    }
}
