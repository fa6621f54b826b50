import Domain
import Failpoints
import Postgres

/// What came of wrapping some keys anew.
package struct Rewrapping: Sendable, Equatable {
    package var count = 0
    /// Candidates whose key could not be opened, with why.
    package var unreadable: [CandidateID: VaultError] = [:]
    /// The deployment's own keys that could not be opened, by their names.
    package var unreadableSecrets: [String: VaultError] = [:]
    /// From where to go on; nil: all were looked at.
    package var last: CandidateID?
}

extension Vault {
    /// Wraps up to `countMax` keys anew that are not under the newest key-encryption key, going on after a candidate. One that cannot
    /// be opened is left as it is and named; the others are wrapped all the same. Data is not touched.
    ///
    /// When nothing is left, only what a `Sealer` sealed may still need an older key.
    package func rewrap(after candidate: CandidateID? = nil, countMax: Int = 1_000) async throws -> Rewrapping {
        let keys = try await database.query(
            VaultStatements.keysNotUnder(version: ring.currentVersion, after: candidate, countMax: countMax))
        var done = Rewrapping()
        var updates: [Statement<Void>] = []
        for (candidate, stored) in keys {
            guard let wrapped = stored.wrapped else { continue }
            do {
                let (version, new) = try ring.wrap(try ring.unwrap(wrapped, version: stored.version))
                updates.append(VaultStatements.rewrap(candidate, from: stored.version, to: version, new))
            } catch let error as VaultError { done.unreadable[candidate] = error }
        }
        let all = updates
        try await database.transaction { connection in
            for update in all {
                try connection.query(update)
                failpoint("K2")
            }
        }
        done.count = updates.count
        done.last = keys.count < countMax ? nil : keys.last?.0
        if done.last == nil {
            let secrets = try await rewrapSecrets()
            done.count += secrets.count
            done.unreadableSecrets = secrets.unreadable
        }
        return done
    }

    /// How many data keys are wrapped under each version of the key-encryption key.
    package func keyVersions() async throws -> [Int: Int] {
        let rows = try await database.query(VaultStatements.keyVersions)
        return Dictionary(rows, uniquingKeysWith: +)
    }

    /// One sentence about the versions that stored data keys need and this process does not have; nil: it has all.
    func missingKeys() async throws -> String? { ring.lack(of: try await keyVersions(), what: "data keys") }
}
