import Crypto
import Domain
import Postgres

extension Vault {
    /// Whose name holds all that was typed, in any order; at most so many. That somebody looked is in the audit, what they typed is
    /// not.
    package func candidates(named text: String, countMax: Int) async throws -> [CandidateID] {
        let tokens = try await nameIndex().tokens(askedFor: text)
        guard !tokens.isEmpty else { return [] }
        return try await database.query(
            NameStatements.find(tokens, actor: actor, countMax: countMax, at: now()))
    }

    /// By what names are found here. Its key is made with the first name that is kept or looked for.
    func nameIndex() async throws -> NameIndex {
        if let known = nameKey.known { return known }
        let index = NameIndex(try await secretOfNames())
        nameKey.note(index)
        return index
    }

    /// Where its key went with a key-encryption key that was given up, another one takes its place: names that come are found, those
    /// that are there once `indexNames` has been through them.
    private func secretOfNames() async throws -> SymmetricKey {
        do { return try await secret("names") } catch VaultError.missingKey(let version) {
            return try await secret("names-after-\(version)")
        }
    }

    /// Makes names findable that were kept before names were; gives how many. Call it until it gives 0.
    package func indexNames(countMax: Int = 200) async throws -> Int {
        let candidates = try await database.query(NameStatements.unindexed(countMax: countMax))
        var count = 0
        for candidate in candidates {
            guard let name = try await field(NameIndex.field, of: candidate, purpose: "index-names") else { continue }
            try await put(name, field: NameIndex.field, of: candidate)
            count += 1
        }
        return count
    }
}

enum NameStatements {
    static func find(_ tokens: [Int64], actor: String, countMax: Int, at now: Instant) -> Statement<CandidateID> {
        Statement(
            """
            WITH audited AS (
                INSERT INTO vault.audit (at, actor, purpose, candidate_id, item)
                VALUES ($2, $3, 'search-name', '', 'index of names')
            )
            SELECT candidate_id FROM vault.fields WHERE tokens @> $1::bigint[] AND tokens IS NOT NULL
            ORDER BY written_at DESC LIMIT $4::bigint
            """, [.ints(tokens), .instant(now), .text(actor), .int(countMax)],
            read: { try CandidateID($0.text(0)) })
    }

    static func unindexed(countMax: Int) -> Statement<CandidateID> {
        Statement(
            """
            SELECT candidate_id FROM vault.fields WHERE name = 'name' AND tokens IS NULL ORDER BY candidate_id
            LIMIT $1::bigint
            """, [.int(countMax)], read: { try CandidateID($0.text(0)) })
    }
}
