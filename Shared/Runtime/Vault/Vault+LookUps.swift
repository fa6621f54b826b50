import Domain
import Postgres

/// What people see of many candidates at once, such as the names in a list. All of these actors look at the same ones.
package struct LookUp: Sendable {
    package let actors: [ActorID]
    package let candidates: [CandidateID]

    package init(actors: [ActorID], candidates: [CandidateID]) {
        self.actors = actors
        self.candidates = candidates
    }
}

extension Vault {
    /// One field of all candidates of several looks, in one round trip and with one row in the audit for each actor of a look,
    /// which names everybody in it. Without those who have no such field, are unknown or were erased, and without those whose key
    /// or value cannot be read: one of them must not hide the others, so it is counted and logged.
    package func field(
        _ name: String, of lookUps: [LookUp], purpose: String, on connection: Connection
    ) throws -> [CandidateID: String] {
        let looks = lookUps.filter { !$0.candidates.isEmpty }
        guard !looks.isEmpty else { return [:] }
        let rows = try connection.query(VaultStatements.readField(name, of: looks, purpose: purpose, at: now()))
        var values: [CandidateID: String] = [:]
        for row in rows {
            guard let wrapped = row.key.wrapped else { continue }
            do {
                let key = try fieldKeys.key(wrapped) { try unwrap(row.key, of: row.candidate).fieldKey }
                let value = try DataKey.open(row.sealed, with: key, field: name, of: row.candidate)
                values[row.candidate] = String(decoding: value, as: UTF8.self)
            } catch { Unreadable.note(row.candidate, error) }
        }
        return values
    }
}
