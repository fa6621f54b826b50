import Crypto
import Domain
import Flow
import Foundation
import Testing
import Vault
import VaultTesting

@Suite struct BlobTests {
    let chen: CandidateID = "cand-chen"
    let lee: CandidateID = "cand-lee"

    @Test(arguments: [0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 2 * mebibyte, 3 * mebibyte + 17])
    func `a blob of any length comes back whole, in ranges and in pieces`(count: Int) async throws {
        let vault = try await TestVault().vault
        let bytes = content(count)
        let done = try await vault.put(bytes, blob: "b", of: chen, contentType: "video/webm")
        #expect(done.byteCount == Int64(count) && done.sha256 == SHA256.hash(data: bytes).bytes)
        #expect(done.contentType == "video/webm" && done.isFinished)
        #expect(try await vault.blob("b", of: chen, purpose: "test") == bytes)
        let reader = try await vault.reader(of: "b", for: chen, purpose: "test")
        for range in [0..<10, 1_048_570..<1_048_590, Int64(count) - 5..<Int64(count) + 5, 0..<Int64(count)]
        where count > 0 {
            let cut = range.clamped(to: 0..<Int64(count))
            #expect(try await reader.read(range) == Array(bytes[Int(cut.lowerBound)..<Int(cut.upperBound)]))
        }
        var pieces: [UInt8] = []
        try await reader.forEachChunk { pieces += $0 }
        #expect(pieces == bytes)
    }

