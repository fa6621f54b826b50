import Crypto
import Domain
import Postgres

/// What is known of a blob without its key.
package struct BlobDescription: Sendable, Equatable {
    package let id: BlobID
    package let candidate: CandidateID
    package let contentType: String
    /// Bytes that are written durably; the whole length once `sha256` is there.
    package let byteCount: Int64
    /// Of the content; nil while the blob is being written.
    package let sha256: [UInt8]?
    package var isFinished: Bool { sha256 != nil }

    init(_ stored: StoredBlob) {
        id = stored.id
        candidate = stored.candidate
        contentType = stored.contentType
        byteCount = stored.byteCount
        sha256 = stored.sha256
    }
}

extension Vault {
    /// How far a blob has come, without opening it; nil when there is none.
    package func describe(_ id: BlobID) async throws -> BlobDescription? {
        try await database.query(BlobStatements.find(id)).first.map(BlobDescription.init)
    }

    /// Begins a blob, or goes on with one that broke off; a writer before this one can write no more.
    /// - Parameter restarting: forget what was written.
    /// - Throws: `finished` when the blob is complete.
    package func writer(
        of id: BlobID, for candidate: CandidateID, contentType: String, restarting: Bool = false
    ) async throws -> BlobWriter {
        let key = try await writingKey(of: candidate)
        let begun = try await database.query(
            BlobStatements.begin(
                id, of: candidate, object: Hex.encode(randomBytes(count: 16)), contentType: contentType,
                restarting: restarting, at: now()))
        guard let blob = begun.first else {
            guard let found = try await describe(id), found.candidate == candidate else { throw VaultError.absent }
            throw VaultError.finished
        }
        return try await BlobWriter(self, blob, key.seal(of: id, object: blob.object))
    }

    /// Writes a whole blob; writing the same content again changes nothing.
    /// - Throws: `differs` when a blob of this name holds something else.
    @discardableResult
    package func put(
        _ bytes: [UInt8], blob id: BlobID, of candidate: CandidateID, contentType: String
    ) async throws -> BlobDescription {
        if let found = try await describe(id), let sha256 = found.sha256 {
            guard found.candidate == candidate, sha256 == SHA256.hash(data: bytes).bytes else {
                throw VaultError.differs
            }
            _ = try await writingKey(of: candidate)
            return found
        }
        let writer = try await writer(of: id, for: candidate, contentType: contentType, restarting: true)
        try await writer.append(bytes)
        return try await writer.finish()
    }

    /// Opens a complete blob for reading; the audit says so once for the reader.
    package func reader(of id: BlobID, for candidate: CandidateID, purpose: String) async throws -> BlobReader {
        try await database.execute(
            VaultStatements.audit("blob \(id)", of: candidate, actor: actor, purpose: purpose, at: now()))
        guard let key = try await storedKey(of: candidate),
            let blob = try await database.query(BlobStatements.find(id)).first, blob.candidate == candidate,
            blob.sha256 != nil
        else { throw VaultError.absent }
        return BlobReader(blob, key.seal(of: id, object: blob.object), store)
    }

    /// A whole blob in memory.
    /// - Throws: `tooLarge` when it has more than `bytesMax` bytes.
    package func blob(
        _ id: BlobID, of candidate: CandidateID, purpose: String, bytesMax: Int64 = 64 * 1024 * 1024
    ) async throws -> [UInt8] {
        let reader = try await reader(of: id, for: candidate, purpose: purpose)
        guard reader.description.byteCount <= bytesMax else { throw VaultError.tooLarge(bytesMax: bytesMax) }
        return try await reader.read(0..<reader.description.byteCount)
    }

    /// Deletes one blob, complete or not; one that is not there is fine.
    package func delete(blob id: BlobID, of candidate: CandidateID) async throws {
        guard let blob = try await database.query(BlobStatements.find(id)).first, blob.candidate == candidate else {
            return
        }
        try await remove(blob)
    }

    /// The row goes last: while it is there, the deletion can be found and done again.
    func remove(_ blob: StoredBlob) async throws {
        try await store.deleteAll(blob.object)
        try await database.execute(BlobStatements.delete(blob.id))
    }
}
