import Domain
import Foundation
import Postgres
import Testing
import Vault
import VaultTesting

/// The audit's chain of blocks: nothing is skipped, and nothing can be undone unseen.
@Suite struct AuditTests {
    let chen: CandidateID = "cand-chen"

    private func read(_ test: TestVault, _ count: Int) async throws {
        for index in 0..<count {
            _ = try await test.vault.field("f\(index)", of: chen, purpose: "test-\(index)")
        }
    }

    @discardableResult
    private func seal(_ vault: Vault, isWide: Bool = false) async throws -> AuditBlock? {
        try await vault.sealAudit(isWide: isWide).block
    }

    /// Three blocks of ten rows, and two rows that wait.
    private func chained() async throws -> TestVault {
        let test = try await TestVault()
        for _ in 0..<3 {
            try await read(test, 10)
            try await seal(test.vault)
        }
        try await read(test, 2)
        return test
    }

    @Test func `what is read is sealed in blocks, and the chain holds`() async throws {
        let test = try await chained()
        let verdict = try await test.vault.verifyAudit()
        #expect(verdict.faults == [])
        #expect(verdict.blockCount == 3 && verdict.rowCount == 30 && verdict.unsealedCount == 2)
        #expect(try await test.vault.auditBacklog().count == 2)
        #expect(try await seal(test.vault)?.rowCount == 2)
        #expect(try await seal(test.vault) == nil)
        #expect(try await test.vault.auditBacklog().count == 0)
    }

    @Test func `a transaction that commits late loses no row to the seal`() async throws {
        let test = try await TestVault()
        let late = try Connection(test.url, name: "late")
        let insert =
            "INSERT INTO vault.audit (at, actor, purpose, candidate_id, item) VALUES (now(), 'late', 'p', 'c', 'i')"
        try await read(test, 3)
        try late.execute("BEGIN; \(insert)")
        try await read(test, 3)
        #expect(try await seal(test.vault)?.rowCount == 6)
        try await read(test, 3)
        #expect(try await seal(test.vault)?.rowCount == 3)
        try late.execute("COMMIT")
        #expect(try await seal(test.vault)?.rowCount == 1)
        // One that is older than the look back is found by the wide look alone.
        try late.execute("BEGIN; \(insert)")
        try await read(test, 3)
        try await seal(test.vault)
        try await test.tamper("UPDATE vault.audit_blocks SET sealed_at = sealed_at - interval '1 hour'")
        try late.execute("COMMIT")
        #expect(try await seal(test.vault, isWide: true)?.rowCount == 1)
        #expect(try await test.vault.auditBacklog(isWide: true).count == 0)
    }

    @Test func `many sealers at a time make one chain, and every row is in one block`() async throws {
        let test = try await TestVault()
        let others = [try await test.reopened(keys: TestVault.oldKey), try await test.reopened(keys: TestVault.oldKey)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for vault in others {
                group.addTask { for _ in 0..<40 { _ = try await vault.sealAudit(isWide: false, rowsMax: 7) } }
            }
            group.addTask { try await read(test, 200) }
            try await group.waitForAll()
        }
        while try await seal(test.vault, isWide: true) != nil {}
        let verdict = try await test.vault.verifyAudit()
        #expect(verdict.faults == [] && verdict.rowCount == 200 && verdict.unsealedCount == 0)
    }

    struct Tampering: Sendable, CustomTestStringConvertible {
        let what: String
        let sql: String
        let found: String
        var testDescription: String { what }

        init(_ what: String, _ sql: String, _ found: String) {
            self.what = what
            self.sql = sql
            self.found = found
        }
    }

