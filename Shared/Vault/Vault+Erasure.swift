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
    /// Blobs are unreadable at once; `sweep` deletes their bytes. `untoldErasures` says whose applications are to be closed.
    package func erase(_ candidate: CandidateID, purpose: String) async throws {
        let at = now()
        let actor = actor
        try await database.transaction { connection in
            // Whoever still writes for the candidate holds the key's row; from here on nobody does.
            try connection.query(VaultStatements.destroyKey(of: candidate, at: at))
            try connection.query(ErasureStatements.note(candidate, at: at))
            try connection.query(VaultStatements.deleteFields(of: candidate))
            try connection.query(
                VaultStatements.audit("erasure", of: candidate, actor: actor, purpose: purpose, at: at))
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
