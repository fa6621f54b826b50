import Crypto
import Domain
import Encoding
import JSON
import Postgres

extension Vault {
    /// Notes a signed contract: how long its papers are kept, and what later law checks need of it.
    package func note(_ contract: KeptContract, identity: IdentityDetails?) async throws {
        var index: [UInt8]?
        if let identity { index = try await identityIndex(identity) }
        try await database.execute(ContractStatements.note(contract, index: index))
    }

    /// Every contract that was ever signed with whoever has this identity, the papers long gone or not.
    package func contracts(with identity: IdentityDetails) async throws -> [KeptContract] {
        try await database.query(ContractStatements.ofIdentity(try await identityIndex(identity)))
    }

    /// The contract of an application, while its papers are kept.
    package func contract(of application: ApplicationID) async throws -> KeptContract? {
        try await database.query(ContractStatements.find(application)).first
    }

    /// The last day that a contract really ran. False: there is none of this application.
    package func noteContractEnd(of application: ApplicationID, on day: CalendarDate, reason: String) async throws
        -> Bool
    {
        guard let contract = try await contract(of: application) else { return false }
        try await database.execute(ContractStatements.ended(application, on: day))
        try await database.execute(
            VaultStatements.audit(
                "contract ended \(day)", of: contract.candidateID, actor: actor, purpose: reason, at: now()))
        return true
    }

    /// The signed paper, wherever it lies; reading is audited.
    package func signedPaper(of contract: KeptContract, purpose: String) async throws -> [UInt8] {
        let owner = contract.keeperID ?? contract.candidateID
        let papers = try await database.query(ContractStatements.papers(of: owner, contract.applicationID))
        guard let signed = papers.last(where: { $0.id.text.hasSuffix(".signed") }) else { throw VaultError.absent }
        return try await blob(signed.id, of: owner, purpose: purpose)
    }

    /// A keyed hash: without the key nobody can try all numbers, and the index tells no number.
    private func identityIndex(_ identity: IdentityDetails) async throws -> [UInt8] {
        let number = identity.idNumber.uppercased().filter { $0.isLetter || $0.isNumber }
        let key = try await secret("identity-index")
        return HMAC<SHA256>.authenticationCode(for: Array("\(identity.idType.rawValue)\0\(number)".utf8), using: key)
            .bytes
    }

    // MARK: Kept apart

    /// `SignatureEvidence.vaultField`: what shows that it was the candidate who signed.
    private static let evidenceField = "signature-evidence"

    /// Copies signed contracts and their evidence under a key of their own, before the candidate's is destroyed. Gives how many
    /// signed papers were copied. Doing it again finds the copies.
    func keepContractsApart(of candidate: CandidateID) async throws -> Int {
        guard let stored = try await database.query(VaultStatements.key(of: candidate)).first, stored.wrapped != nil
        else { return 0 }
        try await database.execute(ContractStatements.adopt(of: candidate))
        let contracts = try await database.query(ContractStatements.unkept(of: candidate))
        guard !contracts.isEmpty else { return 0 }
        let fields = try await fields(
            [IdentityDetails.vaultField, Self.evidenceField], of: candidate, purpose: "keep-contract")
        if let text = fields[IdentityDetails.vaultField],
            let identity = try? JSON.decode(IdentityDetails.self, from: text)
        {
            let index = try await identityIndex(identity)
            try await database.execute(ContractStatements.index(of: candidate, index))
        }
        var count = 0
        for contract in contracts {
            let application = contract.applicationID
            let chosen = try CandidateID("kept.\(Hex.encode(randomBytes(count: 16)))")
            guard let keeper = try await database.query(ContractStatements.chooseKeeper(chosen, of: application)).first
            else { continue }
            var isArchived = false
            for paper in try await database.query(ContractStatements.papers(of: candidate, application)) {
                // `contract.app-1.2.signed` becomes `kept.….2.signed`, `archive.app-1.2` becomes `kept.….archive.2`.
                let isSigned = paper.id.text.hasSuffix(".signed")
                let tail = paper.id.text.dropFirst(
                    (isSigned ? "contract." : "archive.").count + application.text.count + 1)
                let name = try BlobID("\(keeper).\(isSigned ? "" : "archive.")\(tail)")
                let bytes = try await blob(paper.id, of: candidate, purpose: "keep-contract")
                try await put(bytes, blob: name, of: keeper, contentType: paper.contentType)
                if isSigned { count += 1 } else { isArchived = true }
            }
            // The archive holds the evidence of the signature; erased before that was written, it is kept as it lies.
            if !isArchived, let evidence = fields[Self.evidenceField] {
                try await put(
                    Array(evidence.utf8), blob: try BlobID("\(keeper).evidence"), of: keeper,
                    contentType: "application/json")
            }
        }
        return count
    }

    // MARK: Retention

    func expireContracts(_ terms: RetentionTerms, countMax: Int) async throws -> Int {
        let due = try await database.query(ContractStatements.due(endedBy: lastDay(terms), countMax: countMax))
        for contract in due {
            // An erasure that broke off left them in both places.
            let owners = [contract.candidateID] + (contract.keeperID.map { [$0] } ?? [])
            for owner in owners {
                for paper in try await database.query(ContractStatements.allPapers(of: owner, contract.applicationID)) {
                    try await remove(paper)
                }
            }
            let names = owners.map(\.text)
            let now = now()
            try await database.transaction { connection in
                try connection.query(ContractStatements.deleted(contract.applicationID, at: now))
                try connection.query(RetentionStatements.deletePersons(names))
                try connection.query(RetentionStatements.deleteKeys(names))
            }
        }
        return due.count
    }

    func expiringContracts(_ terms: RetentionTerms) async throws -> Int {
        try await database.query(ContractStatements.dueCount(endedBy: lastDay(terms))).first ?? 0
    }

    private func lastDay(_ terms: RetentionTerms) -> CalendarDate {
        CalendarDate(daysSinceEpoch: Int(terms.cutoff(.contract, at: now()).millisecondsSinceEpoch / 86_400_000))
    }
}
