import Domain
import Postgres

/// The SQL of retention, one value a statement.
enum RetentionStatements {
    /// Whose application it was, the vault knows better than its end: who was refused is nobody there.
    static func note(_ endings: [ApplicationEnding]) -> Statement<Void> {
        Statement(
            """
            INSERT INTO vault.endings (application_id, candidate_id, outcome, ended_at)
            SELECT new.application_id, coalesce(b.candidate_id, new.candidate_id), new.outcome, new.ended_at
            FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
                AS new (application_id, candidate_id, outcome, ended_at)
            LEFT JOIN vault.blobs b ON b.blob_id = 'resume.' || new.application_id
            ON CONFLICT (application_id) DO NOTHING
            """,
            [
                .texts(endings.map(\.applicationID.text)), .texts(endings.map(\.candidateID.text)),
                .texts(endings.map(\.outcome)), .instants(endings.map(\.endedAt)),
            ])
    }

    static func setPool(_ isIn: Bool, _ application: ApplicationID, saidAt: Instant) -> Statement<Void> {
        Statement(
            """
            INSERT INTO vault.pool (application_id, is_in, said_at) VALUES ($1, $2, $3)
            ON CONFLICT (application_id) DO UPDATE SET is_in = excluded.is_in, said_at = excluded.said_at
            WHERE pool.said_at <= excluded.said_at
            """, [.text(application.text), .bool(isIn), .instant(saidAt)])
    }

    /// Blobs of ended applications with what they are kept for. A name says which application and what; what stands behind
    /// the application's identifier must have the purpose's form, because identifiers hold dots as well.
    private static let blobs = """
        WITH left_over AS (
            SELECT e.ended_at, b.*, CASE
                WHEN b.blob_id = 'resume.' || e.application_id
                    THEN CASE WHEN p.application_id IS NULL THEN 'resume' ELSE 'talent-pool' END
                WHEN starts_with(b.blob_id, 'answer.') AND b.application_id = e.application_id THEN 'recording'
                WHEN starts_with(b.blob_id, 'answer.') AND b.application_id IS NULL AND NOT EXISTS (
                        SELECT FROM vault.endings o WHERE o.candidate_id = e.candidate_id AND o.ended_at > e.ended_at)
                    AND NOT EXISTS (
                        SELECT FROM vault.fields f WHERE f.candidate_id = e.candidate_id
                            AND starts_with(f.name, 'resume-text.') AND NOT EXISTS (
                                SELECT FROM vault.endings o WHERE 'resume-text.' || o.application_id = f.name))
                    THEN 'recording'
                WHEN starts_with(b.blob_id, 'report.' || e.application_id || '.')
                    AND substr(b.blob_id, 9 + length(e.application_id)) ~ '^[0-9]+[.](json|html|pdf)$' THEN 'report'
                WHEN starts_with(b.blob_id, 'offer.' || e.application_id || '.')
                    AND substr(b.blob_id, 8 + length(e.application_id)) ~ '^[0-9]+([.][0-9a-f]{16})?([.]html)?$' THEN 'offer'
                WHEN starts_with(b.blob_id, 'material.' || e.application_id || '.')
                    AND substr(b.blob_id, 11 + length(e.application_id)) ~ '^[a-z-]+[.][0-9a-f]{16}$' THEN 'offer'
                WHEN e.outcome <> 'hired' AND starts_with(b.blob_id, 'contract.' || e.application_id || '.')
                    AND substr(b.blob_id, 11 + length(e.application_id)) ~ '^[0-9]+([.][0-9a-f]{16})?([.]html)?$' THEN 'offer'
                END AS purpose
            FROM vault.endings e JOIN vault.blobs b ON b.candidate_id = e.candidate_id
            LEFT JOIN vault.pool p ON p.application_id = e.application_id AND p.is_in
            WHERE e.ended_at <= $2::timestamptz
        )
        """

    static func dueBlobs(_ purpose: RetentionPurpose, endedBy cutoff: Instant, countMax: Int) -> Statement<StoredBlob> {
        Statement(
            "\(blobs) SELECT \(StoredBlob.columns) FROM left_over WHERE purpose = $1 LIMIT $3::bigint",
            [.text(purpose.rawValue), .instant(cutoff), .int(countMax)], read: { try StoredBlob($0) })
    }

    static func dueBlobCount(_ purpose: RetentionPurpose, endedBy cutoff: Instant) -> Statement<Int> {
        Statement(
            "\(blobs) SELECT count(*) FROM left_over WHERE purpose = $1",
            [.text(purpose.rawValue), .instant(cutoff)], read: { Int($0.int(0)) })
    }

    /// Fields of ended applications with what they are kept for. A question's name may hold dots, so a transcript that a
    /// longer identifier of the same candidate claims is left to that one.
    private static let fields = """
        WITH left_over AS (
            SELECT e.ended_at, f.candidate_id, f.name, CASE
                WHEN f.name = 'resume-text.' || e.application_id
                    THEN CASE WHEN p.application_id IS NULL THEN 'resume' ELSE 'talent-pool' END
                WHEN starts_with(f.name, 'transcript.' || e.application_id || '.') AND NOT EXISTS (
                    SELECT FROM vault.fields o WHERE o.candidate_id = f.candidate_id AND starts_with(o.name, 'resume-text.')
                        AND length(o.name) > length('resume-text.' || e.application_id)
                        AND starts_with(f.name, 'transcript.' || substr(o.name, 13) || '.'))
                    THEN 'recording'
                WHEN starts_with(f.name, 'comment.' || e.application_id || '.')
                    AND substr(f.name, 10 + length(e.application_id)) ~ '^[0-9a-f]{24}$' THEN 'report'
                END AS purpose
            FROM vault.endings e JOIN vault.fields f ON f.candidate_id = e.candidate_id
            LEFT JOIN vault.pool p ON p.application_id = e.application_id AND p.is_in
            WHERE e.ended_at <= $2::timestamptz
        )
        """

