import Domain
import Postgres

extension Vault {
    /// Writes into the audit what somebody did with what lies here, where that is no look at it: a file brought, a transfer begun.
    package func note(_ item: String, of owner: CandidateID, purpose: String) async throws {
        try await database.execute(VaultStatements.audit(item, of: owner, actor: actor, purpose: purpose, at: now()))
    }
}
