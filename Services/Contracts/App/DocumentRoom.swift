import ContractsCore
import Crypto
import Documents
import Domain
import Encoding
import Events
import Failpoints
import Flow
import JSON
import Templates
import Vault

/// Where this service's documents are made: each activity reads the vault, makes one document and seals it there.
struct DocumentRoom: Sendable {
    let vault: Vault
    let settings: ContractSettings
    let pages: ContractPages

    init(vault: Vault, settings: ContractSettings) throws(TemplateError) {
        self.vault = vault
        self.settings = settings
        pages = try ContractPages()
    }

    @Sendable func renderOffer(_ work: RenderOffer, _ context: ActivityContext) async throws -> SealedDocument {
        let candidate = work.parties.candidateID
        let name = try await needed("name", of: candidate, purpose: "render-offer")
        let html = try pages.letter(work, candidate: name, employer: settings.employer)
        let pdf = try await made { () async throws(DocumentError) in
            try await PDF.render(html: html, with: settings.tools)
        }
        // Terms that were made anew get a letter of their own; the moment of the decision tells the letters apart.
        let first = try BlobID("offer.\(work.parties.applicationID).1")
        let later = try BlobID("offer.\(work.parties.applicationID).\(work.issuedAt.millisecondsSinceEpoch)")
        return try await seal(pdf.pdf.bytes, page: html, under: [first, later], of: candidate)
    }

    @Sendable func draftContract(_ work: DraftContract, _ context: ActivityContext) async throws -> DraftOutcome {
        let candidate = work.parties.candidateID
        let fields = try await vault.fields(
            ["name", IdentityDetails.vaultField], of: candidate, purpose: "draft-contract")
        let identity = try fields[IdentityDetails.vaultField].map { try JSON.decode(IdentityDetails.self, from: $0) }
        var draft = ContractDraft(
            employer: settings.employer, workerName: fields["name"] ?? "",
            identity: identity ?? IdentityDetails(idType: .other, idNumber: "", address: ""), terms: work.terms,
            additionalClauses: settings.additionalClauses)
        draft.history = try await history(of: identity, before: work)
        let findings = checkContract(
            draft, Circumstances(today: work.draftedAt.day, minimumWage: settings.minimumWage))
        guard !findings.contains(where: { $0.severity == .error }) else { return .blocked(findings: findings) }
        let name = "contract.\(work.parties.applicationID).\(work.version)"
        let html = try pages.contract(draft, number: name)
        let rendered = try await made { () async throws(DocumentError) in
            try await PDF.render(html: html, with: settings.tools)
        }
        guard let place = rendered.places["signatures"] else {
            throw ActivityFailure("signatures-unplaced", "The contract's page has no place for the signatures.", .bug)
        }
        let document = try await seal(rendered.pdf.bytes, page: html, under: [BlobID(name)], of: candidate)
        return .drafted(
            document,
            signatures: PagePlace(
                page: place.page, left: place.left, bottom: place.bottom, right: place.right, top: place.top),
            findings: findings)
    }

    /// What this employer and this worker had agreed before, also where the worker was erased since.
    private func history(of identity: IdentityDetails?, before work: DraftContract) async throws -> EmploymentHistory {
        guard let identity, !identity.idNumber.isEmpty else { return .none }
        let contracts = try await vault.contracts(with: identity)
        let earlier = contracts.filter { contract in
            let isOurs =
                settings.employer.creditCode.isEmpty || contract.employerCode.isEmpty
                ? contract.employer == settings.employer.name
                : contract.employerCode == settings.employer.creditCode
            return isOurs && contract.applicationID != work.parties.applicationID
        }
        return EmploymentHistory(
            of: earlier.map { contract in
                EarlierContract(
                    isFixedTerm: contract.kind == OfferTerms.ContractType.fixedTerm.rawValue,
                    startsOn: contract.startsOn,
                    lastDay: contract.endedOn ?? contract.endsOn, hadProbation: contract.probationMonths > 0)
            }, before: work.terms.startDate)
    }

    /// A field that must be there by now.
    func needed(_ field: String, of candidate: CandidateID, purpose: String) async throws -> String {
        guard let value = try await vault.field(field, of: candidate, purpose: purpose) else {
            throw ActivityFailure("field-missing", "The vault has no \(field) of this candidate.", .environment)
        }
        return value
    }

    /// Seals under the first name that is free or holds these very bytes; else under a name that no other bytes can have, so
    /// that a second run whose document differs from the first one's, in whatever detail, still ends. The page lies beside it.
    func seal(
        _ bytes: [UInt8], page html: String, under names: [BlobID], of candidate: CandidateID
    ) async throws -> SealedDocument {
        let sha256 = SHA256.hash(data: bytes).hex
        for blob in names + [try BlobID("\(names[0]).\(sha256.prefix(16))")] {
            do {
                try await vault.put(bytes, blob: blob, of: candidate, contentType: "application/pdf")
            } catch VaultError.differs { continue }
            let page = try BlobID("\(blob).html")
            try await vault.put(Array(html.utf8), blob: page, of: candidate, contentType: "text/html; charset=utf-8")
            return SealedDocument(blobID: blob, sha256: sha256, htmlBlobID: page)
        }
        throw VaultError.differs
    }

    /// Turns a document's failure into the activity's, of the kind that the error or the caller says.
    func made<Value>(
        orElse kind: FailureKind? = nil, _ body: () async throws(DocumentError) -> Value
    ) async throws(ActivityFailure) -> Value {
        do { return try await body() } catch {
            throw ActivityFailure(error.code, "The document was not made.", kind ?? error.kind)
        }
    }
}

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
