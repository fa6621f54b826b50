import Domain
import Postgres
import Testing
import Vault
import VaultTesting

@Suite struct FieldReadingTests {
    @Test func `those who read at the same moment get each their own fields, and each read is in the audit`()
        async throws
    {
        let test = try await TestVault()
        let vault = test.vault
        for number in 0..<40 {
            try await vault.put(
                fields: ["name": "陈 \(number)", "email": "c\(number)@example.org"],
                of: try CandidateID("cand-\(number)"))
        }
        try await vault.erase("cand-7", purpose: "test")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    let reader = vault.acting(as: try ActorID("reader-\(number)"))
                    let candidate = try CandidateID("cand-\(number)")
                    if number == 7 {
                        await #expect(throws: VaultError.erased) {
                            try await reader.fields(["name"], of: candidate, purpose: "test-\(number)")
                        }
                        return
                    }
                    let found = try await reader.fields(
                        ["name", "email", "phone"], of: candidate, purpose: "test-\(number)")
                    // Nobody knows the last ten, and a phone was never written.
                    #expect(found == (number < 40 ? ["name": "陈 \(number)", "email": "c\(number)@example.org"] : [:]))
                }
            }
            try await group.waitForAll()
        }
        let reads = try await test.texts(
            "SELECT actor || ' ' || purpose || ' ' || candidate_id || ' ' || item FROM vault.audit WHERE item LIKE 'field %'"
        )
        let wanted = (0..<50).flatMap { number in
            (number == 7 ? ["name"] : ["name", "email", "phone"]).map {
                "reader-\(number) test-\(number) cand-\(number) field \($0)"
            }
        }
        #expect(reads.sorted() == wanted.sorted())
    }
}