    /// Deletes them; the number of rows is what counts.
    static func deleteDueFields(
        _ purpose: RetentionPurpose, endedBy cutoff: Instant, countMax: Int
    ) -> Statement<Void> {
        Statement(
            """
            \(fields), due AS (SELECT candidate_id, name FROM left_over WHERE purpose = $1 LIMIT $3::bigint)
            DELETE FROM vault.fields USING due WHERE fields.candidate_id = due.candidate_id AND fields.name = due.name
            """, [.text(purpose.rawValue), .instant(cutoff), .int(countMax)])
    }

    static func dueFieldCount(_ purpose: RetentionPurpose, endedBy cutoff: Instant) -> Statement<Int> {
        Statement(
            "\(fields) SELECT count(*) FROM left_over WHERE purpose = $1",
            [.text(purpose.rawValue), .instant(cutoff)], read: { Int($0.int(0)) })
    }

    /// Endings whose last day has passed go, and give their candidates.
    static func closeEndings(endedBy cutoff: Instant, ofPool pool: Instant, countMax: Int) -> Statement<String> {
        Statement(
            """
            WITH closed AS (
                DELETE FROM vault.endings WHERE application_id IN (
                    SELECT e.application_id FROM vault.endings e
                    LEFT JOIN vault.pool p ON p.application_id = e.application_id AND p.is_in
                    WHERE e.ended_at <= CASE WHEN p.application_id IS NULL THEN $1::timestamptz ELSE $2::timestamptz END
                    LIMIT $3::bigint)
                RETURNING application_id, candidate_id
            ), unpooled AS (
                DELETE FROM vault.pool USING closed WHERE pool.application_id = closed.application_id
            )
            SELECT candidate_id FROM closed
            """, [.instant(cutoff), .instant(pool), .int(countMax)], read: { $0.text(0) })
    }

    /// Of these, the fields of those of whom nothing is left but who they are. While a contract is kept, its worker can be
    /// reached.
    static func deletePersons(_ candidates: [String]) -> Statement<Void> {
        Statement(
            """
            DELETE FROM vault.fields f WHERE f.candidate_id = ANY($1::text[])
                AND NOT EXISTS (SELECT FROM vault.endings e WHERE e.candidate_id = f.candidate_id)
                AND NOT EXISTS (SELECT FROM vault.fields o WHERE o.candidate_id = f.candidate_id
                    AND (starts_with(o.name, 'resume-text.') OR starts_with(o.name, 'transcript.')))
                AND NOT EXISTS (SELECT FROM vault.blobs b WHERE b.candidate_id = f.candidate_id)
            """, [.texts(candidates)])
    }

    /// With nothing left, the key goes as well: no copy elsewhere can be opened. Who applies again gets another.
    static func deleteKeys(_ candidates: [String]) -> Statement<Void> {
        Statement(
            """
            DELETE FROM vault.keys k WHERE k.candidate_id = ANY($1::text[]) AND k.destroyed_at IS NULL
                AND NOT EXISTS (SELECT FROM vault.fields f WHERE f.candidate_id = k.candidate_id)
                AND NOT EXISTS (SELECT FROM vault.blobs b WHERE b.candidate_id = k.candidate_id)
            """, [.texts(candidates)])
    }

    /// What a candidate no longer wants kept of one application, whatever its days. A recording that does not say whose it is
    /// belongs to the only one.
    static func recordings(
        of application: ApplicationID, _ candidate: CandidateID, countMax: Int
    ) -> Statement<StoredBlob> {
        Statement(
            """
            SELECT \(StoredBlob.columns) FROM vault.blobs
            WHERE candidate_id = $1 AND starts_with(blob_id, 'answer.') AND forgotten_at IS NULL
                AND (application_id = $2 OR application_id IS NULL AND 2 > (
                    SELECT count(*) FROM vault.fields WHERE candidate_id = $1 AND starts_with(name, 'resume-text.')))
            LIMIT $3::bigint
            """, [.text(candidate.text), .text(application.text), .int(countMax)], read: { try StoredBlob($0) })
    }

    static func deleteFaces(of application: ApplicationID, _ candidate: CandidateID) -> Statement<Void> {
        Statement(
            """
            DELETE FROM vault.fields WHERE candidate_id = $1 AND starts_with(name, 'transcript.' || $2::text || '.')
                AND right(name, length($3::text)) = $3::text
            """, [.text(candidate.text), .text(application.text), .text(FaceObservation.fieldEnd)])
    }

    static func deleteTranscripts(of application: ApplicationID, _ candidate: CandidateID) -> Statement<Void> {
        Statement(
            "DELETE FROM vault.fields WHERE candidate_id = $1 AND starts_with(name, 'transcript.' || $2::text || '.')",
            [.text(candidate.text), .text(application.text)])
    }
}
