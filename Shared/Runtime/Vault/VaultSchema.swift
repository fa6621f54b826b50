import Postgres

/// The schema `vault` and who may do what in it.
///
/// One role owns it. Services are members of the role `vault_user`, which may read and write personal data and add to the
/// audit, but not change it. Where services run as the owner or as members of it, the audit is open to them: `mutable`
/// names such roles.
package enum VaultSchema {
    package static let userRole = "vault_user"

    /// Brings the tables up to date, when this role may; else makes sure that they are. Gives the names of the steps that ran.
    static func migrate(on connection: Connection) throws -> [String] {
        guard let place = try connection.query(VaultStatements.schema).first else {
            return try Migrator.run(Vault.migrations, schema: "vault", on: connection)
        }
        guard place.isOurs else {
            try checkVersion(connection)
            return []
        }
        // What is made in a schema that was made for us belongs to its owner, not to the service that came first.
        try connection.execute("SET ROLE \(place.owner)")
        let steps = try Migrator.run(Vault.migrations, schema: "vault", on: connection)
        if !steps.isEmpty { try grant(on: connection) }
        return steps
    }

    /// What needs a role that may make roles, besides: the tables, the role `vault_user`, and services that were members of
    /// the owner become members of that one instead. Gives a sentence for each thing that was done. Doing it again is fine.
    package static func prepare(_ url: String) throws -> [String] {
        let connection = try Connection(url, name: "vault-prepare")
        if try connection.query(VaultStatements.role(userRole)) == [false] {
            do throws(PostgresError) { try connection.execute("CREATE ROLE \(userRole) NOLOGIN") } catch {
                // Somebody else made it at the same moment.
                guard error.code == "42710" || error.code == "23505" else { throw error }
            }
        }
        var done = try migrate(on: connection).map { "vault: \($0)" }
        try grant(on: connection)
        try connection.execute("RESET ROLE")
        for member in try connection.query(VaultStatements.members) {
            try connection.execute("GRANT \(userRole) TO \(member)")
            try connection.execute("REVOKE \(try owner(connection)) FROM \(member)")
            done.append("\(member) may use the vault, and no longer change its audit")
        }
        return done
    }

    /// Roles that log in, own nothing here and may yet change or delete rows of the audit; superusers apart.
    package static func mutable(_ connection: Connection) throws -> [String] {
        try connection.query(VaultStatements.auditWriters)
    }

    /// Whether this very role is one of them, or the owner.
    package static func isMutable(on connection: Connection) throws -> Bool {
        try connection.query(VaultStatements.mayChangeAudit) == [true]
    }

    private static func owner(_ connection: Connection) throws -> String {
        guard let place = try connection.query(VaultStatements.schema).first else {
            throw PostgresError(code: "3F000", message: "there is no schema vault")
        }
        return place.owner
    }

    /// As the owner: what services may do, when there is the role that stands for them.
    private static func grant(on connection: Connection) throws {
        guard try connection.query(VaultStatements.role(userRole)) == [true] else { return }
        try connection.execute(
            """
            GRANT USAGE ON SCHEMA vault TO \(userRole);
            GRANT SELECT ON vault.migrations, vault.audit, vault.audit_blocks TO \(userRole);
            GRANT INSERT (at, actor, purpose, candidate_id, item) ON vault.audit TO \(userRole);
            GRANT INSERT ON vault.audit_blocks TO \(userRole);
            GRANT EXECUTE ON FUNCTION vault.cut_audit(bigint) TO \(userRole);
            GRANT SELECT, INSERT, UPDATE ON vault.keys, vault.erasures TO \(userRole);
            GRANT SELECT, INSERT, UPDATE ON vault.contracts, vault.secrets TO \(userRole);
            GRANT DELETE ON vault.keys TO \(userRole);
            GRANT SELECT, INSERT, UPDATE, DELETE ON vault.endings, vault.pool TO \(userRole);
            GRANT SELECT, INSERT, UPDATE, DELETE ON vault.fields, vault.blobs TO \(userRole);
            """)
    }

    private static func checkVersion(_ connection: Connection) throws {
        let applied = Set(try connection.query(VaultStatements.applied))
        let known = Set(Vault.migrations.map(\.name))
        if let missing = known.subtracting(applied).min() {
            throw PostgresError(
                code: "55000",
                message: "the schema vault lacks \(missing), and this role may not add it: "
                    + "run `colloquy migrate` with POSTGRES_URL_VAULT")
        }
        if let unknown = applied.subtracting(known).min() {
            throw PostgresError(code: "55000", message: "schema vault is newer than this program: \(unknown)")
        }
    }
}
