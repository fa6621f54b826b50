import Domain
import FoundationEssentials
import Postgres
import Vault

extension Evidence {
    /// Opens every file, looks what is left of the erased, and goes through the audit.
    mutating func gatherVault(_ vault: Vault, _ connection: Connection, directory: String?) async throws {
        let rows = try connection.query(
            Statement(
                """
                SELECT blob_id, candidate_id, object, sha256 IS NOT NULL, forgotten_at IS NOT NULL FROM vault.blobs
                ORDER BY blob_id
                """,
                read: {
                    (
                        id: $0.text(0), candidate: $0.text(1), object: $0.text(2), isFinished: $0.bool(3),
                        isForgotten: $0.bool(4)
                    )
                }))
        erased = try connection.query(
            Statement(
                """
                SELECT candidate_id, (SELECT count(*) FROM vault.fields f WHERE f.candidate_id = k.candidate_id),
                    (SELECT count(*) FROM vault.blobs b WHERE b.candidate_id = k.candidate_id),
                    EXISTS (SELECT FROM vault.audit a WHERE a.candidate_id = k.candidate_id AND starts_with(item, 'erasure'))
                        OR destroyed_at < (SELECT min(at) FROM vault.audit)
                FROM vault.keys k WHERE destroyed_at IS NOT NULL ORDER BY 1
                """,
                read: {
                    ErasedFound(candidate: $0.text(0), fields: $0.int(1), blobs: $0.int(2), isAudited: $0.bool(3))
                }))
        let gone = Set(erased.map(\.candidate))
        for row in rows where !gone.contains(row.candidate) && !row.isForgotten {
            let condition = row.isFinished ? await Self.condition(of: row.id, row.candidate, vault) : "unfinished"
            blobs.append(BlobFound(id: row.id, condition: condition))
        }
        if let directory {
            let known = Set(rows.map(\.object))
            for spread in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
            where spread.count == 2 {
                let objects = (try? FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(spread)")) ?? []
                objectsWithoutRow += objects.filter { !known.contains($0) }.sorted()
            }
        }
        try gatherAudit(connection)
        let verdict = try await vault.verifyAudit()
        audit.sealedRows = Int64(verdict.rowCount)
        audit.breaks += verdict.faults.map { "\($0)" }
    }

    private static func condition(of id: String, _ candidate: String, _ vault: Vault) async -> String {
        do {
            let reader = try await vault.reader(of: BlobID(id), for: CandidateID(candidate), purpose: "verify")
            try await reader.forEachChunk { _ in }
            return "whole"
        } catch let error as VaultError {
            return "not to be read: \(error)"
        } catch { return "not to be read" }
    }

    private mutating func gatherAudit(_ connection: Connection) throws {
        audit.rows = try connection.query(Statement("SELECT count(*) FROM vault.audit", read: { $0.int(0) })).first ?? 0
        audit.breaks = try connection.query(
            Statement(
                """
                SELECT number FROM (SELECT number, at, lag(at) OVER (ORDER BY number) AS before FROM vault.audit) a
                WHERE at < before - interval '5 minutes' ORDER BY 1 LIMIT 100
                """, read: { "audit row \($0.int(0)) is older than the one before" }))
        // A mail to a candidate needs their address, and every reading has its row.
        let confirmed = Set(
            records.filter { $0.type == "delivery-confirmed" && $0.names["recipient"] == "candidate" }
                .compactMap { $0.names["deliveryID"] })
        let written = Set(
            records.filter { $0.type == "delivery-requested" && confirmed.contains($0.names["deliveryID"] ?? "") }
                .compactMap { $0.names["candidateID"] })
        let read = Set(
            try connection.query(
                Statement(
                    "SELECT DISTINCT candidate_id FROM vault.audit WHERE actor = 'notification'", read: { $0.text(0) }))
        )
        // Of candidates older than the audit's oldest row, retention may have taken the rows.
        let judged = Set(
            try connection.query(
                Statement(
                    "SELECT candidate_id FROM vault.keys WHERE created_at >= (SELECT min(at) FROM vault.audit)",
                    read: { $0.text(0) })))
        audit.unread = written.intersection(judged).subtracting(read).sorted()
    }

    /// Mail addresses of at most so many candidates: texts that must not turn up anywhere else.
    static func addresses(_ vault: Vault, _ connection: Connection, countMax: Int = 500) throws -> [String] {
        let candidates = try connection.query(
            Statement(
                "SELECT candidate_id FROM vault.keys WHERE destroyed_at IS NULL ORDER BY created_at DESC LIMIT $1",
                [.int(countMax)], read: { try CandidateID($0.text(0)) }))
        let look = LookUp(actors: ["verify"], candidates: candidates)
        return Array(try vault.field("email", of: [look], purpose: "verify", on: connection).values)
    }
}
