import Domain
import Postgres

/// One look at personal data, as an auditor reads it.
package struct AuditLook: Sendable, Hashable {
    package let number: Int64
    package let at: Instant
    package let actor: String
    package let purpose: String
    package let candidate: String
    package let item: String

    package init(number: Int64, at: Instant, actor: String, purpose: String, candidate: String, item: String) {
        self.number = number
        self.at = at
        self.actor = actor
        self.purpose = purpose
        self.candidate = candidate
        self.item = item
    }
}

extension Vault {
    /// Looks in the audit, the newest first: of one candidate or of all, before a number or from the end.
    package func looks(of candidate: CandidateID?, before number: Int64?, countMax: Int) async throws -> [AuditLook] {
        try await database.query(AuditLook.page(of: candidate, before: number ?? .max, countMax: countMax))
    }
}

extension AuditLook {
    /// Each text is a constant: with one for both, the server would plan without knowing which index helps.
    fileprivate static func page(
        of candidate: CandidateID?, before number: Int64, countMax: Int
    ) -> Statement<AuditLook> {
        let columns = "SELECT number, at, actor, purpose, candidate_id, item FROM vault.audit WHERE number < $1::bigint"
        let order = "ORDER BY number DESC LIMIT $2::bigint"
        guard let candidate else {
            return Statement("\(columns) \(order)", [.int(number), .int(countMax)], read: { AuditLook($0) })
        }
        return Statement(
            "\(columns) AND candidate_id = $3 \(order)", [.int(number), .int(countMax), .text(candidate.text)],
            read: { AuditLook($0) })
    }

    private init(_ row: Row) {
        self.init(
            number: row.int(0), at: row.instant(1), actor: row.text(2), purpose: row.text(3), candidate: row.text(4),
            item: row.text(5))
    }
}
