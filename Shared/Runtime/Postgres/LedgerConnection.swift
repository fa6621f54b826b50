import Flow
import Kernel

/// A connection with every statement of a ledger prepared.
final class LedgerConnection {
    struct TableNames {
        let table: Table
        let select, insert, update, check: String
    }

    let connection: Connection
    let tables: [StateKind: TableNames]
    private var names: [String: String] = [:]

    init(_ url: String, name: String, schema: String, tables: [Table]) throws(PostgresError) {
        let connection = try Connection(url, name: name, schema: schema)
        // Each statement finds its rows by key, so its one plan is good for ever. Without this the server plans anew for
        // every transaction, with a copy of all that is to be written.
        try connection.execute("SET plan_cache_mode = force_generic_plan")
        try connection.execute("SET enable_seqscan = off")
        // States of some kilobytes are compressed with every change; where the server has lz4, for a fraction of the time.
        try connection.execute(
            """
            SELECT set_config('default_toast_compression', 'lz4', false) FROM pg_settings
            WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)
            """)
        var prepared: [StateKind: TableNames] = [:]
        for table in tables {
            // The server derives the parameters' types from the casts.
            prepared[table.kind] = TableNames(
                table: table, select: try connection.prepare(LedgerStatements.select(table), []),
                insert: try connection.prepare(LedgerStatements.insert(table), []),
                update: try connection.prepare(LedgerStatements.update(table), []),
                check: try connection.prepare(LedgerStatements.check(table), []))
        }
        for sql in [
            "BEGIN", "COMMIT", LedgerStatements.inbox, LedgerStatements.seen, LedgerStatements.outbox,
            LedgerStatements.acknowledged, LedgerStatements.unconfirmed, LedgerStatements.park, LedgerStatements.finish,
            LedgerStatements.postpone, LedgerStatements.epochs,
        ] { names[sql] = try connection.prepare(sql, []) }
        self.connection = connection
        self.tables = prepared
    }

    func name(_ sql: String) -> String {
        guard let name = names[sql] else { preconditionFailure("every statement of the ledger is prepared") }
        return name
    }
}
