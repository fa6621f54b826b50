import Crypto
import Postgres

/// Reads a complete blob, whole or in ranges; each chunk is checked before a byte of it is given out.
package struct BlobReader: Sendable {
    package let description: BlobDescription
    private let blob: StoredBlob
    private let seal: ChunkSeal
    private let store: ChunkStore
    private let database: Database

    init(_ blob: StoredBlob, _ seal: ChunkSeal, _ store: ChunkStore, _ database: Database) {
        description = BlobDescription(blob)
        self.blob = blob
        self.seal = seal
        self.store = store
        self.database = database
    }

    /// The bytes within `range`, which is cut to the blob's length.
    package func read(_ range: Range<Int64>) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.clamped(to: 0..<blob.byteCount).count)
        try await forEachPiece(of: range) { bytes += $0 }
        return bytes
    }

    /// Gives the bytes within `range`, which is cut to the blob's length, in order and at most 1 MiB at a time.
    package func forEachPiece(
        of range: Range<Int64>, _ body: (ArraySlice<UInt8>) async throws -> Void
    ) async throws {
        let range = range.clamped(to: 0..<blob.byteCount)
        var start: Int64 = 0
        for (index, stored) in blob.chunks.enumerated() {
            let wanted = range.clamped(to: start..<start + Int64(stored.byteCount))
            if !wanted.isEmpty {
                let chunk = try await chunk(index)
                try await body(chunk[Int(wanted.lowerBound - start)..<Int(wanted.upperBound - start)])
            }
            start += Int64(stored.byteCount)
        }
    }

    /// Gives the whole content in order, at most 1 MiB at a time, and checks its hash at the end.
    package func forEachChunk(_ body: ([UInt8]) async throws -> Void) async throws {
        var hash = SHA256()
        for index in blob.chunks.indices {
            let chunk = try await chunk(index)
            hash.update(data: chunk)
            try await body(chunk)
        }
        guard hash.finalize().bytes == blob.sha256 else { throw VaultError.damaged }
    }

    private func chunk(_ index: Int) async throws -> [UInt8] {
        guard let sealed = try await sealed(index) else { throw VaultError.damaged }
        let chunk = try seal.open(sealed, index: index, mark: index == blob.chunks.count - 1 ? .last : .middle)
        guard chunk.count == blob.chunks[index].byteCount else { throw VaultError.damaged }
        return chunk
    }

    private func sealed(_ index: Int) async throws -> [UInt8]? {
        guard blob.isBesideRow else {
            return try await store.get(chunkName(blob.object, index, blob.chunks[index].epoch))
        }
        return try await database.query(BlobStatements.content(blob.object)).first ?? nil
    }
}

/// The name of a chunk in the store.
func chunkName(_ object: String, _ index: Int, _ epoch: UInt32) -> String { "\(object)/\(index).\(epoch)" }
