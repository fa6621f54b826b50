import Domain
import GatewayCore
import JSON
import Postgres

extension ApplicationImport {
    static let table = Table(
        "imports", of: ApplicationImport.self,
        columns: [
            .text("job_id") { $0.jobID.text }, .text("standing") { $0.standing.rawValue },
            .instant("opened_at") { $0.openedAt },
        ])

    static func select(_ id: ImportID) -> Statement<ApplicationImport> {
        Statement("SELECT state FROM imports WHERE key = $1", [.text(id.text)], read: read)
    }

    /// The newest first.
    static func select(of job: JobID, countMax: Int) -> Statement<ApplicationImport> {
        Statement(
            "SELECT state FROM imports WHERE job_id = $1 ORDER BY opened_at DESC, key LIMIT $2::bigint",
            [.text(job.text), .int(countMax)], read: read)
    }

    private static let read: @Sendable (Row) throws -> ApplicationImport = { row in
        try JSON.decode(ApplicationImport.self, from: row.json(0))
    }
}

extension ImportMapping {
    static func select(_ heads: [UInt8]) -> Statement<ImportMapping> {
        Statement("SELECT mapping FROM import_mappings WHERE heads_sha256 = $1", [.bytes(heads)]) { row in
            try JSON.decode(ImportMapping.self, from: row.json(0))
        }
    }

    static func put(
        _ mapping: ImportMapping, _ heads: [UInt8], by actor: ActorID, at now: Instant
    ) throws -> Statement<Void> {
        Statement(
            """
            INSERT INTO import_mappings (heads_sha256, mapping, used_by, used_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (heads_sha256) DO UPDATE
            SET mapping = excluded.mapping, used_by = excluded.used_by, used_at = excluded.used_at
            """, [.bytes(heads), .json(try JSON.encode(mapping)), .text(actor.text), .instant(now)])
    }

    static func prune(at now: Instant) -> Statement<Void> {
        Statement("DELETE FROM import_mappings WHERE used_at < $1::timestamptz", [.instant(now.advanced(byDays: -365))])
    }
}

/// Somebody who has applied for a job.
struct KnownApplicant: Sendable {
    /// The application's place among all.
    let number: Int64
    let candidateID: CandidateID

    /// Those behind a place, in their order.
    static func select(of job: JobID, after number: Int64, countMax: Int) -> Statement<KnownApplicant> {
        Statement(
            """
            SELECT number, candidate_id FROM applications
            WHERE job_id = $1 AND number > $2::bigint AND candidate_id IS NOT NULL ORDER BY number LIMIT $3::bigint
            """, [.text(job.text), .int(number), .int(countMax)]
        ) { row in KnownApplicant(number: row.int(0), candidateID: try CandidateID(row.text(1))) }
    }

    /// Which of these identifiers an application has.
    static func taken(_ ids: [ApplicationID]) -> Statement<ApplicationID> {
        Statement("SELECT key FROM applications WHERE key = ANY ($1::text[])", [.texts(ids.map(\.text))]) { row in
            try ApplicationID(row.text(0))
        }
    }
}
