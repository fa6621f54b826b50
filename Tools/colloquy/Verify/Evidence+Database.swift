import Domain
import Flow
import Kernel
import Postgres

extension Evidence {
    /// States as they are before the topics are read, which then can only say more.
    mutating func gatherStates(_ connection: Connection) throws {
        statesBefore = try Self.applications(connection)
        if try Self.has("notification.correspondences", connection) {
            deliveries = try connection.query(
                Statement(
                    """
                    SELECT c.key, d.key, d.value #>> '{}' FROM notification.correspondences c,
                        json_each(coalesce(c.state -> 'deliveries', '{}')) d ORDER BY 1, 2
                    """, read: { DeliveryFound(key: $0.text(0), id: $0.text(1), status: $0.text(2)) }))
        }
    }

    /// Inboxes, outboxes and waiting work of every service that has a schema; then the states once more.
    mutating func gatherDatabase(_ connection: Connection) throws {
        for service in try Self.servicesThere(connection) {
            var found = services[service] ?? ServiceFound()
            found.inbox = try connection.query(
                Statement("SELECT event_id FROM \(service).inbox", read: { $0.uuid(0).description }))
            found.outboxBlocks = try Self.outboxBlocks(service, connection)
            found.parked = try Self.parked(service, connection)
            services[service] = found
        }
        applications = try Self.applications(connection)
        sessions = try connection.query(
            Statement(
                """
                SELECT application_name FROM pg_stat_activity
                WHERE state LIKE 'idle in transaction%' AND now() - state_change > interval '60 seconds' ORDER BY 1
                """, read: { $0.text(0) }))
    }

    private static func applications(_ connection: Connection) throws -> [ApplicationFound] {
        try applicationColumns.flatMap { service, columns -> [ApplicationFound] in
            guard try has("\(service).\(columns.table)", connection) else { return [] }
            return try connection.query(
                Statement(
                    "SELECT key, \(columns.job), \(columns.candidate), \(columns.standing), \(columns.outcome) "
                        + "FROM \(service).\(columns.table) ORDER BY key",
                    read: { row in
                        ApplicationFound(
                            service: service, key: row.text(0), jobID: row.optionalText(1),
                            candidateID: row.optionalText(2), standing: row.optionalText(3) ?? "-",
                            outcome: row.optionalText(4))
                    }))
        }
    }

    /// Services that have ever run here.
    static func servicesThere(_ connection: Connection) throws -> [String] {
        try Services.names.filter { try has("\($0).inbox", connection) }
    }

    private struct Columns {
        let table, job, candidate, standing, outcome: String
    }

    private static let applicationColumns = [
        (
            "screening",
            Columns(
                table: "screenings", job: "job_id", candidate: "NULL::text", standing: "standing", outcome: "outcome")
        ),
        (
            "workflow",
            Columns(
                table: "applications", job: "job_id", candidate: "state ->> 'candidateID'", standing: "stage",
                outcome: "outcome")
        ),
        (
            "gateway",
            Columns(
                table: "applications", job: "job_id", candidate: "state ->> 'candidateID'", standing: "stage",
                outcome: "state ->> 'outcome'")
        ),
        (
            "reporting",
            Columns(
                table: "reports", job: "job_id", candidate: "NULL::text", standing: "recommendation",
                outcome: "NULL::text")
        ),
        (
            "contracts",
            Columns(
                table: "contract_files", job: "job_id", candidate: "NULL::text", standing: "NULL::text",
                outcome: "NULL::text")
        ),
    ]

    static func has(_ table: String, _ connection: Connection) throws -> Bool {
        try connection.query(
            Statement("SELECT to_regclass($1) IS NOT NULL", [.text(table)], read: { $0.bool(0) })
        ).first ?? false
    }

    static func outboxBlocks(_ service: String, _ connection: Connection) throws -> Int {
        try connection.query(
            Statement(
                "SELECT count(DISTINCT (owner, lane, number)) FROM \(service).outbox", read: { Int($0.int(0)) })
        ).first ?? 0
    }

    static func parked(_ service: String, _ connection: Connection) throws -> [ParkedFound] {
        try connection.query(
            Statement(
                """
                SELECT id, name, key, extract(epoch FROM now() - due_at)::bigint,
                    extract(epoch FROM now() - leased_until)::bigint, kind = $1
                FROM \(service).parked ORDER BY due_at
                """, [.int(Int64(ParkedItem.Kind.wake.rawValue))],
                read: {
                    ParkedFound(
                        id: $0.uuid(0).description, name: $0.text(1), key: $0.text(2), isTimer: $0.bool(5),
                        overdueSeconds: $0.int(3),
                        leaseOverSeconds: $0.optionalInt(4))
                }))
    }

    /// Tables outside of the vault in which one of the texts lies.
    mutating func searchTables(_ canaries: Canaries, _ connection: Connection) throws {
        guard canaries.count > 0 else { return }
        let tables = try connection.query(
            Statement(
                """
                SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
                WHERE schemaname NOT IN ('vault', 'pg_catalog', 'information_schema') ORDER BY 1
                """, read: { $0.text(0) }))
        let patterns = canaries.forms.map { "%" + String(decoding: $0, as: UTF8.self) + "%" }
        for table in tables {
            placesSearched += 1
            let count =
                try connection.query(
                    Statement(
                        "SELECT count(*) FROM \(table) t WHERE t::text LIKE ANY($1::text[])", [.texts(patterns)],
                        read: { $0.int(0) })
                ).first ?? 0
            if count > 0 { leaks.append("\(count) rows of \(table)") }
        }
    }
}
