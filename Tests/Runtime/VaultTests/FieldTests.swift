import Domain
import Encoding
import Foundation
import Postgres
import Testing
import Vault
import VaultTesting

@Suite struct FieldTests {
    let chen: CandidateID = "cand-chen"
    let lee: CandidateID = "cand-lee"

    @Test func `fields come back as they were written, several at once`() async throws {
        let vault = try await TestVault().vault
        try await vault.put(fields: ["name": "陈思远", "email": "chen@example.org", "note": ""], of: chen)
        try await vault.put("李", field: "name", of: lee)
        try await vault.put("chen.siyuan@example.org", field: "email", of: chen)
        #expect(try await vault.field("name", of: chen, purpose: "test") == "陈思远")
        #expect(
            try await vault.fields(["name", "email", "note", "phone"], of: chen, purpose: "test")
                == ["name": "陈思远", "email": "chen.siyuan@example.org", "note": ""])
        #expect(try await vault.field("phone", of: chen, purpose: "test") == nil)
        #expect(try await vault.field("name", of: "nobody", purpose: "test") == nil)
    }

    @Test func `one field of many candidates is read at once, and each look leaves one row that names them all`()
        async throws
    {
        let test = try await TestVault()
        let vault = test.vault
        try await vault.put(fields: ["name": "陈思远", "email": "chen@example.org"], of: chen)
        try await vault.put("李", field: "name", of: lee)
        try await vault.put("gone", field: "name", of: "cand-gone")
        try await vault.put("mute@example.org", field: "email", of: "cand-mute")
        let asked: [CandidateID] = [chen, lee, "cand-gone", "cand-mute", "nobody"]
        let looks = [LookUp(actors: ["hr-1"], candidates: asked), LookUp(actors: ["hr-2"], candidates: [lee])]
        func names() async throws -> [CandidateID: String] {
            try await test.database.run { try vault.field("name", of: looks, purpose: "look-up", on: $0) }
        }
        #expect(try await names() == [chen: "陈思远", lee: "李", "cand-gone": "gone"])
        try await vault.erase("cand-gone", purpose: "test")
        #expect(try await names() == [chen: "陈思远", lee: "李"])
        let rows = try await test.texts(
            "SELECT DISTINCT actor || ' ' || item FROM vault.audit WHERE purpose = 'look-up' ORDER BY 1")
        #expect(
            rows == [
                "hr-1 field name of \(chen) \(lee) cand-gone cand-mute nobody", "hr-2 field name of \(lee)",
            ])
        let count = try await test.texts("SELECT count(*)::text FROM vault.audit WHERE purpose = 'look-up'")
        #expect(count == ["4"])
    }

    @Test func `one value that cannot be read does not hide the others`() async throws {
        let test = try await TestVault()
        let vault = test.vault
        try await vault.put("陈思远", field: "name", of: chen)
        try await vault.put("李", field: "name", of: lee)
        try await test.execute("UPDATE vault.fields SET sealed = '\\x00' WHERE candidate_id = '\(lee)'")
        let both = try await test.reopened(keys: TestVault.oldKey + "\n" + TestVault.newKey)
        try await both.put("under a key that the others lack", field: "name", of: "cand-new")
        let look = LookUp(actors: ["hr-1"], candidates: [chen, lee, "cand-new"])
        let names = try await test.database.run { try vault.field("name", of: [look], purpose: "look-up", on: $0) }
        #expect(names == [chen: "陈思远"])
    }

    @Test func `nothing personal lies in the database in clear`() async throws {
        let test = try await TestVault()
        try await test.vault.put("陈思远-plainly-visible", field: "name", of: chen)
        _ = try await test.vault.field("name", of: chen, purpose: "test")
        for table in ["keys", "fields", "blobs", "audit"] {
            let rows = try await test.texts("SELECT encode(\(table)::text::bytea, 'escape') FROM vault.\(table)")
            let needle = Hex.encode(Array("plainly-visible".utf8))
            #expect(rows.allSatisfy { !$0.contains("plainly-visible") && !$0.contains(needle) })
        }
    }

    @Test func `a value moved to another field or candidate, or changed, does not open`() async throws {
        let test = try await TestVault()
        try await test.vault.put(fields: ["name": "陈思远", "email": "chen@example.org"], of: chen)
        try await test.vault.put(fields: ["name": "李"], of: lee)
        try await test.execute(
            """
            UPDATE vault.fields SET sealed = (SELECT sealed FROM vault.fields WHERE candidate_id = 'cand-chen' AND name = 'email')
            WHERE name = 'name'
            """)
        for candidate in [chen, lee] {
            await #expect(throws: VaultError.damaged) {
                try await test.vault.field("name", of: candidate, purpose: "test")
            }
        }
        try await test.execute(
            "UPDATE vault.fields SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE name = 'email'")
        await #expect(throws: VaultError.damaged) { try await test.vault.field("email", of: chen, purpose: "test") }
    }

    @Test func `every read leaves a row that says who, why, whose and what`() async throws {
        let test = try await TestVault()
        try await test.vault.put(fields: ["name": "陈思远", "email": "chen@example.org"], of: chen)
        try await test.vault.put([1, 2, 3], blob: "resume.app-1", of: chen, contentType: "application/pdf")
        _ = try await test.vault.fields(["name", "email"], of: chen, purpose: "deliver-mail")
        _ = try await test.vault.acting(as: "hr-7").blob("resume.app-1", of: chen, purpose: "show-report")
        _ = try await test.vault.field("name", of: "nobody", purpose: "curiosity")
        let rows = try await test.texts(
            "SELECT concat_ws(' ', actor, purpose, candidate_id, item, extract(epoch FROM at)::bigint) FROM vault.audit ORDER BY number"
        )
        #expect(
            rows == [
                "tests deliver-mail cand-chen field name 1760000000",
                "tests deliver-mail cand-chen field email 1760000000",
                "hr-7 show-report cand-chen blob resume.app-1 1760000000",
                "tests curiosity nobody field name 1760000000",
            ])
    }

    @Test func `an erased candidate is gone for good, for reading and for writing`() async throws {
        let test = try await TestVault()
        let vault = test.vault
        try await vault.put(fields: ["name": "陈思远"], of: chen)
        try await vault.put(fields: ["name": "李"], of: lee)
        try await vault.put(content(3 * mebibyte), blob: "answer.1", of: chen, contentType: "video/webm")
        let reader = try await vault.writer(of: "answer.2", for: chen, contentType: "video/webm")
        try await vault.erase(chen, purpose: "asked-for")
        try await vault.erase(chen, purpose: "asked-for")
        await #expect(throws: VaultError.erased) { try await vault.field("name", of: chen, purpose: "test") }
        await #expect(throws: VaultError.erased) { try await vault.blob("answer.1", of: chen, purpose: "test") }
        await #expect(throws: VaultError.erased) { try await vault.put("x", field: "name", of: chen) }
        await #expect(throws: VaultError.erased) { try await vault.put([1], blob: "b", of: chen, contentType: "a/b") }
        await #expect(throws: VaultError.erased) {
            try await reader.append([1, 2, 3])
            try await reader.flush()
        }
        #expect(try await test.texts("SELECT count(*)::text FROM vault.keys WHERE wrapped IS NOT NULL") == ["1"])
        #expect(try await test.texts("SELECT name FROM vault.fields") == ["name"])
        #expect(try test.chunks().count == 3)
        while try await vault.sweep(countMax: 1) > 0 {}
        #expect(try test.chunks().isEmpty)
        #expect(try await test.texts("SELECT blob_id FROM vault.blobs").isEmpty)
        #expect(try await vault.field("name", of: lee, purpose: "test") == "李")
        #expect(
            try await test.texts("SELECT purpose FROM vault.audit WHERE item = 'erasure'") == [
                "asked-for", "asked-for",
            ])
    }

    @Test func `an erasure names the applications it ends, once, until it was told`() async throws {
        let test = try await TestVault()
        let vault = test.vault
        try await vault.put(fields: ["name": "陈思远", "resume-text.app-2": "x", "resume-text.app-3": "y"], of: chen)
        try await vault.put([1], blob: "resume.app-2", of: chen, contentType: "a/b")
        try await vault.put([1], blob: "resume.app-1", of: chen, contentType: "a/b")
        try await vault.put(fields: ["resume-text.app-9": "x"], of: lee)
        try await vault.erase(chen, purpose: "asked-for")
        try await vault.erase(chen, purpose: "asked-for")
        let untold = try await vault.untoldErasures()
        #expect(untold.map { $0.applicationIDs.map(\.text).sorted() } == [["app-1", "app-2", "app-3"]])
        #expect(untold.map(\.candidateID) == [chen])
        try await vault.noteTold(untold[0])
        #expect(try await vault.untoldErasures() == [])
    }

    @Test func `a candidate who was never known can be erased before anything arrives`() async throws {
        let vault = try await TestVault().vault
        try await vault.erase("late", purpose: "asked-for")
        await #expect(throws: VaultError.erased) { try await vault.put("x", field: "name", of: "late") }
    }

    @Test func `two writers of a new candidate's first fields agree on the key`() async throws {
        let vault = try await TestVault().vault
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<20 { group.addTask { try await vault.put("v\(index)", field: "f\(index)", of: chen) } }
            try await group.waitForAll()
        }
        let names = (0..<20).map { "f\($0)" }
        let values = try await vault.fields(names, of: chen, purpose: "test")
        #expect(names.allSatisfy { values[$0] == "v" + $0.dropFirst() })
    }
}
