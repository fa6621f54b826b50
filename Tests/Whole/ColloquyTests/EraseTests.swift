import Domain
import Foundation
import Postgres
import Testing
import Vault
import VaultTesting

/// `colloquy erase` and `colloquy vault` as processes on a real vault.
@Suite struct EraseTests {
    private func surroundings(_ test: TestVault, keys: String = TestVault.oldKey) -> [String: String] {
        [
            "POSTGRES_URL": test.url, "VAULT_KEK": keys, "VAULT_DIRECTORY": test.folder + "/blobs",
        ]
    }

    @Test func `an erased candidate's data is gone, others' is not, and the audit says who and why`() async throws {
        let test = try await TestVault()
        for candidate in ["cand-chen", "cand-wang"] as [CandidateID] {
            try await test.vault.put("a name", field: "name", of: candidate)
            try await test.vault.put([1, 2, 3], blob: try BlobID("cv-\(candidate)"), of: candidate, contentType: "a/b")
        }
        let words = ["erase", "cand-chen", "--reason", "request of 3 May", "--by", "li"]
        let run = try Tool.start(words, surroundings(test))
        #expect(run.end() == 0)
        #expect(
            run.output
                == "erased  cand-chen; their applications end as soon as the gateway runs\n1 recording or document deleted\n"
        )
        await #expect(throws: VaultError.erased) {
            try await test.vault.field("name", of: "cand-chen", purpose: "test")
        }
        #expect(try await test.vault.field("name", of: "cand-wang", purpose: "test") == "a name")
        #expect(try test.chunks().count == 1)
        let audit = try await test.texts(
            "SELECT actor || ', ' || purpose FROM vault.audit WHERE item = 'erasure' AND candidate_id = 'cand-chen'")
        #expect(audit == ["operator/li, request of 3 May"])
        let again = try Tool.start(words, surroundings(test))
        #expect(again.end() == 0)
        #expect(again.output.contains("0 recordings and documents deleted"))
    }

    @Test(arguments: [
        (["erase", "cand-nobody", "--reason", "x"], "the vault knows no candidate cand-nobody"),
        (["erase", "cand-chen"], "say why with --reason"),
        (["erase", "no identifier!", "--reason", "x"], "an identifier has 1 to 128 characters"),
        (["erase"], "which candidate?"),
        (["vault", "empty"], "sweep, rewrap, keys, index-names, verify or checkpoint?"),
    ])
    func `what cannot be done is refused with the reason, and nothing is erased`(
        words: [String], reason: String
    ) async throws {
        let test = try await TestVault()
        try await test.vault.put("a name", field: "name", of: "cand-chen")
        let run = try Tool.start(words, surroundings(test))
        #expect(run.end() == 1)
        #expect(run.output.contains(reason))
        #expect(try await test.vault.field("name", of: "cand-chen", purpose: "test") == "a name")
        #expect(try await test.texts("SELECT candidate_id FROM vault.keys") == ["cand-chen"])
    }

    @Test func `after a rotation, rewrapping frees the data of the older key`() async throws {
        let test = try await TestVault()
        try await test.vault.put("a name", field: "name", of: "cand-chen")
        let run = try Tool.start(
            ["vault", "rewrap"], surroundings(test, keys: TestVault.oldKey + "\n" + TestVault.newKey))
        #expect(run.end() == 0)
        #expect(run.output.contains("2 were wrapped anew"))
        let new = try await test.reopened(keys: TestVault.newKey)
        #expect(try await new.field("name", of: "cand-chen", purpose: "test") == "a name")
    }

    @Test func `rewrapping goes on past a key that cannot be opened, and names whose it is`() async throws {
        let test = try await TestVault()
        try await test.vault.put("a name", field: "name", of: "cand-chen")
        let two = try await test.reopened(keys: TestVault.oldKey + "\n" + TestVault.newKey)
        try await two.put("a name", field: "name", of: "cand-wang")
        let newest = "3:" + TestVault.newKey.dropFirst(2)
        let run = try Tool.start(["vault", "rewrap"], surroundings(test, keys: TestVault.newKey + "\n" + newest))
        #expect(run.end() == 1)
        #expect(run.output.contains("cand-chen  the key-encryption key of version 1 is not in the ring"))
        #expect(run.output.contains("secret names  the key-encryption key of version 1 is not in the ring"))
        #expect(run.output.contains("1 data keys were wrapped anew; 2 could not be opened and stay as they are"))
        let versions = try await test.texts("SELECT candidate_id || kek_version FROM vault.keys ORDER BY 1")
        #expect(versions == ["cand-chen1", "cand-wang3"])
    }

    @Test func `an operator sees what still needs which key`() async throws {
        let test = try await TestVault()
        try await test.vault.put("a name", field: "name", of: "cand-chen")
        try await test.execute("CREATE SCHEMA screening")
        try await test.execute("CREATE TABLE screening.parked (payload bytea, is_sealed boolean)")
        let sealed = try test.vault.sealer.seal([1, 2, 3])
        try await test.database.execute(
            Statement<Void>("INSERT INTO screening.parked VALUES ($1, true), ('{}', false)", [.bytes(sealed)]))
        var variables = surroundings(test)
        variables["KAFKA_BOOTSTRAP_SERVERS"] = ProcessInfo.processInfo.environment["KAFKA_BOOTSTRAP_SERVERS"]
        let run = try Tool.start(["vault", "keys"], variables)
        #expect(run.end() == 0)
        #expect(run.output.contains("version 1  data keys  2\n"))
        #expect(run.output.contains("version 1  parked records of screening  1\n"))
    }
}
