import Domain
import Failpoints
import Postgres

/// A candidate was erased, who had these applications.
package struct Erasure: Sendable, Hashable {
    package let number: Int64
    package let candidateID: CandidateID
    package let applicationIDs: [ApplicationID]
    package let erasedAt: Instant
}

extension Vault {
    /// Whether anything was ever kept of this candidate, erased or not.
    package func knows(_ candidate: CandidateID) async throws -> Bool {
        try await !database.query(VaultStatements.key(of: candidate)).isEmpty
    }

    /// Erases a candidate: in one transaction the key is destroyed and the fields are deleted. From then on nothing of theirs
    /// can be opened, wherever copies lie, and nothing can be written. Doing it again changes nothing.
    ///
    /// Signed contracts that are still to be kept are copied before, under keys of their own (Labour Contract Law 50; GDPR
    /// 17(3)(b)). With `evenContracts` they are not, and what an earlier erasure kept apart is destroyed as well. Blobs are
    /// unreadable at once; `sweep` deletes their bytes. `untoldErasures` says whose applications are to be closed.
    /// - Returns: how many signed contracts are kept apart.
    @discardableResult
    package func erase(
        _ candidate: CandidateID, purpose: String, evenContracts: Bool = false
    ) async throws -> Int {
        var attempts = 1
        while true {
            let kept = evenContracts ? 0 : try await keepContractsApart(of: candidate)
            do {
                try await erase(candidate, purpose, evenContracts ? nil : kept)
                return try await database.query(ContractStatements.keptCount(of: candidate)).first ?? 0
            } catch VaultError.superseded where attempts < 5 {
                // One was signed since it was looked for, and must be copied too. Nothing happened yet.
                attempts += 1
            }
        }
    }

    /// - Parameter kept: how many signed contracts were copied; nil: none shall be left.
    private func erase(_ candidate: CandidateID, _ purpose: String, _ kept: Int?) async throws {
        let at = now()
        let actor = actor
        try await database.transaction { connection in
            // Whoever still writes for the candidate holds the key's row; from here on nobody does.
            let isFirst = try connection.run(VaultStatements.destroyKey(of: candidate, at: at)) > 0
            let item = kept == nil ? "erasure even of contracts" : "erasure"
            if kept == nil {
                for keeper in try connection.query(ContractStatements.destroyKeepers(of: candidate, at: at)) {
                    try connection.query(
                        VaultStatements.audit(item, of: keeper, actor: actor, purpose: purpose, at: at))
                }
                try connection.query(ContractStatements.deletedAll(of: candidate, at: at))
            } else if isFirst, try connection.query(ContractStatements.signedCount(of: candidate)) != [kept ?? 0] {
                throw VaultError.superseded
            }
            try connection.query(ErasureStatements.note(candidate, at: at))
            try connection.query(VaultStatements.deleteFields(of: candidate))
            try connection.query(
                VaultStatements.audit(item, of: candidate, actor: actor, purpose: purpose, at: at))
        }
    }

    /// Erasures of which the house was not told yet, oldest first.
    package func untoldErasures(countMax: Int = 100) async throws -> [Erasure] {
        try await database.query(ErasureStatements.untold(countMax: countMax))
    }

    /// Every application of the erasure was told.
    package func noteTold(_ erasure: Erasure) async throws {
        try await database.execute(ErasureStatements.told(erasure.number, at: now()))
    }

    /// Deletes the blobs of erased candidates; gives how many. Call it until it gives 0, and now and then.
    package func sweep(countMax: Int = 100) async throws -> Int {
        let blobs = try await database.query(BlobStatements.ofErased(countMax: countMax))
        failpoint("K3")
        for blob in blobs { try await remove(blob) }
        return blobs.count
    }
}
