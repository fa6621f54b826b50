import Crypto
import Domain
import Postgres

/// The SQL of deposits: many candidates in each statement.
enum DepositStatements {
    /// What a statement raises whose rows are not all there any more: it divides by zero.
    static let changedCode = "22012"

    struct Found: Sendable {
        let name: String
        /// Nil: it is a blob of this name.
        let key: VaultStatements.StoredKey?
    }

    /// The keys of those candidates who have one, and those of the blobs that were begun.
    static func found(candidates: [CandidateID], blobs: [BlobID]) -> Statement<Found> {
        Statement(
            """
            SELECT candidate_id, true, kek_version, wrapped FROM vault.keys WHERE candidate_id = ANY ($1::text[])
            UNION ALL SELECT blob_id, false, 0, NULL FROM vault.blobs WHERE blob_id = ANY ($2::text[])
            """,
            [.texts(candidates.map(\.text)), .texts(blobs.map(\.text))],
            read: { row in
                let key = VaultStatements.StoredKey(version: Int(row.int(2)), wrapped: row.optionalBytes(3))
                return Found(name: row.text(0), key: row.bool(1) ? key : nil)
            })
    }

    /// These candidates still have these keys, and keep them until the transaction ends.
    static func lock(_ candidates: [String], _ wrapped: [[UInt8]]) -> Statement<Void> {
        Statement(
            """
            WITH living AS (
                SELECT FROM vault.keys k JOIN unnest($1::text[], $2::bytea[]) AS known (candidate_id, wrapped)
                    ON known.candidate_id = k.candidate_id AND known.wrapped = k.wrapped
                ORDER BY k.candidate_id FOR SHARE OF k
            ) SELECT 1 / (CASE WHEN (SELECT count(*) FROM living) = cardinality($1::text[]) THEN 1 ELSE 0 END)
            """,
            [.texts(candidates), .byteses(wrapped)])
    }

    /// Fails when somebody else made one of the keys meanwhile.
    static func addKeys(_ candidates: [String], _ versions: [Int64], _ wrapped: [[UInt8]], _ now: Instant)
        -> Statement<Void>
    {
        Statement(
            """
            INSERT INTO vault.keys (candidate_id, kek_version, wrapped, created_at)
            SELECT new.candidate_id, new.version, new.wrapped, $4
            FROM unnest($1::text[], $2::bigint[], $3::bytea[]) AS new (candidate_id, version, wrapped)
            """,
            [.texts(candidates), .ints(versions), .byteses(wrapped), .instant(now)])
    }

    /// Fields of candidates whose keys are made in the same transaction: nobody can have written any of them.
    static func addFields(
        _ candidates: [String], _ names: [String], _ sealed: [[UInt8]], _ tokens: [String?], _ now: Instant
    ) -> Statement<Void> {
        Statement(
            addFields, [.texts(candidates), .texts(names), .byteses(sealed), .instant(now), .optionalTexts(tokens)])
    }

    private static let addFields = """
        INSERT INTO vault.fields (candidate_id, name, sealed, written_at, tokens)
        SELECT new.candidate_id, new.name, new.sealed, $4, new.tokens::bigint[]
        FROM unnest($1::text[], $2::text[], $3::bytea[], $5::text[]) AS new (candidate_id, name, sealed, tokens)
        """

    static func putFields(
        _ candidates: [String], _ names: [String], _ sealed: [[UInt8]], _ tokens: [String?], _ now: Instant
    ) -> Statement<Void> {
        Statement(
            addFields + """
                 ON CONFLICT (candidate_id, name) DO UPDATE
                    SET sealed = excluded.sealed, written_at = excluded.written_at, tokens = excluded.tokens
                """,
            [.texts(candidates), .texts(names), .byteses(sealed), .instant(now), .optionalTexts(tokens)])
    }

    /// Whole documents, each with its one chunk.
    static func addBlobs(_ deposits: [Deposit], objects: [String], contents: [[UInt8]], _ now: Instant) -> Statement<
        Void
    > {
        let chunks = deposits.map { StoredBlob.packed([StoredBlob.Chunk(epoch: 1, byteCount: $0.bytes.count)]) }
        return Statement(
            """
            INSERT INTO vault.blobs (
                blob_id, candidate_id, object, content_type, byte_count, chunks, sha256, created_at, finished_at,
                cause, content)
            SELECT new.blob_id, new.candidate_id, new.object, new.content_type, new.byte_count, new.chunks, new.sha256, $10, $10,
                new.cause, new.content
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bytea[], $7::uuid[], $8::bytea[],
                $9::bytea[])
                AS new (blob_id, candidate_id, object, content_type, byte_count, sha256, cause, content, chunks)
            """,
            [
                .texts(deposits.map(\.blob.text)), .texts(deposits.map(\.candidate.text)), .texts(objects),
                .texts(deposits.map(\.contentType)), .ints(deposits.map { Int64($0.bytes.count) }),
                .byteses(deposits.map { SHA256.hash(data: $0.bytes).bytes }), .uuids(deposits.map(\.cause)),
                .byteses(contents), .byteses(chunks), .instant(now),
            ])
    }
}
