import Crypto
import Domain
import Failpoints
import Postgres

/// Writes a blob as its bytes arrive: each full chunk is sealed, stored and counted before more is taken, so the plaintext
/// is never on a disk and the memory in use is bounded by what one `append` brings.
///
/// For one caller at a time. A second one at once, and everyone after a failure, is told `superseded`: take a new writer.
package actor BlobWriter {
    /// Bytes taken so far; those up to `durableOffset` survive a crash.
    package var offset: Int64 { Int64(fullCount * ChunkSeal.byteCount + pending.count) }
    package private(set) var durableOffset: Int64

    private let vault: Vault
    private let blob: StoredBlob
    private let seal: ChunkSeal
    /// Writers of the chunks that are full, in order.
    private var epochs: [UInt32]
    private var fullCount: Int { epochs.count }
    /// The tail: at most one chunk between calls. A chunk that is just full waits here, for it may be the last.
    private var pending: [UInt8] = []
    /// Of everything, when this writer has seen everything.
    private var hash: SHA256?
    private var isBusy = false

    init(_ vault: Vault, _ blob: StoredBlob, _ seal: ChunkSeal) async throws {
        self.vault = vault
        self.blob = blob
        self.seal = seal
        durableOffset = blob.byteCount
        epochs = blob.epochs
        hash = blob.byteCount == 0 ? SHA256() : nil
        guard let epoch = epochs.popLast() else { return }
        let index = epochs.count
        let count = Int(blob.byteCount) - index * ChunkSeal.byteCount
        guard let sealed = try await vault.store.get(chunkName(blob.object, index, epoch)) else {
            throw VaultError.damaged
        }
        // A writer that died between storing and counting may have left more here than was counted, never less.
        var tail: [UInt8]?
        for mark in [ChunkSeal.Mark.tail, .middle, .last] where tail == nil {
            tail = try? seal.open(sealed, index: index, mark: mark)
        }
        guard let tail, count >= 0, tail.count >= count else { throw VaultError.damaged }
        pending = Array(tail.prefix(count))
    }

    /// Takes the next bytes of the blob.
    package func append(_ bytes: [UInt8]) async throws {
        try await exclusively {
            hash?.update(data: bytes)
            pending += bytes
            var start = 0
            while pending.count - start > ChunkSeal.byteCount {
                let end = start + ChunkSeal.byteCount
                try await write(Array(pending[start..<end]), .middle)
                start = end
            }
            pending.removeFirst(start)
        }
    }

    /// Makes everything taken so far durable, and gives the offset to go on from.
    @discardableResult
    package func flush() async throws -> Int64 {
        try await exclusively {
            if offset > durableOffset { try await write(pending, .tail) }
            return durableOffset
        }
    }

    /// Ends the blob. From here on it can be read and not be changed.
    package func finish() async throws -> BlobDescription {
        try await exclusively {
            var digest = hash?.finalize()
            if digest == nil { digest = try await hashOfStored() }
            try await write(pending, .last, sha256: digest?.bytes)
        }
        guard let done = try await vault.describe(blob.id) else { throw VaultError.erased }
        return done
    }

    private func write(_ chunk: [UInt8], _ mark: ChunkSeal.Mark, sha256: [UInt8]? = nil) async throws {
        let index = fullCount
        let name = chunkName(blob.object, index, blob.writerEpoch)
        try await vault.store.put(name, try seal.seal(chunk, index: index, mark: mark))
        try failpoint(throwing: "U2")
        if mark == .last { failpoint("U3") }
        let count = Int64(index * ChunkSeal.byteCount + chunk.count)
        let moved = try await vault.database.execute(
            BlobStatements.move(
                blob.id, writerEpoch: blob.writerEpoch, byteCount: count, epochs: epochs + [blob.writerEpoch],
                sha256: sha256, at: vault.now()))
        guard moved == 1 else {
            try await vault.store.delete(name)
            if case .some = try await vault.storedKey(of: blob.candidate) { throw VaultError.superseded }
            throw VaultError.erased
        }
        if mark == .last { failpoint("U4") }
        durableOffset = count
        if mark == .middle { epochs.append(blob.writerEpoch) }
    }

    /// The hash of a blob whose beginning another writer took: from what is stored, and the tail.
    private func hashOfStored() async throws -> SHA256Digest {
        var hash = SHA256()
        for (index, epoch) in epochs.enumerated() {
            guard let sealed = try await vault.store.get(chunkName(blob.object, index, epoch)) else {
                throw VaultError.damaged
            }
            hash.update(data: try seal.open(sealed, index: index, mark: .middle))
        }
        hash.update(data: pending)
        return hash.finalize()
    }

    /// A writer that failed stays busy for good: what it holds in memory may be ahead of what is stored.
    private func exclusively<Value>(_ body: () async throws -> Value) async throws -> Value {
        guard !isBusy else { throw VaultError.superseded }
        isBusy = true
        let value = try await body()
        isBusy = false
        return value
    }
}
