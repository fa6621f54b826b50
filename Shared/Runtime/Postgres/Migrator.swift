import Flow

/// One step of a schema, embedded in the program.
package struct Migration: Sendable {
    /// `m0001_create_screenings`; steps run in the order of their names.
    package let name: String
    package let sql: String

    package init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        sql = String(decoding: bytes, as: UTF8.self)
    }

    package init(_ name: String, sql: String) {
        self.name = name
        self.sql = sql
    }
}

/// Brings a schema up to date: each step once, in order, one transaction each, under an advisory lock.
package enum Migrator {
    /// Returns the names of the steps that ran. Throws `PostgresError`; a database that knows steps unknown to this program is
    /// newer than it, and refused.
    @discardableResult
    package static func run(_ migrations: [Migration], schema: String, on connection: Connection) throws -> [String] {
        precondition(
            migrations.map(\.name) == migrations.map(\.name).sorted(), "migrations run in the order of their names")
        try connection.query(
            Statement<Void>("SELECT pg_advisory_lock(hashtextextended('migrate:' || $1, 0))", [.text(schema)]))
        defer {
            // The lock ends with the session in any case.
            _ = try? connection.query(
                Statement<Void>("SELECT pg_advisory_unlock(hashtextextended('migrate:' || $1, 0))", [.text(schema)]))
        }
        // Asked first: a role that may create no schema may still own the one that was made for it.
        let isThere = try connection.query(
            Statement("SELECT to_regnamespace(quote_ident($1)) IS NOT NULL", [.text(schema)], read: { $0.bool(0) }))
        if isThere != [true] { try connection.execute("CREATE SCHEMA \"\(schema)\"") }
        try connection.execute("SET search_path = \"\(schema)\"")
        try connection.execute(
            "CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
        )
        let applied = Set(try connection.query(Statement("SELECT name FROM migrations", read: { $0.text(0) })))
        let unknown = applied.subtracting(migrations.map(\.name)).sorted()
        guard unknown.isEmpty else {
            throw PostgresError(
                code: "55000",
                message: "schema \(schema) is newer than this program: \(unknown.joined(separator: ", "))")
        }
        var done: [String] = []
        for migration in migrations where !applied.contains(migration.name) {
            try connection.transaction { connection in
                try connection.execute(migration.sql)
                try connection.query(
                    Statement<Void>("INSERT INTO migrations (name) VALUES ($1)", [.text(migration.name)]))
            }
            done.append(migration.name)
        }
        return done
    }
}
