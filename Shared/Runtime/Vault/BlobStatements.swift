import Domain
import Flow
import Postgres

/// A row of `vault.blobs`.
struct StoredBlob: Sendable {
    /// What the row tells of one sealed chunk: which writer wrote it, and how many bytes it opens to.
    struct Chunk: Sendable, Equatable {
        let epoch: UInt32
        let byteCount: Int
    }

    let id: BlobID
    let candidate: CandidateID
    let object: String
    let contentType: String
    let byteCount: Int64
    let chunks: [Chunk]
    let writerEpoch: UInt32
    /// Set when the blob is complete.
    let sha256: [UInt8]?
    /// Who began it, where that was said.
    let cause: EventID?
    /// Its one chunk lies beside the row.
    let isBesideRow: Bool
    /// The candidate no longer wants it kept: its bytes are gone, and its row goes with the rest of the application.
    let isForgotten: Bool

    static let columns = """
        blob_id, candidate_id, object, content_type, byte_count, chunks, writer_epoch, sha256, cause,
        content IS NOT NULL, forgotten_at IS NOT NULL
        """

    init(_ row: Row) throws {
        id = try BlobID(row.text(0))
        candidate = try CandidateID(row.text(1))
        object = row.text(2)
        contentType = row.text(3)
        byteCount = row.int(4)
        chunks = Self.unpacked(row.bytes(5))
        writerEpoch = UInt32(truncatingIfNeeded: row.int(6))
        sha256 = row.optionalBytes(7)
        cause = row.isNull(8) ? nil : row.uuid(8)
        isBesideRow = row.bool(9)
        isForgotten = row.bool(10)
    }

    /// Eight bytes for each: the writer's epoch and the length, the high byte first.
    static func packed(_ chunks: [Chunk]) -> [UInt8] {
        chunks.flatMap { chunk in
            withUnsafeBytes(of: (UInt64(chunk.epoch) << 32 | UInt64(chunk.byteCount)).bigEndian) { Array($0) }
        }
    }

    private static func unpacked(_ bytes: [UInt8]) -> [Chunk] {
        stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { start in
            let both = bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
            return Chunk(epoch: UInt32(both >> 32), byteCount: Int(both & 0xFFFF_FFFF))
        }
    }
}

/// The SQL of blobs, one value a statement.
enum BlobStatements {
    static func find(_ id: BlobID) -> Statement<StoredBlob> {
        Statement(
            "SELECT \(StoredBlob.columns) FROM vault.blobs WHERE blob_id = $1", [.text(id.text)],
            read: { try StoredBlob($0) })
    }

    /// The sealed chunk that lies beside the row.
    static func content(_ object: String) -> Statement<[UInt8]?> {
        Statement(
            "SELECT content FROM vault.blobs WHERE object = $1", [.text(object)], read: { $0.optionalBytes(0) })
    }

    /// Begins a blob, or takes over one that is not complete: its writer before this one can move it no more.
    /// No row: it is complete, or another candidate's or cause's, or this is no longer the candidate's key.
    static func begin(
        _ id: BlobID, under key: DataKey, object: String, contentType: String, restarting: Bool, cause: EventID?,
        application: ApplicationID?, at now: Instant
    ) -> Statement<StoredBlob> {
        Statement(
            """
            INSERT INTO vault.blobs (blob_id, candidate_id, object, content_type, created_at, cause,
                application_id)
            SELECT $1, candidate_id, $3, $4, $6::timestamptz, $7::uuid, $8 FROM vault.keys
            WHERE candidate_id = $2 AND wrapped = $9 FOR SHARE
            ON CONFLICT (blob_id) DO UPDATE SET
                writer_epoch = blobs.writer_epoch + 1, cause = excluded.cause,
                byte_count = CASE WHEN $5 THEN 0 ELSE blobs.byte_count END,
                chunks = CASE WHEN $5 THEN ''::bytea ELSE blobs.chunks END
            WHERE blobs.finished_at IS NULL AND blobs.candidate_id = excluded.candidate_id
                AND (blobs.cause IS NULL OR blobs.cause = excluded.cause)
            RETURNING \(StoredBlob.columns)
            """,
            [
                .text(id.text), .text(key.candidate.text), .text(object), .text(contentType), .bool(restarting),
                .instant(now), .uuid(cause), .text(application?.text), .bytes(key.wrapped),
            ],
            read: { try StoredBlob($0) })
    }

    /// Touches no row when another writer took over, or the candidate was erased.
    static func move(
        _ id: BlobID, writerEpoch: UInt32, byteCount: Int64, chunks: [StoredBlob.Chunk], sha256: [UInt8]?,
        at now: Instant
    ) -> Statement<Void> {
        Statement(
            """
            UPDATE vault.blobs SET byte_count = $3, chunks = $4, sha256 = $5,
                finished_at = CASE WHEN $5::bytea IS NULL THEN NULL ELSE $6::timestamptz END
            WHERE blob_id = $1 AND writer_epoch = $2 AND finished_at IS NULL AND EXISTS (
                SELECT FROM vault.keys WHERE keys.candidate_id = blobs.candidate_id AND destroyed_at IS NULL FOR SHARE)
            """,
            [
                .text(id.text), .int(Int64(writerEpoch)), .int(byteCount), .bytes(StoredBlob.packed(chunks)),
                .bytes(sha256), .instant(now),
            ])
    }

    static func ofErased(countMax: Int) -> Statement<StoredBlob> {
        Statement(
            """
            SELECT \(StoredBlob.columns) FROM vault.blobs
            WHERE candidate_id IN (SELECT candidate_id FROM vault.keys WHERE destroyed_at IS NOT NULL)
            ORDER BY blob_id LIMIT $1
            """,
            [.int(countMax)], read: { try StoredBlob($0) })
    }

    static func forget(_ id: BlobID, at now: Instant) -> Statement<Void> {
        Statement(
            "UPDATE vault.blobs SET forgotten_at = $2, content = NULL WHERE blob_id = $1",
            [.text(id.text), .instant(now)])
    }

    static func delete(_ id: BlobID) -> Statement<Void> {
        Statement("DELETE FROM vault.blobs WHERE blob_id = $1", [.text(id.text)])
    }
}
