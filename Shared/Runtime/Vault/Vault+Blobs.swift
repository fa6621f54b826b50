import Crypto
import Domain
import Encoding
import Flow
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
    /// What made somebody write it, where that was said.
    package let cause: EventID?
    /// The candidate no longer wants it kept: its bytes are gone.
    package let isForgotten: Bool

    init(_ stored: StoredBlob) {
        id = stored.id
        candidate = stored.candidate
        contentType = stored.contentType
        byteCount = stored.byteCount
        sha256 = stored.sha256
        cause = stored.cause
        isForgotten = stored.isForgotten
    }
}

extension Vault {
    /// How far a blob has come, without opening it; nil when there is none.
    package func describe(_ id: BlobID) async throws -> BlobDescription? {
        try await database.query(BlobStatements.find(id)).first.map(BlobDescription.init)
    }

    /// Begins a blob, or goes on with one that broke off; a writer before this one can write no more.
    /// - Parameter restarting: forget what was written.
    /// - Parameter application: of which application it is, where its name does not say so; its retention goes by that.
    /// - Parameter cause: what the blob is written for; one that was begun for another cause is not touched.
    /// - Throws: `finished` when the blob is complete, `differs` when it is another cause's.
    package func writer(
        of id: BlobID, for candidate: CandidateID, contentType: String, restarting: Bool = false, cause: EventID? = nil,
        application: ApplicationID? = nil
    ) async throws -> BlobWriter {
        let key = try await writingKey(of: candidate)
        let begun = try await database.query(
            BlobStatements.begin(
                id, under: key, object: Hex.encode(randomBytes(count: 16)), contentType: contentType,
                restarting: restarting, cause: cause, application: application, at: now()))
        guard let blob = begun.first else {
            let found = try await describe(id)
            if let found, found.candidate != candidate { throw VaultError.absent }
            if found?.isFinished == true { throw VaultError.finished }
            // It was wrapped anew, or went with the last of an earlier application, at this very moment. Erased, this throws.
            guard try await writingKey(of: candidate).wrapped != key.wrapped || found == nil else {
                throw VaultError.differs
            }
            try Task.checkCancellation()
            return try await writer(
                of: id, for: candidate, contentType: contentType, restarting: restarting, cause: cause,
                application: application)
        }
        return try await BlobWriter(self, blob, key.seal(of: id, object: blob.object))
    }

    /// Writes a whole blob; writing it again changes nothing, whether an earlier run or another worker did it.
    ///
    /// A blob without a cause is known by its content. One with a cause is known by that: what its first run wrote stays, and
    /// its description says what that was.
    /// - Throws: `differs` when a blob of this name holds something else, or was written for another cause.
    @discardableResult
    package func put(
        _ bytes: [UInt8], blob id: BlobID, of candidate: CandidateID, contentType: String, cause: EventID? = nil
    ) async throws -> BlobDescription {
        let sha256 = SHA256.hash(data: bytes).bytes
        if let found = try await finished(id, of: candidate, sha256, cause) { return found }
        do {
            let writer = try await writer(
                of: id, for: candidate, contentType: contentType, restarting: true, cause: cause)
            try await writer.append(bytes)
            return try await writer.finish()
        } catch VaultError.finished {
            // Another worker was quicker between the look and the writing.
            guard let found = try await finished(id, of: candidate, sha256, cause) else { throw VaultError.finished }
            return found
        }
    }

    /// The complete blob of this name, when it is what the caller would write.
    private func finished(
        _ id: BlobID, of candidate: CandidateID, _ sha256: [UInt8], _ cause: EventID?
    ) async throws -> BlobDescription? {
        guard let found = try await describe(id), found.isFinished else { return nil }
        let isOurs = if let cause, let other = found.cause { cause == other } else { found.sha256 == sha256 }
        guard found.candidate == candidate, isOurs else { throw VaultError.differs }
        _ = try await writingKey(of: candidate)
        return found
    }

    /// Opens a complete blob for reading; the audit says so once for the reader.
    package func reader(of id: BlobID, for candidate: CandidateID, purpose: String) async throws -> BlobReader {
        try await database.execute(
            VaultStatements.audit("blob \(id)", of: candidate, actor: actor, purpose: purpose, at: now()))
        guard let key = try await storedKey(of: candidate),
            let blob = try await database.query(BlobStatements.find(id)).first, blob.candidate == candidate,
            blob.sha256 != nil
        else { throw VaultError.absent }
        guard !blob.isForgotten else { throw VaultError.erased }
        guard blob.chunks.reduce(0, { $0 + Int64($1.byteCount) }) == blob.byteCount else { throw VaultError.damaged }
        return BlobReader(blob, key.seal(of: id, object: blob.object), store, database)
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

    /// What has arrived of a blob that may still be written; nil when there is none, or it is no longer wanted. The audit says so
    /// where a purpose is given: who looks again and again says it once.
    ///
    /// Its writer may put a short last chunk anew while it is read here: then the bytes end before that.
    /// - Throws: `tooLarge` when it has more than `bytesMax` bytes.
    package func arrived(
        of id: BlobID, for candidate: CandidateID, purpose: String?, bytesMax: Int64
    ) async throws -> [UInt8]? {
        if let purpose {
            try await database.execute(
                VaultStatements.audit("blob \(id)", of: candidate, actor: actor, purpose: purpose, at: now()))
        }
        guard let key = try await storedKey(of: candidate),
            let blob = try await database.query(BlobStatements.find(id)).first, blob.candidate == candidate,
            !blob.isForgotten
        else { return nil }
        guard blob.byteCount <= bytesMax else { throw VaultError.tooLarge(bytesMax: bytesMax) }
        if blob.sha256 != nil {
            return try await BlobReader(blob, key.seal(of: id, object: blob.object), store, database)
                .read(0..<blob.byteCount)
        }
        let seal = key.seal(of: id, object: blob.object)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(blob.byteCount))
        for (index, chunk) in blob.chunks.enumerated() {
            guard let sealed = try await store.get(chunkName(blob.object, index, chunk.epoch)) else { break }
            bytes += try seal.open(sealed, index: index, mark: .middle)
        }
        return bytes
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
        if !blob.isBesideRow { try await store.deleteAll(blob.object) }
        try await database.execute(BlobStatements.delete(blob.id))
    }
}
