import Domain
import Foundation
import Testing
import Vault
import VaultTesting

/// Whoever can write to the store can destroy a blob, and nothing else.
@Suite struct TamperTests {
    let chen: CandidateID = "cand-chen"
    static let bytes = content(2 * mebibyte + 100)
    var bytes: [UInt8] { Self.bytes }

    private func prepared() async throws -> TestVault {
        let test = try await TestVault()
        try await test.vault.put(bytes, blob: "b", of: chen, contentType: "a/b")
        return test
    }

    private func read(_ test: TestVault, _ blob: BlobID = "b") async throws -> [UInt8] {
        try await test.vault.blob(blob, of: chen, purpose: "test")
    }

    @Test(arguments: [0, 1, 7, 8, 9, 50, 100, 123])
    func `a flipped bit anywhere in a chunk is noticed`(index: Int) async throws {
        let test = try await prepared()
        let path = try test.chunks()[2]
        var chunk = [UInt8](try Data(contentsOf: URL(filePath: path)))
        #expect(chunk.count == 124)
        chunk[index] ^= 0x10
        try Data(chunk).write(to: URL(filePath: path))
        await #expect(throws: VaultError.damaged) { try await read(test) }
        let reader = try await test.vault.reader(of: "b", for: chen, purpose: "test")
        #expect(try await reader.read(0..<100) == Array(bytes[0..<100]))
    }

    @Test func `chunks that change places are noticed`() async throws {
        let test = try await prepared()
        let chunks = try test.chunks()
        let first = try Data(contentsOf: URL(filePath: chunks[0]))
        try Data(contentsOf: URL(filePath: chunks[1])).write(to: URL(filePath: chunks[0]))
        try first.write(to: URL(filePath: chunks[1]))
        await #expect(throws: VaultError.damaged) { try await read(test) }
    }

    @Test func `a chunk of another blob of the same candidate is noticed`() async throws {
        let test = try await prepared()
        let before = Set(try test.chunks())
        try await test.vault.put(content(2 * mebibyte + 100, seed: 3), blob: "c", of: chen, contentType: "a/b")
        let others = try test.chunks().filter { !before.contains($0) }
        let chunks = before.sorted()
        try Data(contentsOf: URL(filePath: others[1])).write(to: URL(filePath: chunks[1]))
        await #expect(throws: VaultError.damaged) { try await read(test) }
    }

    @Test func `a blob cut at a chunk is noticed, whatever the database says`() async throws {
        let test = try await prepared()
        try await test.execute(
            "UPDATE vault.blobs SET byte_count = 2097152, chunks = substr(chunks, 1, 16) WHERE blob_id = 'b'"
        )
        await #expect(throws: VaultError.damaged) { try await read(test) }
    }

    @Test func `a cut chunk, a missing chunk and a wrong length are noticed`() async throws {
        let test = try await prepared()
        let path = try test.chunks()[2]
        let chunk = try Data(contentsOf: URL(filePath: path))
        try chunk.prefix(60).write(to: URL(filePath: path))
        await #expect(throws: VaultError.damaged) { try await read(test) }
        try chunk.prefix(3).write(to: URL(filePath: path))
        await #expect(throws: VaultError.damaged) { try await read(test) }
        try FileManager.default.removeItem(atPath: path)
        await #expect(throws: VaultError.damaged) { try await read(test) }
        try chunk.write(to: URL(filePath: path))
        #expect(try await read(test) == bytes)
        try await test.execute("UPDATE vault.blobs SET byte_count = byte_count - 1 WHERE blob_id = 'b'")
        await #expect(throws: VaultError.damaged) { try await read(test) }
    }
}
