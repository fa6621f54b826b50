import Domain
import Failpoints
import Postgres

extension Vault {
    /// Whether anything was ever kept of this candidate, erased or not.
    package func knows(_ candidate: CandidateID) async throws -> Bool {
        try await !database.query(VaultStatements.key(of: candidate)).isEmpty
    }

    /// Erases a candidate: in one transaction the key is destroyed and the fields are deleted. From then on nothing of theirs
    /// can be opened, wherever copies lie, and nothing can be written. Doing it again changes nothing.
    ///
    /// Blobs are unreadable at once; `sweep` deletes their bytes.
    package func erase(_ candidate: CandidateID, purpose: String) async throws {
        let at = now()
        let actor = actor
        try await database.transaction { connection in
            try connection.query(VaultStatements.destroyKey(of: candidate, at: at))
            try connection.query(VaultStatements.deleteFields(of: candidate))
            try connection.query(
                VaultStatements.audit("erasure", of: candidate, actor: actor, purpose: purpose, at: at))
        }
    }

    /// Deletes the blobs of erased candidates; gives how many. Call it until it gives 0, and now and then.
    package func sweep(countMax: Int = 100) async throws -> Int {
        let blobs = try await database.query(BlobStatements.ofErased(countMax: countMax))
        failpoint("K3")
        for blob in blobs { try await remove(blob) }
        return blobs.count
    }
}
