import Crypto
import Domain
import Postgres

extension Vault {
    /// A random key of the deployment under a name, made when it is first asked for; wrapped like the candidates' keys.
    package func secret(_ name: String) async throws -> SymmetricKey {
        if let found = try await storedSecret(name) { return found }
        let (version, wrapped) = try ring.wrap(SymmetricKey(bitCount: 256))
        try await database.execute(SecretStatements.add(name, version: version, wrapped: wrapped))
        // Whoever came first made the key that counts.
        guard let key = try await storedSecret(name) else { throw VaultError.absent }
        return key
    }

    private func storedSecret(_ name: String) async throws -> SymmetricKey? {
        guard let stored = try await database.query(SecretStatements.find(name)).first else { return nil }
        return try ring.unwrap(stored.wrapped, version: stored.version)
    }

    /// Wraps these keys anew as well; gives how many. One that cannot be opened is left as it is, and named.
    func rewrapSecrets() async throws -> (count: Int, unreadable: [String: VaultError]) {
        var count = 0
        var unreadable: [String: VaultError] = [:]
        for secret in try await database.query(SecretStatements.notUnder(version: ring.currentVersion)) {
            let key: SymmetricKey
            do { key = try ring.unwrap(secret.wrapped, version: secret.version) } catch let error as VaultError {
                unreadable[secret.name] = error
                continue
            }
            let (version, wrapped) = try ring.wrap(key)
            count += try await database.execute(
                SecretStatements.rewrap(secret.name, from: secret.version, to: version, wrapped))
        }
        return (count, unreadable)
    }
}

/// The SQL of these keys, one value a statement.
enum SecretStatements {
    static func find(_ name: String) -> Statement<(version: Int, wrapped: [UInt8])> {
        Statement(
            "SELECT kek_version, wrapped FROM vault.secrets WHERE name = $1", [.text(name)],
            read: { (Int($0.int(0)), $0.bytes(1)) })
    }

    static func add(_ name: String, version: Int, wrapped: [UInt8]) -> Statement<Void> {
        Statement(
            "INSERT INTO vault.secrets (name, kek_version, wrapped) VALUES ($1, $2::bigint, $3) ON CONFLICT (name) DO NOTHING",
            [.text(name), .int(version), .bytes(wrapped)])
    }

    static func notUnder(version: Int) -> Statement<(name: String, version: Int, wrapped: [UInt8])> {
        Statement(
            "SELECT name, kek_version, wrapped FROM vault.secrets WHERE kek_version <> $1::bigint", [.int(version)],
            read: { ($0.text(0), Int($0.int(1)), $0.bytes(2)) })
    }

    static func rewrap(_ name: String, from old: Int, to version: Int, _ wrapped: [UInt8]) -> Statement<Void> {
        Statement(
            "UPDATE vault.secrets SET kek_version = $3::bigint, wrapped = $4 WHERE name = $1 AND kek_version = $2::bigint",
            [.text(name), .int(old), .int(version), .bytes(wrapped)])
    }
}
