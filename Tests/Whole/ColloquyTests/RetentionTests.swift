import Domain
import Foundation
import Testing
import Vault
import VaultTesting

/// `colloquy retention` and `colloquy contract` as processes on a real vault.
@Suite struct RetentionTests {
    private func run(_ test: TestVault, _ words: String..., more: [String: String] = [:]) throws -> (
        status: Int32, output: String
    ) {
        let surroundings = [
            "POSTGRES_URL": test.url, "VAULT_KEK": TestVault.oldKey, "VAULT_DIRECTORY": test.folder + "/blobs",
        ].merging(more) { $1 }
        let tool = try Tool.start(words, surroundings)
        return (tool.end(), tool.output)
    }

    @Test func `a dry run says what would go, by purpose, and deletes nothing; then the same goes`() async throws {
        let test = try await TestVault()
        try await test.vault.put("words", field: "resume-text.app-1", of: "cand-chen")
        try await test.vault.put([1], blob: "resume.app-1", of: "cand-chen", contentType: "a/b")
        // The tool's clock is today's, more than a year after the tests'.
        try await test.vault.note([
            ApplicationEnding(
                applicationID: "app-1", candidateID: "cand-chen", outcome: "rejected", endedAt: TestVault.start)
        ])
        let dry = try run(test, "retention", "--dry-run")
        #expect(dry.status == 0)
        #expect(dry.output.contains("would delete  2  resume  after 180 days"))
        #expect(dry.output.contains("would delete  0  recording  after 180 days"))
        #expect(try await test.vault.field("resume-text.app-1", of: "cand-chen", purpose: "test") == "words")
        #expect(
            try run(test, "retention", "--dry-run", more: ["RETENTION_RESUME_DAYS": "9999"]).output.contains(
                "would delete  0  resume"))
        #expect(
            try run(test, "retention", more: ["RETENTION_AUDIT_DAYS": "3"]).output.contains(
                "RETENTION_AUDIT_DAYS is no whole number of days from 180"))
        #expect(try run(test, "retention").output.contains("deleted  2  resume"))
        #expect(try await test.texts("SELECT name FROM vault.fields") == [])
        #expect(try run(test, "retention", "now").status == 1)
    }

    @Test func `the contract of somebody who was erased can be written to a file, and its real end noted`() async throws
    {
        let test = try await TestVault()
        try await test.vault.put("name", field: "name", of: "cand-chen")
        try await test.vault.put(
            [37, 80, 68, 70], blob: "contract.app-1.1.signed", of: "cand-chen", contentType: "application/pdf")
        let erased = try run(test, "erase", "cand-chen", "--reason", "asked-for")
        #expect(erased.output.contains("kept    1 signed contract, apart"))
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf")
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(
            try run(test, "contract", "export", "app-1", "--to", file.path).output.contains("say why with --reason"))
        #expect(try run(test, "contract", "export", "app-1", "--to", file.path, "--reason", "dispute").status == 0)
        #expect([UInt8](try Data(contentsOf: file)) == [37, 80, 68, 70])
        #expect(
            try run(test, "contract", "ended", "app-1", "--on", "31 May", "--reason", "left").output.contains(
                "--on names a day"))
        #expect(
            try run(test, "contract", "ended", "app-9", "--on", "2026-05-31", "--reason", "left").output.contains(
                "keeps no signed contract of app-9"))
        #expect(try run(test, "contract", "ended", "app-1", "--on", "2026-05-31", "--reason", "left").status == 0)
        #expect(try await test.vault.contract(of: "app-1")?.endedOn == (try CalendarDate("2026-05-31")))
    }
}
