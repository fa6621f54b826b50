import Flow

extension ParkedWork {
    /// A row that could not be read. The reason quotes nothing of what it holds.
    package struct Unreadable: Sendable {
        package let id: EventID
        package let epoch: Int64
        package let name: String
        package let key: String
        package let reason: String
    }

    static let unreadablePrefix = "unreadable: "

    /// Gives back what could not be read, untouched and without counting an attempt: it waits about as long as it has waited
    /// already, a second at least and a minute at most, for a process that has the key. Half of that is left to chance: all
    /// processes look once a second, and without chance the same one would come first each time.
    func setAside(_ rows: [Unreadable]) async throws {
        guard !rows.isEmpty else { return }
        for row in rows { isUnreadable(row) }
        try await database.execute(
            Statement<Void>(
                """
                UPDATE parked SET leased_until = NULL, last_error = aside.reason,
                    due_at = now() + (0.5 + random())
                        * least(greatest(now() - parked.created_at, interval '1 second'), interval '1 minute')
                FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS aside (id, epoch, reason)
                WHERE parked.id = ANY($1::uuid[]) AND parked.id = aside.id AND parked.lease_epoch = aside.epoch
                """,
                [
                    .uuids(rows.map(\.id)), .ints(rows.map(\.epoch)),
                    .texts(rows.map { ParkedWork.unreadablePrefix + $0.reason }),
                ]))
    }

    /// Rows that wait because nobody could read them so far.
    package func unreadableCount() async throws -> Int {
        try await database.query(
            Statement(
                "SELECT count(*) FROM parked WHERE leased_until IS NULL AND starts_with(last_error, $1)",
                [.text(ParkedWork.unreadablePrefix)], read: { Int($0.int(0)) })
        ).first ?? 0
    }

    /// The first bytes of everything that is sealed in a table of parked rows, with how many begin with them: they name the key.
    package static func sealedPrefixes(
        byteCount: Int, in table: String = "parked"
    ) -> Statement<(prefix: [UInt8], count: Int)> {
        Statement(
            "SELECT substring(payload FROM 1 FOR $1::int), count(*) FROM \(table) WHERE is_sealed GROUP BY 1",
            [.int(byteCount)], read: { ($0.bytes(0), Int($0.int(1))) })
    }
}
