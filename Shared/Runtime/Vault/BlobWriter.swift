import Crypto
import Domain
import Failpoints
import Postgres

/// Writes a blob as its bytes arrive: what is taken becomes sealed chunks that are stored and counted in order, so the plaintext
/// is never on a disk. Two chunks at most are on their way to the store while more is taken; memory is bounded by them and by
/// what one `append` brings.
///
/// For one caller at a time. A second one at once, and everyone after a failure, is told `superseded`: take a new writer.
package actor BlobWriter {
    /// Bytes taken so far; those up to `durableOffset` survive a crash.
    package private(set) var offset: Int64
    package private(set) var durableOffset: Int64

    private let vault: Vault
    private let blob: StoredBlob
    private let seal: ChunkSeal
    /// What is stored and counted, in order.
    private var chunks: [StoredBlob.Chunk]
    /// What is not yet given to the store: at most one chunk between calls. One that is just full waits here, for it may be the last.
    private var pending: [UInt8] = []
    /// A short last chunk of an earlier writer whose bytes are in `pending` again. It goes when what replaces it is counted.
    private var replaced: String?
    private var nextIndex: Int
    private var onTheWay: [Task<Void, any Error>] = []
    private static let onTheWayMax = 2
    /// Of everything, when this writer has seen everything.
    private var hash: SHA256?
    private var isBusy = false

    /// A chunk shorter than this is written anew together with what follows it, so that a blob that comes in tiny pieces has few
    /// chunks, and one that comes second by second is never written twice.
    package static let shortByteCount = 64 * 1024

    init(_ vault: Vault, _ blob: StoredBlob, _ seal: ChunkSeal) async throws {
        self.vault = vault
        self.blob = blob
        self.seal = seal
        offset = blob.byteCount
        durableOffset = blob.byteCount
        chunks = blob.chunks
        nextIndex = blob.chunks.count
        hash = blob.byteCount == 0 ? SHA256() : nil
        guard let last = blob.chunks.last, last.byteCount < Self.shortByteCount else { return }
        let index = blob.chunks.count - 1
        let name = chunkName(blob.object, index, last.epoch)
        guard let sealed = try await vault.store.get(name) else { throw VaultError.damaged }
        pending = try seal.open(sealed, index: index, mark: .middle)
        guard pending.count == last.byteCount else { throw VaultError.damaged }
        chunks.removeLast()
        nextIndex = index
        replaced = name
    }

    /// Takes the next bytes of the blob.
    package func append(_ bytes: [UInt8]) async throws {
        try await exclusively {
            hash?.update(data: bytes)
            pending += bytes
            offset += Int64(bytes.count)
            var start = 0
            while pending.count - start > ChunkSeal.byteCountMax {
                let end = start + ChunkSeal.byteCountMax
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
            if offset > durableOffset, !pending.isEmpty {
                try await write(pending, .middle)
                pending = []
            }
            try await arrive()
            return durableOffset
        }
    }

    /// Ends the blob. From here on it can be read and not be changed.
    package func finish() async throws -> BlobDescription {
        try await exclusively {
            try await arrive()
            var digest = hash?.finalize()
            if digest == nil { digest = try await hashOfStored() }
            try await write(pending, .last, sha256: digest?.bytes)
            try await arrive()
        }
        guard let done = try await vault.describe(blob.id) else { throw VaultError.erased }
        return done
    }

    /// Gives a chunk to the store, and waits while too many are on their way there.
    private func write(_ bytes: [UInt8], _ mark: ChunkSeal.Mark, sha256: [UInt8]? = nil) async throws {
        let index = nextIndex
        nextIndex += 1
        let sealed = try seal.seal(bytes, index: index, mark: mark)
        let before = onTheWay.last
        let (byteCount, store) = (bytes.count, vault.store)
        let name = chunkName(blob.object, index, blob.writerEpoch)
        // In a task of its own: the caller is cancelled when its client has gone, and what has come is kept all the same.
        onTheWay.append(
            Task {
                do { try await store.put(name, sealed) } catch {
                    // A folder that went with its blob, with the file that was being written in it, is no trouble of the disk.
                    guard try await vault.describe(blob.id) == nil else { throw error }
                    throw try await ended()
                }
                try failpoint(throwing: "U2")
                if mark == .last { failpoint("U3") }
                do { try await before?.value } catch {
                    // What follows a chunk that was not counted never is.
                    try? await store.delete(name)
                    throw error
                }
                try await count(byteCount, as: name, isLast: mark == .last, sha256)
            })
        try await arrive(butFor: Self.onTheWayMax)
    }

    /// Waits for chunks that are on their way. When one fails, those behind it are waited for too: nothing is written afterwards.
    private func arrive(butFor countMax: Int = 0) async throws {
        while onTheWay.count > countMax {
            guard case .failure(let error) = await onTheWay.removeFirst().result else { continue }
            for task in onTheWay { _ = await task.result }
            throw error
        }
    }

    /// Counts a chunk that is stored, as those before it are already.
    private func count(_ byteCount: Int, as name: String, isLast: Bool, _ sha256: [UInt8]?) async throws {
        let all = chunks + [StoredBlob.Chunk(epoch: blob.writerEpoch, byteCount: byteCount)]
        let total = all.reduce(0) { $0 + Int64($1.byteCount) }
        let moved = try await vault.database.execute(
            BlobStatements.move(
                blob.id, writerEpoch: blob.writerEpoch, byteCount: total, chunks: all, sha256: sha256, at: vault.now()))
        guard moved == 1 else {
            try await vault.store.delete(name)
            throw try await ended()
        }
        if isLast { failpoint("U4") }
        chunks = all
        durableOffset = total
        guard let old = replaced else { return }
        replaced = nil
        // Nobody reads it any more. One that stays goes with the blob.
        try? await vault.store.delete(old)
    }

    /// Why the blob is no longer this writer's.
    private func ended() async throws -> VaultError {
        if case .some = try await vault.storedKey(of: blob.candidate) { return .superseded }
        return .erased
    }

    /// The hash of a blob whose beginning another writer took: from what is stored, and what is not yet.
    private func hashOfStored() async throws -> SHA256Digest {
        var hash = SHA256()
        for (index, chunk) in chunks.enumerated() {
            guard let sealed = try await vault.store.get(chunkName(blob.object, index, chunk.epoch)) else {
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
