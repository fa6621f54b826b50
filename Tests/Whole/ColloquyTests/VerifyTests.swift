import Domain
import Foundation
import Testing
import Vault
import VaultTesting

/// `colloquy vault verify` and `checkpoint`, and `colloquy migrate` for the vault, as processes.
@Suite struct VerifyTests {
    private func surroundings(_ test: TestVault) -> [String: String] {
        ["POSTGRES_URL": test.url, "VAULT_KEK": TestVault.oldKey, "VAULT_DIRECTORY": test.folder + "/blobs"]
    }

    private func run(_ test: TestVault, _ words: String...) throws -> (status: Int32, output: String) {
        let tool = try Tool.start(["vault"] + words, surroundings(test))
        return (tool.end(), tool.output)
    }

    @Test func `verify says that the chain holds, or names the first row that was changed`() async throws {
        let test = try await TestVault()
        #expect(try run(test, "checkpoint").output.contains("no row of the audit is sealed yet"))
        for _ in 0..<3 { _ = try await test.vault.field("name", of: "cand-chen", purpose: "test") }
        _ = try await test.vault.sealAudit(isWide: false)
        let good = try run(test, "verify")
        #expect(good.status == 0)
        #expect(good.output.contains("1 blocks, 3 rows sealed, 0 not sealed yet"))
        #expect(good.output.contains("the chain holds"))
        try await test.tamper("UPDATE vault.audit SET actor = 'nobody' WHERE number = 2")
        let bad = try run(test, "verify")
        #expect(bad.status == 1)
        #expect(bad.output.contains("WRONG  row 2 of block 1 is changed"))
    }

    @Test func `a checkpoint that was kept shows that the end was cut off`() async throws {
        let test = try await TestVault()
        for _ in 0..<2 {
            _ = try await test.vault.field("name", of: "cand-chen", purpose: "test")
            _ = try await test.vault.sealAudit(isWide: false)
        }
        let printed = try run(test, "checkpoint")
        #expect(printed.status == 0)
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
        try Data(printed.output.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try run(test, "verify", "--checkpoint", file.path).status == 0)
        try await test.tamper(
            "DELETE FROM vault.audit_blocks WHERE number = 2; DELETE FROM vault.audit WHERE number = 2")
        #expect(try run(test, "verify").status == 0)
        let found = try run(test, "verify", "--checkpoint", file.path)
        #expect(found.status == 1)
        #expect(found.output.contains("WRONG  checkpoint of block 2: the chain ends before it, at block 1"))
        #expect(try run(test, "verify", "--checkpoint", "/nonexistent").output.contains("cannot be read"))
        #expect(try run(test, "sweep", "--checkpoint", file.path).output.contains("--checkpoint belongs to verify"))
    }
}
