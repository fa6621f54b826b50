import Flow

/// The ledger's SQL. Version conflicts and lost leases are made errors inside of the transaction, so that the whole of it is one
/// round trip: a version that is not the expected one becomes NULL in a NOT NULL column, a missing row divides by zero.
enum LedgerStatements {
    static let inbox = "INSERT INTO inbox (event_id) SELECT unnest($1::uuid[])"
    static let seen = "SELECT event_id FROM inbox WHERE event_id = ANY($1::uuid[])"
    static let outbox = """
        INSERT INTO outbox (owner, lane, number, piece, body)
        SELECT $1::uuid, $2::bigint, $3::bigint, u.piece, u.body FROM unnest($4::bytea[]) WITH ORDINALITY AS u(body, piece)
        """
    static let acknowledged =
        "DELETE FROM outbox WHERE owner = $1::uuid AND lane = $2::bigint AND number = ANY($3::bigint[])"
    static let unconfirmed = """
        SELECT number, \(StoredBlock.column) FROM outbox WHERE owner = $1::uuid AND lane = $2::bigint AND number > $3::bigint
        GROUP BY number ORDER BY number
        """
    static let park = """
        INSERT INTO parked (
            id, kind, name, key, payload, is_sealed, cause, headers, due_at, attempts, turn, needs_table, needs_key)
        SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::bytea[], $6::boolean[], $7::json[], $8::json[],
            $9::timestamptz[], $10::bigint[], $11::bigint[], $12::text[], $13::text[])
        """
    // The table is often empty, and then the server believes for a while that it always is: that the rows are among these keeps it
    // from reading all of them to join.
    static let finish = """
        WITH gone AS (
            DELETE FROM parked AS p USING unnest($1::uuid[], $2::bigint[]) AS u(id, epoch)
            WHERE p.id = u.id AND p.id = ANY ($1::uuid[]) AND p.lease_epoch = u.epoch RETURNING 1
        ) SELECT 1 / (CASE WHEN (SELECT count(*) FROM gone) = $3::bigint THEN 1 ELSE 0 END)
        """
    static let postpone = """
        WITH moved AS (
            UPDATE parked AS p SET due_at = u.due_at, attempts = u.attempts, leased_until = NULL
            FROM unnest($1::uuid[], $2::bigint[], $4::timestamptz[], $5::bigint[]) AS u(id, epoch, due_at, attempts)
            WHERE p.id = u.id AND p.id = ANY ($1::uuid[]) AND p.lease_epoch = u.epoch RETURNING 1
        ) SELECT 1 / (CASE WHEN (SELECT count(*) FROM moved) = $3::bigint THEN 1 ELSE 0 END)
        """
    static let epochs = "SELECT id, lease_epoch FROM parked WHERE id = ANY($1::uuid[])"
    /// What `finish`, `postpone`, `update` and `check` raise when a lease was lost, or a row is not what it was.
    static let leaseLostCode = "22012"

    static func select(_ table: Table) -> String {
        "SELECT key, version, state FROM \"\(table.name)\" WHERE key = ANY($1::text[])"
    }

    static func insert(_ table: Table) -> String {
        let columns = table.columns.map { ", \"\($0.name)\"" }.joined()
        return "INSERT INTO \"\(table.name)\" (key, version, state\(columns)) SELECT * FROM \(unnest(table))"
    }

    static func update(_ table: Table) -> String {
        let columns = table.columns.indices.map { ", \"\(table.columns[$0].name)\" = u.c\($0)" }.joined()
        return """
            WITH written AS (
                UPDATE "\(table.name)" AS s
                SET state = u.state, version = CASE WHEN s.version = u.version - 1 THEN u.version END, updated_at = now()\(columns)
                FROM \(unnest(table)) WHERE s.key = u.key RETURNING 1
            ) SELECT 1 / (CASE WHEN (SELECT count(*) FROM written) = cardinality($1::text[]) THEN 1 ELSE 0 END)
            """
    }

    /// Fails unless all these rows are there with these versions.
    static func check(_ table: Table) -> String {
        """
        SELECT 1 / (CASE WHEN count(*) = cardinality($1::text[]) THEN 1 ELSE 0 END)
        FROM "\(table.name)" AS s
        JOIN unnest($1::text[], $2::bigint[]) AS u(key, version) ON s.key = u.key AND s.version = u.version
        """
    }

    private static func unnest(_ table: Table) -> String {
        let arrays = table.columns.enumerated().map { ", $\($0 + 4)::\($1.arrayType)" }.joined()
        let names = table.columns.indices.map { ", c\($0)" }.joined()
        return "unnest($1::text[], $2::bigint[], $3::json[]\(arrays)) AS u(key, version, state\(names))"
    }
}
