import Crypto
import Postgres

/// Reads a complete blob, whole or in ranges; each chunk is checked before a byte of it is given out.
package struct BlobReader: Sendable {
    package let description: BlobDescription
    /// What is opened at a time, for whoever reads in steps.
    package static let chunkByteCount = Int64(ChunkSeal.byteCount)
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
        let range = range.clamped(to: 0..<blob.byteCount)
        guard !range.isEmpty else { return [] }
        let size = Int64(ChunkSeal.byteCount)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        for index in Int(range.lowerBound / size)...Int((range.upperBound - 1) / size) {
            let chunk = try await chunk(index)
            let start = Int64(index) * size
            let from = Int(max(range.lowerBound - start, 0))
            let to = Int(min(range.upperBound - start, Int64(chunk.count)))
            bytes.append(contentsOf: chunk[from..<to])
        }
        return bytes
    }

    /// Gives the whole content in order, at most 1 MiB at a time, and checks its hash at the end.
    package func forEachChunk(_ body: ([UInt8]) async throws -> Void) async throws {
        var hash = SHA256()
        for index in 0..<blob.epochs.count {
            let chunk = try await chunk(index)
            hash.update(data: chunk)
            try await body(chunk)
        }
        guard hash.finalize().bytes == blob.sha256 else { throw VaultError.damaged }
    }

    private func chunk(_ index: Int) async throws -> [UInt8] {
        let count = blob.epochs.count
        guard index < count, let sealed = try await sealed(index) else { throw VaultError.damaged }
        let chunk = try seal.open(sealed, index: index, mark: index == count - 1 ? .last : .middle)
        let size = Int64(ChunkSeal.byteCount)
        guard Int64(chunk.count) == min(size, blob.byteCount - Int64(index) * size) else { throw VaultError.damaged }
        return chunk
    }

    private func sealed(_ index: Int) async throws -> [UInt8]? {
        guard blob.isBesideRow else { return try await store.get(chunkName(blob.object, index, blob.epochs[index])) }
        return try await database.query(BlobStatements.content(blob.object)).first ?? nil
    }
}

/// The name of a chunk in the store.
func chunkName(_ object: String, _ index: Int, _ epoch: UInt32) -> String { "\(object)/\(index).\(epoch)" }
