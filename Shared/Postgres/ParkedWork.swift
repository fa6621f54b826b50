import Domain
import Flow
import JSON

/// Leased rows of the parked table: activities to perform, timers to wake, records to try again.
///
/// A lease has an end and an epoch. Whoever holds an older epoch than the row can neither prolong it nor record a result.
///
/// A row that cannot be read, because its key is not here or its bytes are damaged, waits by itself and holds up no other.
package struct ParkedWork: Sendable {
    let database: Database
    private let unseal: @Sendable ([UInt8]) throws -> [UInt8]
    let isUnreadable: @Sendable (Unreadable) -> Void

    /// - Parameter isUnreadable: told of each row that was leased and could not be read.
    package init(
        _ database: Database, unseal: @escaping @Sendable ([UInt8]) throws -> [UInt8],
        isUnreadable: @escaping @Sendable (Unreadable) -> Void = { _ in }
    ) {
        self.database = database
        self.unseal = unseal
        self.isUnreadable = isUnreadable
    }

    package struct Leased: Sendable {
        package let item: ParkedItem
        package let epoch: Int64
        package let progress: [UInt8]?
    }

    /// Leases what is due, oldest first. `now` becomes the causes' moment of deciding; due is judged by the database's clock.
    package func lease(
        kinds: [ParkedItem.Kind], countMax: Int, leaseMilliseconds: Int, now: Instant
    ) async throws -> [Leased] {
        let unseal = unseal
        let rows = try await database.query(
            Statement(
                """
                WITH due AS MATERIALIZED (
                    SELECT id FROM parked
                    WHERE due_at <= now() AND (leased_until IS NULL OR leased_until < now()) AND kind = ANY($2::bigint[])
                    ORDER BY due_at LIMIT $3::bigint FOR UPDATE SKIP LOCKED
                )
                UPDATE parked SET lease_epoch = lease_epoch + 1, leased_until = now() + $1::bigint * interval '1 millisecond'
                FROM due WHERE parked.id = due.id
                RETURNING parked.id, kind, name, key, payload, is_sealed, cause, headers, due_at, attempts, lease_epoch,
                    progress
                """,
                [.int(leaseMilliseconds), .ints(kinds.map { Int64($0.rawValue) }), .int(countMax)]
            ) { row in
                do { return Read.leased(try Leased(row, now: now, unseal: unseal)) } catch {
                    return Read.unreadable(
                        Unreadable(
                            id: row.uuid(0), epoch: row.int(10), name: row.text(2), key: row.text(3),
                            reason: "\(error)"))
                }
            })
        var leased: [Leased] = []
        var unreadable: [Unreadable] = []
        for row in rows {
            switch row {
            case .leased(let item): leased.append(item)
            case .unreadable(let item): unreadable.append(item)
            }
        }
        try await setAside(unreadable)
        return leased
    }

    private enum Read {
        case leased(Leased)
        case unreadable(Unreadable)
    }

    /// Prolongs a lease and keeps progress. False: it was lost.
    package func heartbeat(_ id: EventID, epoch: Int64, leaseMilliseconds: Int, progress: [UInt8]?) async throws -> Bool
    {
        try await database.execute(
            Statement<Void>(
                """
                UPDATE parked SET leased_until = now() + $3::bigint * interval '1 millisecond', progress = coalesce($4::bytea, progress)
                WHERE id = $1::uuid AND lease_epoch = $2::bigint
                """,
                [.uuid(id), .int(epoch), .int(leaseMilliseconds), .bytes(progress)])) == 1
    }

    /// Gives the work back after a failed attempt; it falls due again after the pause.
    package func postpone(_ id: EventID, epoch: Int64, pauseMilliseconds: Int64, attempts: Int, reason: String)
        async throws
    {
        try await database.execute(
            Statement<Void>(
                """
                UPDATE parked SET leased_until = NULL, due_at = now() + $3::bigint * interval '1 millisecond',
                    attempts = $4::bigint, last_error = $5::text
                WHERE id = $1::uuid AND lease_epoch = $2::bigint
                """,
                [.uuid(id), .int(epoch), .int(pauseMilliseconds), .int(attempts), .text(reason)]))
    }

    /// Gives work back untouched, because this process ends.
    package func release(_ id: EventID, epoch: Int64) async throws {
        try await database.execute(
            Statement<Void>(
                "UPDATE parked SET leased_until = NULL WHERE id = $1::uuid AND lease_epoch = $2::bigint",
                [.uuid(id), .int(epoch)]))
    }

    /// Milliseconds until something falls due or a lease ends; nil when nothing waits.
    package func millisecondsToNext() async throws -> Int64? {
        try await database.query(
            Statement(
                """
                SELECT (extract(epoch FROM min(greatest(due_at, coalesce(leased_until, due_at))) - now()) * 1000)::bigint FROM parked
                """,
                read: { $0.optionalInt(0) })
        ).first ?? nil
    }

    package func count() async throws -> Int {
        try await database.query(Statement("SELECT count(*) FROM parked", read: { Int($0.int(0)) })).first ?? 0
    }
}

extension ParkedWork.Leased {
    fileprivate init(_ row: Row, now: Instant, unseal: ([UInt8]) throws -> [UInt8]) throws {
        let isSealed = row.bool(5)
        guard let kind = ParkedItem.Kind(rawValue: Int16(truncatingIfNeeded: row.int(1))),
            let cause = try JSON.decode(StoredCause.self, from: row.json(6)).cause(now: now)
        else {
            throw PostgresError(code: "XX001", message: "a row of the parked table was not written by this program")
        }
        let headers = try JSON.decode([StoredHeader].self, from: row.json(7)).map(\.header)
        item = ParkedItem(
            id: row.uuid(0), kind: kind, name: row.text(2), key: row.text(3),
            payload: isSealed ? try unseal(row.bytes(4)) : row.bytes(4), isPersonal: isSealed, cause: cause,
            headers: headers, dueAt: row.instant(8), attempts: Int(row.int(9)))
        epoch = row.int(10)
        progress = row.optionalBytes(11)
    }
}
