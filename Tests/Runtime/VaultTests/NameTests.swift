import Domain
import Flow
import Postgres
import Testing
import Vault
import VaultTesting

/// A sealed name is found by what people type, by nobody who has the database alone, and by nothing once it is gone.
struct NameTests {
    private func filled() async throws -> TestVault {
        let test = try await TestVault()
        for (candidate, name) in [("cand-wang", "王小明"), ("cand-lopez", "María López"), ("cand-maria", "Maria Rossi")] {
            try await test.vault.put(
                fields: ["name": name, "email": "maria@example.org"], of: try CandidateID(candidate))
        }
        return test
    }

    @Test(arguments: [
        ("wang xiaoming", ["cand-wang"]), ("小明", ["cand-wang"]), ("maria", ["cand-lopez", "cand-maria"]),
        ("lopez MARIA", ["cand-lopez"]), ("example", []), ("maria@example.org", []), ("", []), ("ma", []),
    ])
    func `by all that was typed, and by no other field`(typed: String, found: [CandidateID]) async throws {
        let vault = try await filled().vault
        #expect(Set(try await vault.candidates(named: typed, countMax: 10)) == Set(found))
        #expect(try await vault.candidates(named: typed, countMax: 1).count == min(1, found.count))
    }

    @Test func `what comes with a deposit is found, and a name that changes by the new one alone`() async throws {
        let vault = try await TestVault().vault
        let deposit = Deposit(
            of: "cand-1", fields: ["name": "Anna Lind"], blob: "resume.app-1", bytes: [1], contentType: "text/plain",
            cause: .stimulus("a", at: .epoch))
        #expect(try await vault.take(deposit))
        #expect(try await vault.candidates(named: "lind", countMax: 5) == ["cand-1"])
        try await vault.put("Anna Berg", field: "name", of: "cand-1")
        #expect(try await vault.candidates(named: "lind", countMax: 5).isEmpty)
        #expect(try await vault.candidates(named: "anna berg", countMax: 5) == ["cand-1"])
    }

    @Test func `another deployment's index tells nothing, and neither does an erased name`() async throws {
        let test = try await filled()
        let tokens = "SELECT string_agg(tokens::text, ' ') FROM vault.fields WHERE name = 'name'"
        let other = try await filled()
        #expect(try await test.texts(tokens) != other.texts(tokens))
        #expect(
            try await test.texts("SELECT count(*)::text FROM vault.fields WHERE name <> 'name' AND tokens IS NOT NULL")
                == ["0"])
        try await test.vault.erase("cand-wang", purpose: "test")
        #expect(try await test.vault.candidates(named: "王小明", countMax: 5).isEmpty)
        try await test.vault.delete(field: "name", of: "cand-maria")
        #expect(try await test.vault.candidates(named: "maria", countMax: 5) == ["cand-lopez"])
    }

    @Test func `that somebody looked is in the audit, and what they typed is not`() async throws {
        let test = try await filled()
        _ = try await test.vault.acting(as: "hr-7").candidates(named: "lopez", countMax: 5)
        #expect(
            try await test.texts("SELECT actor || ' ' || item FROM vault.audit WHERE purpose = 'search-name'")
                == ["hr-7 index of names"])
    }

    @Test func `names that were kept before are made findable by an operator`() async throws {
        let test = try await filled()
        try await test.execute("UPDATE vault.fields SET tokens = NULL")
        #expect(try await test.vault.candidates(named: "maria", countMax: 5).isEmpty)
        #expect(try await test.vault.indexNames(countMax: 2) == 2)
        #expect(try await test.vault.indexNames() == 1)
        #expect(try await test.vault.indexNames() == 0)
        #expect(try await test.vault.candidates(named: "maria", countMax: 5).count == 2)
    }
}
