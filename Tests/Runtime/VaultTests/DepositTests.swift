import Crypto
import Domain
import Encoding
import Flow
import Foundation
import Postgres
import Testing
import Vault
import VaultTesting

@Suite struct DepositTests {
    private func deposit(_ number: Int, of candidate: CandidateID? = nil, bytes: [UInt8]? = nil, cause: String = "a")
        throws -> Deposit
    {
        Deposit(
            of: try candidate ?? CandidateID("cand-\(number)"),
            fields: ["name": "陈 \(number)", "email": "c\(number)@example.org"],
            blob: try BlobID("resume.\(number)"), bytes: bytes ?? Array("résumé of \(number)".utf8),
            contentType: "text/plain", cause: .stimulus("\(cause)\(number)", at: .epoch))
    }

    @Test func `many deposits at once share transactions, and all is there when they return`() async throws {
        let test = try await TestVault()
        let vault = test.vault
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                let one = try deposit(number)
                group.addTask { try await vault.take(one) }
            }
            for try await isTaken in group { #expect(isTaken) }
        }
        for number in [0, 50, 99] {
            let candidate = try CandidateID("cand-\(number)")
            #expect(
                try await vault.fields(["name", "email"], of: candidate, purpose: "test")
                    == ["name": "陈 \(number)", "email": "c\(number)@example.org"])
            let reader = try await vault.reader(of: try BlobID("resume.\(number)"), for: candidate, purpose: "test")
            let bytes = Array("résumé of \(number)".utf8)
            #expect(try await reader.read(0..<1000) == bytes && reader.description.contentType == "text/plain")
            #expect(reader.description.sha256 == SHA256.hash(data: bytes).bytes)
            var pieces: [UInt8] = []
            try await reader.forEachChunk { pieces += $0 }
            #expect(pieces == bytes)
        }
        #expect(try test.chunks().isEmpty)
        let transactions = try await test.texts("SELECT count(DISTINCT xmin::text)::text FROM vault.blobs")
        #expect(Int(transactions[0]) ?? 100 < 50)
        let needle = Hex.encode(Array("résumé of 5".utf8))
        let rows = try await test.texts("SELECT encode(blobs::text::bytea, 'escape') FROM vault.blobs")
        #expect(rows.allSatisfy { !$0.contains(needle) })
    }

    @Test func `a document of the same name is left as it is, whoever brings another`() async throws {
        let vault = try await TestVault().vault
        #expect(try await vault.take(deposit(1)))
        #expect(try await !vault.take(deposit(1)))
        #expect(try await !vault.take(deposit(1, bytes: [1], cause: "b")))
        await #expect(throws: VaultError.differs) {
            try await vault.put(
                [1], blob: "resume.1", of: "cand-1", contentType: "text/plain", cause: .stimulus("b1", at: .epoch))
        }
        let kept = try await vault.put(
            [1], blob: "resume.1", of: "cand-1", contentType: "text/plain", cause: .stimulus("a1", at: .epoch))
        #expect(kept.sha256 == SHA256.hash(data: Array("résumé of 1".utf8)).bytes)
    }

    @Test func `a large document and one that was begun are not for a deposit`() async throws {
        let vault = try await TestVault().vault
        #expect(try await !vault.take(deposit(1, bytes: content(Deposit.contentBytesMax + 1))))
        #expect(try await vault.describe("resume.1") == nil)
        #expect(try await !vault.knows("cand-1"))
        _ = try await vault.writer(of: "resume.2", for: "cand-2", contentType: "text/plain")
        #expect(try await !vault.take(deposit(2)))
    }

    @Test func `deposits of one candidate go one after the other and add up`() async throws {
        let vault = try await TestVault().vault
        async let first = vault.take(deposit(1, of: "cand-x"))
        async let second = vault.take(deposit(2, of: "cand-x"))
        let taken = try await [first, second]
        // The key is made by the first; the second may meet it while it is being made, and then goes piece by piece.
        #expect(taken.contains(true))
        #expect(try await vault.fields(["name"], of: "cand-x", purpose: "test").count == 1)
    }

    @Test func `nothing is deposited for who was erased, and erasing makes a deposit unreadable`() async throws {
        let test = try await TestVault()
        try await test.vault.erase("cand-1", purpose: "test")
        await #expect(throws: VaultError.erased) { try await test.vault.take(deposit(1)) }
        #expect(try await test.vault.take(deposit(2)))
        try await test.vault.erase("cand-2", purpose: "test")
        await #expect(throws: (any Error).self) { try await test.vault.blob("resume.2", of: "cand-2", purpose: "test") }
        #expect(try await test.vault.sweep() == 1)
        #expect(try await test.texts("SELECT blob_id FROM vault.blobs").isEmpty)
    }

    @Test func `a chunk beside its row cannot be moved to another`() async throws {
        let test = try await TestVault()
        #expect(try await test.vault.take(deposit(1)))
        #expect(try await test.vault.take(deposit(2)))
        try await test.execute(
            "UPDATE vault.blobs SET content = (SELECT content FROM vault.blobs WHERE blob_id = 'resume.1')")
        #expect(try await test.vault.blob("resume.1", of: "cand-1", purpose: "test") == Array("résumé of 1".utf8))
        await #expect(throws: VaultError.damaged) {
            try await test.vault.blob("resume.2", of: "cand-2", purpose: "test")
        }
    }
}
