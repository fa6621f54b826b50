import Domain
import Postgres
import Testing
import Vault
import VaultTesting

/// Services add to the audit and cannot change it: with roles as set-up makes them, new and grown.
@Suite struct AuditRightsTests {
    let chen: CandidateID = "cand-chen"

    private struct Roles {
        let keeper: String
        let one: String
        let two: String
    }

    /// As a database was set up before there was `vault_user`: services are members of the vault's owner.
    private func grown(_ test: TestVault) async throws -> Roles {
        let suffix = test.folder.split(separator: "_").dropFirst().joined(separator: "_")
        let roles = Roles(keeper: "keeper_\(suffix)", one: "one_\(suffix)", two: "two_\(suffix)")
        try await test.execute("DROP SCHEMA vault CASCADE")
        for role in [roles.keeper, roles.one, roles.two] {
            try await test.execute("CREATE ROLE \(role) LOGIN PASSWORD 'p'")
        }
        try await test.execute("CREATE SCHEMA vault AUTHORIZATION \(roles.keeper)")
        try await test.execute("GRANT \(roles.keeper) TO \(roles.one), \(roles.two)")
        return roles
    }

    private static let changes = [
        "UPDATE vault.audit SET actor = 'nobody'", "DELETE FROM vault.audit", "TRUNCATE vault.audit",
        "ALTER TABLE vault.audit DISABLE TRIGGER ALL", "DROP TABLE vault.audit",
        "UPDATE vault.audit_blocks SET number = 7", "DELETE FROM vault.audit_blocks",
        "INSERT INTO vault.audit (number, at, actor, purpose, candidate_id, item) OVERRIDING SYSTEM VALUE VALUES (1, now(), '', '', '', '')",
        "CREATE OR REPLACE FUNCTION vault.cut_audit(bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 1'",
        "SELECT set_config('vault.cutting', 'on', false); DELETE FROM vault.audit",
    ]

    @Test func `a service reads and writes the vault and adds to the audit, and can change none of what was audited`()
        async throws
    {
        let test = try await TestVault()
        let roles = try await grown(test)
        // An older program has written already.
        let before = try await test.reopened(keys: TestVault.oldKey, role: roles.one)
        try await before.put("陈思远", field: "name", of: chen)
        #expect(try VaultSchema.prepare(test.url).count == 2)
        #expect(try VaultSchema.prepare(test.url) == [])
        for role in [roles.one, roles.two] {
            let vault = try await test.reopened(keys: TestVault.oldKey, role: role)
            #expect(try await vault.field("name", of: chen, purpose: "test") == "陈思远")
            try await vault.put("\(role)@example.org", field: "email", of: chen)
            try await vault.put([1, 2], blob: try BlobID("b.\(role)"), of: chen, contentType: "a/b")
            #expect(try await vault.blob(try BlobID("b.\(role)"), of: chen, purpose: "test") == [1, 2])
            #expect(try await vault.sealAudit(isWide: true).block != nil)
            for change in Self.changes {
                let error = await #expect(throws: PostgresError.self) { try await test.execute(change, as: role) }
                #expect(error?.code == "42501", "\(change): \(error?.message ?? "done")")
            }
            #expect(try await vault.cutAudit(sealedBefore: TestVault.start) == 0)
        }
        #expect(try await test.vault.verifyAudit().faults == [])
        let owners = try await test.texts("SELECT DISTINCT tableowner::text FROM pg_tables WHERE schemaname = 'vault'")
        #expect(owners == [roles.keeper])
    }

    @Test func `roles that may change the audit are named, until set-up was told to mend it`() async throws {
        let test = try await TestVault()
        let roles = try await grown(test)
        _ = try await test.reopened(keys: TestVault.oldKey, role: roles.one)
        #expect(try await test.vault.auditWriters() == [roles.one, roles.two])
        let done = try VaultSchema.prepare(test.url)
        #expect(done == [roles.one, roles.two].map { "\($0) may use the vault, and no longer change its audit" })
        #expect(try await test.vault.auditWriters() == [])
    }

    @Test func `even the owner changes nothing by mistake`() async throws {
        let test = try await TestVault()
        _ = try await test.vault.field("name", of: chen, purpose: "test")
        for change in Self.changes.prefix(3) {
            let error = await #expect(throws: PostgresError.self) { try await test.execute(change) }
            #expect(error?.message == "the audit is only ever added to")
        }
    }

    @Test func `a service that may not bring the vault up to date says who can`() async throws {
        let test = try await TestVault()
        let roles = try await grown(test)
        _ = try VaultSchema.prepare(test.url)
        try await test.execute("DELETE FROM vault.migrations WHERE name = (SELECT max(name) FROM vault.migrations)")
        let error = await #expect(throws: PostgresError.self) {
            try await test.reopened(keys: TestVault.oldKey, role: roles.one)
        }
        #expect(error?.message.contains("run `colloquy migrate` with POSTGRES_URL_VAULT") == true)
    }
}
