import Crypto
import Domain
import Testing
import Vault
import VaultTesting

@Suite struct KeyTests {
    let chen: CandidateID = "cand-chen"

    @Test func `after a rotation everything opens under the new key alone`() async throws {
        let test = try await TestVault(keys: TestVault.oldKey)
        for index in 0..<5 {
            let candidate = try CandidateID("cand-\(index)")
            try await test.vault.put("name \(index)", field: "name", of: candidate)
        }
        try await test.vault.put([9, 9], blob: "b", of: "cand-0", contentType: "a/b")
        try await test.vault.erase("cand-4", purpose: "test")
        let both = try await test.reopened(keys: TestVault.oldKey + "\n" + TestVault.newKey)
        #expect(try await both.field("name", of: "cand-1", purpose: "test") == "name 1")
        let first = try await both.rewrap(countMax: 3)
        #expect(first.count == 3 && first.last == "cand-2" && first.unreadable.isEmpty)
        let second = try await both.rewrap(after: first.last, countMax: 3)
        #expect(second.count == 2 && second.last == nil, "a candidate's, and the deployment's own of names")
        #expect(try await both.rewrap(countMax: 3).count == 0)
        let new = try await test.reopened(keys: TestVault.newKey)
        #expect(try await new.field("name", of: "cand-3", purpose: "test") == "name 3")
        #expect(try await new.blob("b", of: "cand-0", purpose: "test") == [9, 9])
        await #expect(throws: VaultError.missingKey(version: 2)) {
            try await test.vault.field("name", of: "cand-3", purpose: "test")
        }
    }

    @Test func `another key of the same version opens nothing`() async throws {
        let test = try await TestVault(keys: TestVault.oldKey)
        try await test.vault.put("陈思远", field: "name", of: chen)
        let other = try await test.reopened(keys: "1:" + TestVault.newKey.dropFirst(2))
        await #expect(throws: VaultError.damaged) { try await other.field("name", of: chen, purpose: "test") }
        await #expect(throws: VaultError.damaged) { try await other.put("x", field: "name", of: chen) }
    }

    @Test(arguments: [
        "", "# only a comment", "1:AAAA", "1:" + String(repeating: "!", count: 44),
        "0:\(TestVault.oldKey.dropFirst(2))",
        "\(TestVault.oldKey)\n\(TestVault.oldKey)", "x:\(TestVault.oldKey.dropFirst(2))",
    ])
    func `a key that is none stops the start and is not quoted`(text: String) {
        let error = #expect(throws: VaultError.self) { try KeyRing(text) }
        #expect(error?.description.contains("VAULT_KEK") == true)
        #expect(error?.description.contains(TestVault.oldKey.dropFirst(2)) == false)
    }

    @Test func `a bare key is version 1, and the highest version is the current one`() throws {
        #expect(try KeyRing(String(TestVault.oldKey.dropFirst(2)) + "\n").currentVersion == 1)
        #expect(try KeyRing("# keys\n\(TestVault.newKey)\n\(TestVault.oldKey)\n").currentVersion == 2)
    }

    @Test func `the next key opens and does not seal yet, and a lost one is asked for no more`() async throws {
        let next = try KeyRing(TestVault.oldKey + "\n" + TestVault.newKey + ":next")
        #expect(next.currentVersion == 1)
        let sealed = try Sealer(try KeyRing(TestVault.newKey)).seal([1, 2])
        #expect(try Sealer(next).open(sealed) == [1, 2])
        let test = try await TestVault()
        try await test.vault.put("陈思远", field: "name", of: chen)
        await #expect(
            throws: VaultError.misconfigured("VAULT_KEK lacks version 1, under which 2 data keys lie")
        ) { try await test.reopened(keys: TestVault.newKey) }
        let without = try await test.reopened(keys: "1:lost\n" + TestVault.newKey)
        try await without.put("李", field: "name", of: "cand-new")
        #expect(
            try await without.candidates(named: "li", countMax: 5) == ["cand-new"], "who comes later is kept and found")
        await #expect(throws: VaultError.missingKey(version: 1)) {
            try await without.field("name", of: chen, purpose: "test")
        }
        for text in ["2:lost", TestVault.oldKey + ":next", TestVault.oldKey + ":soon", TestVault.oldKey + "\n1:lost"] {
            #expect(throws: VaultError.self) { try KeyRing(text) }
        }
    }

    @Test func `what is missing in the settings is named`() {
        for (settings, name) in [
            ([:], "VAULT_KEK"), (["VAULT_KEK": TestVault.oldKey], "VAULT_DIRECTORY"),
            (["VAULT_KEK": TestVault.oldKey, "S3_ENDPOINT": "http://127.0.0.1:1"], "S3_BUCKET"),
        ] as [([String: String], String)] {
            let error = #expect(throws: VaultError.self) { try VaultSettings { settings[$0] } }
            #expect(error?.description.contains(name) == true)
        }
    }

    @Test func `sealed bytes open under their ring, before and after a rotation, and nowhere else`() throws {
        let old = Sealer(try KeyRing(TestVault.oldKey))
        let both = Sealer(try KeyRing(TestVault.oldKey + "\n" + TestVault.newKey))
        let new = Sealer(try KeyRing(TestVault.newKey))
        let message = Array("陈思远, chen@example.org".utf8)
        let sealed = try old.seal(message)
        #expect(try old.open(sealed) == message && both.open(sealed) == message)
        #expect(throws: VaultError.missingKey(version: 1)) { try new.open(sealed) }
        #expect(try new.open(both.seal(message)) == message)
        #expect(try old.seal(message) != sealed)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: VaultError.self) { try old.open(changed) }
        }
        #expect(throws: VaultError.damaged) { try old.open(Array(sealed.prefix(10))) }
    }

    @Test func `services with roles of their own share a vault that belongs to none of them`() async throws {
        let test = try await TestVault()
        try await test.execute("DROP SCHEMA vault CASCADE")
        let suffix = test.folder.split(separator: "_").dropFirst().joined(separator: "_")
        let roles = ["keeper_\(suffix)", "one_\(suffix)", "two_\(suffix)"]
        for role in roles { try await test.execute("CREATE ROLE \(role) LOGIN PASSWORD 'p'") }
        try await test.execute("CREATE SCHEMA vault AUTHORIZATION \(roles[0])")
        try await test.execute("GRANT \(roles[0]) TO \(roles[1]), \(roles[2])")
        for (number, role) in roles.dropFirst().enumerated() {
            let vault = try await test.reopened(keys: TestVault.oldKey, role: role)
            try await vault.put("value \(number)", field: "name", of: chen)
            #expect(try await vault.field("name", of: chen, purpose: "test") == "value \(number)")
        }
        let owners = try await test.texts("SELECT DISTINCT tableowner::text FROM pg_tables WHERE schemaname = 'vault'")
        #expect(owners == [roles[0]])
    }
}
