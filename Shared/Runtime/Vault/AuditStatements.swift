import Domain
import Postgres

/// The SQL of the sealed audit, one value a statement.
enum AuditStatements {
    private static let columns = """
        number, previous, rows::text, row_count, digest, locators, sealed_at, cut_through, key_version, public_key, hash,
        signature
        """

    /// True for the one transaction that may seal; the others try again later.
    static let lock = Statement(
        "SELECT pg_try_advisory_xact_lock(hashtextextended('vault:seal', 0))", read: { $0.bool(0) })

    static let last = Statement(
        "SELECT \(columns) FROM vault.audit_blocks ORDER BY number DESC LIMIT 1", read: { AuditBlock($0) })

    static func blocks(after number: Int64, countMax: Int) -> Statement<AuditBlock> {
        Statement(
            "SELECT \(columns) FROM vault.audit_blocks WHERE number > $1::bigint ORDER BY number LIMIT $2::bigint",
            [.int(number), .int(countMax)], read: { AuditBlock($0) })
    }

    /// Where to begin to look for rows that are not sealed: what lies before was sealed so long ago that a transaction
    /// which still writes there would be a wonder. The wide look, which begins at 0, finds even that.
    static func floor(sealedBefore instant: Instant) -> Statement<Int64> {
        Statement(
            """
            SELECT upper(rows) FROM vault.audit_blocks WHERE sealed_at < $1::timestamptz AND NOT isempty(rows)
            ORDER BY number DESC LIMIT 1
            """, [.instant(instant)], read: { $0.int(0) })
    }

    /// Rows from `floor` on that no block holds, in order of their numbers. Committed late or not, they are found: what is
    /// sealed is what a block lists, and no high-water mark says more.
    static func unsealed(from floor: Int64, countMax: Int) -> Statement<AuditRow> {
        Statement(
            "\(unsealedRows) SELECT \(AuditRow.columns) FROM audit ORDER BY audit.number LIMIT $2::bigint",
            [.int(floor), .int(countMax)], read: { AuditRow($0) })
    }

    /// How many rows wait, and since when the oldest does.
    static func backlog(from floor: Int64, countMax: Int) -> Statement<(count: Int, oldest: Instant?)> {
        Statement(
            """
            \(unsealedRows), some_rows AS (SELECT at FROM audit LIMIT $2::bigint)
            SELECT count(*), min(at) FROM some_rows
            """, [.int(floor), .int(countMax)], read: { (Int($0.int(0)), $0.optionalInstant(1)) })
    }

    private static let unsealedRows = """
        WITH sealed AS (
            SELECT coalesce(range_agg(part), '{}'::int8multirange) AS rows FROM vault.audit_blocks, unnest(rows) AS part
            WHERE upper(audit_blocks.rows) > $1::bigint
        ), audit AS (
            SELECT audit.* FROM vault.audit, sealed
            WHERE audit.number >= $1::bigint AND NOT audit.number <@ sealed.rows
        )
        """

    static func add(_ block: AuditBlock) -> Statement<Void> {
        let parts = block.ranges.map { "[\($0.lowerBound),\($0.upperBound)]" }.joined(separator: ",")
        return Statement(
            """
            INSERT INTO vault.audit_blocks (number, previous, rows, row_count, digest, locators, sealed_at, cut_through,
                key_version, public_key, hash, signature)
            VALUES ($1::bigint, $2, $3::text::int8multirange, $4::bigint, $5, $6, $7, $8::bigint, $9::bigint, $10, $11, $12)
            """,
            [
                .int(block.number), .bytes(block.previous), .text("{\(parts)}"), .int(block.rowCount),
                .bytes(block.digest), .bytes(block.locators), .instant(block.sealedAt), .int(block.cutThrough),
                .int(block.keyVersion), .bytes(block.publicKey), .bytes(block.hash), .bytes(block.signature),
            ])
    }

    static func rows(in range: ClosedRange<Int64>) -> Statement<AuditRow> {
        Statement(
            "SELECT \(AuditRow.columns) FROM vault.audit WHERE number BETWEEN $1::bigint AND $2::bigint ORDER BY number",
            [.int(range.lowerBound), .int(range.upperBound)], read: { AuditRow($0) })
    }

    /// The newest block all of whose rows may go: sealed before the instant, and not cut yet.
    static func cuttable(sealedBefore instant: Instant) -> Statement<Int64> {
        Statement(
            """
            SELECT number FROM vault.audit_blocks WHERE sealed_at < $1::timestamptz
                AND number > (SELECT cut_through FROM vault.audit_blocks ORDER BY number DESC LIMIT 1)
            ORDER BY number DESC LIMIT 1
            """, [.instant(instant)], read: { $0.int(0) })
    }

    static func cuttableRows(sealedBefore instant: Instant) -> Statement<Int> {
        Statement(
            """
            SELECT coalesce(sum(row_count), 0)::bigint FROM vault.audit_blocks WHERE sealed_at < $1::timestamptz
                AND number > (SELECT cut_through FROM vault.audit_blocks ORDER BY number DESC LIMIT 1)
            """, [.instant(instant)], read: { Int($0.int(0)) })
    }

    static func cut(countMax: Int) -> Statement<Int> {
        Statement("SELECT vault.cut_audit($1::bigint)", [.int(countMax)], read: { Int($0.int(0)) })
    }
}

extension AuditRow {
    init(_ row: Row) {
        number = row.int(0)
        microsecondsSinceEpoch = row.int(1)
        actor = row.text(2)
        purpose = row.text(3)
        candidate = row.text(4)
        item = row.text(5)
    }
}

extension AuditBlock {
    init(_ row: Row) {
        number = row.int(0)
        previous = row.bytes(1)
        // PostgreSQL writes {[1,5),[7,9)}.
        ranges = row.text(2).matches(of: /\[(\d+),(\d+)\)/).compactMap { match in
            guard let first = Int64(match.1), let end = Int64(match.2), first < end else { return nil }
            return first...(end - 1)
        }
        rowCount = Int(row.int(3))
        digest = row.bytes(4)
        locators = row.bytes(5)
        sealedAt = row.instant(6)
        cutThrough = row.int(7)
        keyVersion = Int(row.int(8))
        publicKey = row.bytes(9)
        hash = row.bytes(10)
        signature = row.bytes(11)
    }
}