    @Test func `what has arrived of a blob can be read while it is written, and it is audited once`() async throws {
        let test = try await TestVault()
        let vault = test.vault
        func arrived(_ purpose: String? = nil) async throws -> [UInt8]? {
            try await vault.arrived(of: "b", for: chen, purpose: purpose, bytesMax: 4 << 20)
        }
        #expect(try await arrived() == nil)
        let bytes = content(2 * mebibyte + 100_000)
        let writer = try await vault.writer(of: "b", for: chen, contentType: "video/webm")
        var end = 0
        for count in [10, 70_000, 2 * mebibyte, 20_000] {
            try await writer.append(Array(bytes[end..<end + count]))
            end += count
            try await writer.flush()
            #expect(try await arrived() == Array(bytes[..<end]))
        }
        try await writer.append(Array(bytes[end...]))
        _ = try await writer.finish()
        #expect(try await arrived("test") == bytes)
        #expect(try await vault.arrived(of: "b", for: lee, purpose: nil, bytesMax: 4 << 20) == nil)
        await #expect(throws: VaultError.tooLarge(bytesMax: 100)) {
            try await vault.arrived(of: "b", for: chen, purpose: nil, bytesMax: 100)
        }
        #expect(try await test.texts("SELECT purpose FROM vault.audit WHERE item = 'blob b'") == ["test"])
    }

    @Test func `the plaintext is nowhere in the folder, and names say nothing`() async throws {
        let test = try await TestVault()
        let bytes = Array(repeating: Array("candidate speech ".utf8), count: 100_000).flatMap { $0 }
        try await test.vault.put(bytes, blob: "answer.secret-name", of: chen, contentType: "video/webm")
        let chunks = try test.chunks()
        #expect(chunks.count == 2)
        for path in chunks {
            let stored = try Data(contentsOf: URL(filePath: path))
            #expect(stored.range(of: Data("candidate speech".utf8)) == nil)
            #expect(!path.contains("secret-name") && !path.contains("chen"))
        }
    }

    @Test func `writing the same again changes nothing, and something else is refused`() async throws {
        let test = try await TestVault()
        let first = try await test.vault.put([1, 2, 3], blob: "b", of: chen, contentType: "a/b")
        let before = try test.chunks()
        #expect(try await test.vault.put([1, 2, 3], blob: "b", of: chen, contentType: "a/b") == first)
        #expect(try test.chunks() == before)
        await #expect(throws: VaultError.differs) {
            try await test.vault.put([1, 2, 4], blob: "b", of: chen, contentType: "a/b")
        }
        await #expect(throws: VaultError.differs) {
            try await test.vault.put([1, 2, 3], blob: "b", of: lee, contentType: "a/b")
        }
        await #expect(throws: VaultError.finished) {
            try await test.vault.writer(of: "b", for: chen, contentType: "a/b")
        }
        await #expect(throws: VaultError.absent) { try await test.vault.blob("b", of: lee, purpose: "test") }
        await #expect(throws: VaultError.absent) { try await test.vault.blob("c", of: chen, purpose: "test") }
    }

    @Test func `a blob that was written for one cause is that cause's, whatever the content`() async throws {
        let test = try await TestVault()
        let (mine, other) = (EventID.stimulus("mine", at: .epoch), EventID.stimulus("other", at: .epoch))
        let first = try await test.vault.put([1, 2], blob: "b", of: chen, contentType: "a/b", cause: mine)
        #expect(first.cause == mine)
        // A second run, whose document has changed meanwhile, is told what the first one kept.
        #expect(try await test.vault.put([3], blob: "b", of: chen, contentType: "a/b", cause: mine) == first)
        await #expect(throws: VaultError.differs) {
            try await test.vault.put([1, 2], blob: "b", of: chen, contentType: "a/b", cause: other)
        }
        // One that was begun and broke off is the first cause's as well; one without a cause is anybody's.
        _ = try await test.vault.writer(of: "half", for: chen, contentType: "a/b", cause: mine)
        await #expect(throws: VaultError.differs) {
            try await test.vault.put([1], blob: "half", of: chen, contentType: "a/b", cause: other)
        }
        #expect(try await test.vault.put([1], blob: "half", of: chen, contentType: "a/b", cause: mine).cause == mine)
        _ = try await test.vault.writer(of: "free", for: chen, contentType: "a/b")
        #expect(try await test.vault.put([1], blob: "free", of: chen, contentType: "a/b", cause: other).cause == other)
    }

    @Test func `two workers that write the same at once end well or are told to begin again`() async throws {
        let test = try await TestVault()
        for round in 0..<30 {
            let blob = try BlobID("b\(round)")
            let ends = await withTaskGroup(of: (any Error)?.self) { group in
                for _ in 0..<2 {
                    group.addTask { [chen] in
                        do {
                            try await test.vault.put([1, 2, 3], blob: blob, of: chen, contentType: "a/b")
                            return nil
                        } catch { return error }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            for case let error? in ends { #expect(error as? VaultError == .superseded) }
            #expect(try await test.vault.blob(blob, of: chen, purpose: "test") == [1, 2, 3])
        }
    }

    @Test func `an upload that breaks off anywhere goes on from what was durable`() async throws {
        let vault = try await TestVault().vault
        let bytes = content(3 * mebibyte + 4_321)
        // Each writer dies after its pieces; only flushed bytes count.
        for piece in [1, 1_000, mebibyte, mebibyte - 1, 700_000] {
            let writer = try await vault.writer(of: "b", for: chen, contentType: "video/webm")
            let offset = Int(await writer.offset)
            #expect(try await vault.describe("b")?.byteCount == Int64(offset))
            try await writer.append(Array(bytes[offset..<min(offset + piece, bytes.count)]))
            #expect(try await writer.flush() == Int64(min(offset + piece, bytes.count)))
            try await writer.append([0xff, 0xff])
        }
        await #expect(throws: VaultError.absent) { try await vault.blob("b", of: chen, purpose: "test") }
        let writer = try await vault.writer(of: "b", for: chen, contentType: "video/webm")
        let offset = Int(await writer.offset)
        try await writer.append(Array(bytes[offset...]))
        let done = try await writer.finish()
        #expect(done.sha256 == SHA256.hash(data: bytes).bytes)
        #expect(try await vault.blob("b", of: chen, purpose: "test") == bytes)
    }

    @Test func `what comes second by second is stored once, as it came, and read over its chunks`() async throws {
        let test = try await TestVault()
        let second = 125_000
        let bytes = content(10 * second)
        for start in stride(from: 0, to: bytes.count, by: second) {
            let writer = try await test.vault.writer(of: "b", for: chen, contentType: "video/webm")
            try await writer.append(Array(bytes[start..<start + second]))
            #expect(try await writer.flush() == Int64(start + second))
        }
        #expect(try test.chunks().count == 10)
        _ = try await test.vault.writer(of: "b", for: chen, contentType: "video/webm").finish()
        // The end is a chunk of its own, without content: nobody can cut the blob before it.
        let sizes = try test.chunks().map { try Data(contentsOf: URL(filePath: $0)).count }
        #expect(sizes.reduce(0, +) == bytes.count + 11 * 24)
        let reader = try await test.vault.reader(of: "b", for: chen, purpose: "test")
        #expect(try await reader.read(124_990..<250_010) == Array(bytes[124_990..<250_010]))
        #expect(try await reader.read(0..<Int64.max) == bytes)
        var pieces: [Int] = []
        try await reader.forEachPiece(of: 100_000..<300_000) { pieces.append($0.count) }
        #expect(pieces == [25_000, 125_000, 50_000])
    }

    @Test func `what comes in tiny pieces has few chunks, and none that was replaced stays`() async throws {
        let test = try await TestVault()
        let bytes = content(300_000)
        for start in stride(from: 0, to: bytes.count, by: 3_000) {
            let writer = try await test.vault.writer(of: "b", for: chen, contentType: "video/webm")
            try await writer.append(Array(bytes[start..<start + 3_000]))
            try await writer.flush()
        }
        #expect(try test.chunks().count == bytes.count / BlobWriter.shortByteCount + 1)
        _ = try await test.vault.writer(of: "b", for: chen, contentType: "video/webm").finish()
        #expect(try await test.vault.blob("b", of: chen, purpose: "test") == bytes)
        #expect(try test.chunks().count == bytes.count / BlobWriter.shortByteCount + 1)
    }

    @Test func `of two writers the newer one goes on, and the older one spoils nothing`() async throws {
        let vault = try await TestVault().vault
        let bytes = content(2 * mebibyte + 5)
        let old = try await vault.writer(of: "b", for: chen, contentType: "a/b")
        try await old.append(Array(bytes.prefix(100)))
        try await old.flush()
        let new = try await vault.writer(of: "b", for: chen, contentType: "a/b")
        #expect(await new.offset == 100)
        try await new.append(Array(bytes[100..<1_500_000]))
        await #expect(throws: VaultError.superseded) {
            try await old.append(content(2 * mebibyte, seed: 7))
            try await old.flush()
        }
        await #expect(throws: VaultError.superseded) { try await old.finish() }
        try await new.append(Array(bytes[1_500_000...]))
        #expect(try await new.finish().sha256 == SHA256.hash(data: bytes).bytes)
        #expect(try await vault.blob("b", of: chen, purpose: "test") == bytes)
        #expect(VaultError.superseded.kind == .environment)
    }

    @Test func `a deleted blob is gone with its chunks and its name is free`() async throws {
        let test = try await TestVault()
        try await test.vault.put(content(mebibyte + 1), blob: "b", of: chen, contentType: "a/b")
        try await test.vault.delete(blob: "b", of: lee)
        #expect(try test.chunks().count == 2)
        try await test.vault.delete(blob: "b", of: chen)
        try await test.vault.delete(blob: "b", of: chen)
        #expect(try test.chunks().isEmpty)
        try await test.vault.put([1], blob: "b", of: chen, contentType: "a/b")
        #expect(try await test.vault.blob("b", of: chen, purpose: "test") == [1])
    }

    @Test func `a blob that is deleted while it is being written leaves nothing behind, not even a folder`()
        async throws
    {
        let test = try await TestVault()
        for (number, count) in [10, mebibyte + 10].enumerated() {
            let id = try BlobID("b\(number)")
            let writer = try await test.vault.writer(of: id, for: chen, contentType: "a/b")
            try await writer.append(content(count))
            try await test.vault.delete(blob: id, of: chen)
            await #expect(throws: VaultError.superseded) { try await writer.flush() }
        }
        #expect(try test.objects() == [])
    }

    @Test func `two writers of one blob do not take the folder from each other`() async throws {
        let test = try await TestVault()
        for round in 0..<20 {
            let id = try BlobID("b\(round)")
            let old = try await test.vault.writer(of: id, for: chen, contentType: "a/b")
            try await old.append([1, 2, 3])
            let new = try await test.vault.writer(of: id, for: chen, contentType: "a/b")
            try await new.append([4, 5])
            // The old one writes its chunk, learns that it is no longer the writer, and takes it away again.
            async let refused: Void = { _ = try? await old.flush() }()
            #expect(try await new.finish().byteCount == 2)
            await refused
            #expect(try await test.vault.blob(id, of: chen, purpose: "test") == [4, 5])
        }
    }
}