    // Rows 1 to 10 are in block 1, 11 to 20 in block 2, 21 to 30 in block 3.
    static let tamperings = [
        Tampering(
            "who read", "UPDATE vault.audit SET actor = 'nobody' WHERE number = 14", "row 14 of block 2 is changed"),
        Tampering("why", "UPDATE vault.audit SET purpose = 'x' WHERE number = 1", "row 1 of block 1 is changed"),
        Tampering(
            "when", "UPDATE vault.audit SET at = at + interval '1 microsecond' WHERE number = 30",
            "row 30 of block 3 is changed"),
        Tampering(
            "whose", "UPDATE vault.audit SET candidate_id = 'cand-li' WHERE number = 20", "row 20 of block 2 is changed"
        ),
        Tampering(
            "what", "UPDATE vault.audit SET item = 'field nothing' WHERE number = 11", "row 11 of block 2 is changed"),
        Tampering(
            "a text moved to the next column",
            "UPDATE vault.audit SET actor = 'test', purpose = 'stest-4' WHERE number = 15",
            "row 15 of block 2 is changed"),
        Tampering("a row deleted", "DELETE FROM vault.audit WHERE number = 17", "row 17 of block 2 is missing"),
        Tampering(
            "the last sealed row deleted", "DELETE FROM vault.audit WHERE number = 30", "row 30 of block 3 is missing"),
        Tampering(
            "a block's rows deleted", "DELETE FROM vault.audit WHERE number BETWEEN 11 AND 20",
            "row 11 of block 2 is missing"),
        Tampering(
            "two rows in each other's place",
            "UPDATE vault.audit a SET purpose = b.purpose, item = b.item FROM vault.audit b WHERE (a.number, b.number) IN ((12, 13), (13, 12))",
            "row 12 of block 2 is changed"),
        Tampering(
            "a row added to the past",
            "INSERT INTO vault.audit (number, at, actor, purpose, candidate_id, item) OVERRIDING SYSTEM VALUE SELECT -5, at - interval '2 days', actor, purpose, candidate_id, item FROM vault.audit WHERE number = 1",
            "row 100 says it is older than the newest block, and no block holds it"),
        Tampering("a block deleted", "DELETE FROM vault.audit_blocks WHERE number = 2", "block 2: it is missing"),
        Tampering(
            "the first block deleted", "DELETE FROM vault.audit_blocks WHERE number = 1", "block 1: it is missing"),
        Tampering(
            "a block and its rows deleted",
            "DELETE FROM vault.audit_blocks WHERE number = 2; DELETE FROM vault.audit WHERE number BETWEEN 11 AND 20",
            "block 2: it is missing"),
        Tampering(
            "two blocks in each other's place",
            "UPDATE vault.audit_blocks SET number = -number WHERE number < 3; UPDATE vault.audit_blocks SET number = 3 + number WHERE number < 0",
            "block 1: it does not continue the block before it"),
        Tampering(
            "a block's rows", "UPDATE vault.audit_blocks SET rows = '{[11,20)}' WHERE number = 2",
            "block 2: its header was changed"),
        Tampering(
            "a block's moment",
            "UPDATE vault.audit_blocks SET sealed_at = sealed_at + interval '1 day' WHERE number = 2",
            "block 2: its header was changed"),
        Tampering(
            "a block's locators", "UPDATE vault.audit_blocks SET locators = locators || '\\x00' WHERE number = 1",
            "block 1: its header was changed"),
        Tampering(
            "a cut that nobody signed",
            "UPDATE vault.audit_blocks SET cut_through = 2 WHERE number = 3; DELETE FROM vault.audit WHERE number <= 20",
            "block 3: its header was changed"),
        Tampering(
            "a block's hash", "UPDATE vault.audit_blocks SET hash = sha256(hash) WHERE number = 3",
            "block 3: its header was changed"),
        Tampering(
            "a signature",
            "UPDATE vault.audit_blocks SET signature = set_byte(signature, 5, get_byte(signature, 5) # 1) WHERE number = 1",
            "block 1: its signature does not hold"),
        Tampering(
            "another's signature",
            "UPDATE vault.audit_blocks SET signature = (SELECT signature FROM vault.audit_blocks WHERE number = 1) WHERE number = 2",
            "block 2: its signature does not hold"),
        Tampering(
            "the end cut off",
            "DELETE FROM vault.audit_blocks WHERE number = 3; DELETE FROM vault.audit WHERE number > 20",
            "checkpoint of block 3: the chain ends before it, at block 2"),
        Tampering(
            "all of it deleted", "DELETE FROM vault.audit_blocks; DELETE FROM vault.audit",
            "checkpoint of block 3: the chain ends before it, at block 0"),
    ]

    @Test(arguments: tamperings) func `what was done to the audit is found and named`(_ tampering: Tampering)
        async throws
    {
        let test = try await chained()
        let newest = try #require(try await test.vault.newestAuditBlock())
        let sql = tampering.sql.replacing("SELECT -5,", with: "SELECT 100,")
        try await test.tamper(sql)
        let verdict = try await test.vault.verifyAudit(against: [AuditCheckpoint(newest)])
        #expect(verdict.faults.first?.description == tampering.found)
    }

    @Test func `the end written anew by somebody with the keys is found by a checkpoint alone`() async throws {
        let test = try await chained()
        let newest = try #require(try await test.vault.newestAuditBlock())
        try await test.tamper(
            "DELETE FROM vault.audit_blocks WHERE number = 3; UPDATE vault.audit SET actor = 'x' WHERE number = 25")
        #expect(try await seal(test.vault, isWide: true) != nil)
        #expect(try await test.vault.verifyAudit().faults == [])
        let line =
            #"{"level":"notice","message":"Audit sealed","audit.block":3,"audit.hash":"\#(AuditCheckpoint(newest).hash)"}"#
        let points = AuditCheckpoint.all(in: "no JSON\n\(line)\n{\"block\":1}\n")
        #expect(points == [AuditCheckpoint(newest)])
        let verdict = try await test.vault.verifyAudit(against: points)
        #expect(verdict.faults.map(\.description) == ["checkpoint of block 3: the block is another one now"])
    }

    @Test func `every change at any place is found`() async throws {
        let test = try await chained()
        var found = 0
        for number in 1...30 {
            for change in ["actor = actor || 'x'", "at = at - interval '1 ms'", "item = lower(upper(item)) || ' '"] {
                try await test.tamper(
                    "CREATE TABLE kept AS SELECT * FROM vault.audit WHERE number = \(number); UPDATE vault.audit SET \(change) WHERE number = \(number)"
                )
                let verdict = try await test.vault.verifyAudit()
                if verdict.faults.first == .row(Int64(number), block: Int64((number + 9) / 10), .changed) { found += 1 }
                try await test.tamper(
                    "UPDATE vault.audit a SET actor = k.actor, at = k.at, item = k.item FROM kept k WHERE a.number = k.number; DROP TABLE kept"
                )
            }
        }
        #expect(found == 90)
        #expect(try await test.vault.verifyAudit().faults == [])
    }

    @Test func `the chain outlives its keys`() async throws {
        let test = try await chained()
        let lost = try await test.reopened(keys: TestVault.newKey)
        #expect(try await lost.verifyAudit().faults.first?.description.contains("no later block is signed") == true)
        let both = try await test.reopened(keys: TestVault.oldKey + "\n" + TestVault.newKey)
        try await seal(both)
        #expect(try await seal(both) == nil)
        let new = try await test.reopened(keys: TestVault.newKey)
        #expect(try await new.verifyAudit().faults == [])
        try await test.tamper("UPDATE vault.audit SET actor = 'x' WHERE number = 5")
        #expect(try await new.verifyAudit().faults.first == .row(5, block: 1, .changed))
        // A block under a new key says so even when there is nothing else to seal.
        let third = try await test.reopened(keys: TestVault.newKey + "\n3:" + TestVault.oldKey.dropFirst(2))
        #expect(try await seal(third)?.rowCount == 0)
        #expect(try await seal(third) == nil)
    }

    @Test func `retention cuts at a block, and the rest of the chain holds`() async throws {
        let test = try await chained()
        try await test.tamper("SELECT 1")
        #expect(try await test.vault.cutAudit(sealedBefore: TestVault.start) == 0)
        let later = TestVault.start.advanced(byDays: 1)
        #expect(try await test.vault.cuttableAuditRows(sealedBefore: later) == 30)
        #expect(try await test.vault.cutAudit(sealedBefore: later, countMax: 25) == 25)
        #expect(try await test.vault.cutAudit(sealedBefore: later, countMax: 25) == 5)
        let verdict = try await test.vault.verifyAudit()
        #expect(verdict.faults == [] && verdict.cutRowCount == 30 && verdict.unsealedCount == 2)
        #expect(try await test.texts("SELECT number::text FROM vault.audit ORDER BY number") == ["31", "32"])
        try await seal(test.vault)
        try await test.tamper("DELETE FROM vault.audit_blocks WHERE number = 2")
        #expect(try await test.vault.verifyAudit().faults.first?.description == "block 2: it is missing")
    }
}
