import Domain
import Flow
import JSON
import Kernel

/// Leased rows of the parked table: activities to perform, timers to wake, records to try again.
///
/// A lease has an end and an epoch. Whoever holds an older epoch than the row can neither prolong it nor record a result.
///
/// A row that cannot be read, because its key is not here or its bytes are damaged, waits by itself and holds up no other.
package struct ParkedWork: Sendable {
    let database: Database
    private let unseal: @Sendable ([UInt8]) throws -> [UInt8]
    private let missingKeys: MissingKeys
    let isUnreadable: @Sendable (Unreadable) -> Void

    /// The leases' statements find their rows by index, in its order, and stop early; with this the server never thinks of reading
    /// all of them first, as it does while its statistics are older than an import.
    package static let prologue = "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off"

    /// - Parameter isKeyMissing: whether an error of `unseal` says that this process lacks the key.
    /// - Parameter isUnreadable: told of each row that was leased and could not be read.
    package init(
        _ database: Database, unseal: @escaping @Sendable ([UInt8]) throws -> [UInt8],
        isKeyMissing: @escaping @Sendable (any Error) -> Bool = { _ in false },
        isUnreadable: @escaping @Sendable (Unreadable) -> Void = { _ in }
    ) {
        self.database = database
        self.unseal = unseal
        missingKeys = MissingKeys(says: isKeyMissing)
        self.isUnreadable = isUnreadable
    }

    package struct Leased: Sendable {
        package let item: ParkedItem
        package let epoch: Int64
        /// Set when earlier runs failed.
        package let failure: Failure?
    }

    /// How the last run failed.
    package struct Failure: Sendable, Hashable {
        package let kind: FailureKind
        package let since: Instant
    }

    /// How much may be leased: one row in any case, further ones as long as their payloads stay within the bytes.
    package struct Amount: Sendable {
        package var countMax: Int
        package var bytesMax: Int
        package var leaseMilliseconds: Int

        package init(countMax: Int, bytesMax: Int = .max, leaseMilliseconds: Int) {
            self.countMax = countMax
            self.bytesMax = bytesMax
            self.leaseMilliseconds = leaseMilliseconds
        }
    }

    /// Leases timers and waiting records that are due, oldest first. `now` becomes the causes' moment of deciding; due is judged
    /// by the database's clock.
    package func leaseTimers(_ amount: Amount, now: Instant) async throws -> [Leased] {
        try await lease(
            ParkedStatements.leaseTimers,
            [
                .int(amount.leaseMilliseconds), .int(amount.bytesMax), .int(amount.countMax),
                .byteses(missingKeys.names),
            ], now: now)
    }

    /// Leases activities of one name, oldest first in each turn, in turns after this one.
    package func leaseActivities(_ name: String, after turn: Int64, _ amount: Amount, now: Instant) async throws
        -> [Leased]
    {
        try await lease(
            ParkedStatements.leaseActivities,
            [
                .int(amount.leaseMilliseconds), .int(amount.bytesMax), .text(name), .int(turn),
                .int(ParkedWork.turnCountMax), .int(amount.countMax), .byteses(missingKeys.names),
            ], now: now)
    }

    /// Turns that one lease looks at.
    package static let turnCountMax = 32

    /// Where to look next when nothing in the turns after this one was due: work that waits for its time in many turns must not
    /// hide what is due behind them.
    package func turnToGoOn(_ name: String, after turn: Int64) async throws -> Int64 {
        try await database.query(
            Statement(
                ParkedStatements.lastTurn, [.text(name), .int(turn), .int(ParkedWork.turnCountMax)],
                read: { $0.int(0) })
        ).first ?? .min
    }

    /// Leases activities with other names than these.
    package func leaseStrays(knowing names: [String], _ amount: Amount, now: Instant) async throws -> [Leased] {
        try await lease(
            ParkedStatements.leaseStrays,
            [
                .int(amount.leaseMilliseconds), .int(amount.bytesMax), .texts(names), .byteses(missingKeys.names),
            ], now: now)
    }

    private func lease(_ sql: String, _ parameters: [Parameter], now: Instant) async throws -> [Leased] {
        let (unseal, missingKeys) = (unseal, missingKeys)
        let rows = try await database.query(
            Statement(sql, parameters) { row in
                do { return Read.leased(try Leased(row, now: now, unseal: unseal)) } catch {
                    return Read.unreadable(
                        Unreadable(
                            id: row.uuid(0), epoch: row.int(10), name: row.text(2), key: row.text(3),
                            reason: "\(error)", isKeyMissing: missingKeys.note(error, of: row.bytes(4))))
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

    /// Lets records wait on, without opening them, whose row of this table is still not there; gives how many.
    @discardableResult
    package func postponeWaiting(for table: String, countMax: Int) async throws -> Int {
        let backoff = Backoff.notYet
        return try await database.execute(
            Statement<Void>(
                ParkedStatements.postponeWaiting(for: table),
                [
                    .int(backoff.firstMilliseconds), .int(backoff.pauseMillisecondsMax), .int(backoff.attemptsMax),
                    .int(countMax),
                ]))
    }

    /// One lease to prolong.
    package struct Beat: Sendable {
        package let id: EventID
        package let epoch: Int64

        package init(id: EventID, epoch: Int64) {
            self.id = id
            self.epoch = epoch
        }
    }

    /// Prolongs leases, all in one statement. Gives those that are held; the others were lost.
    package func heartbeat(_ beats: [Beat], leaseMilliseconds: Int) async throws -> Set<EventID> {
        guard !beats.isEmpty else { return [] }
        return Set(
            try await database.query(
                Statement(
                    ParkedStatements.heartbeat,
                    [.int(leaseMilliseconds), .uuids(beats.map(\.id)), .ints(beats.map(\.epoch))], read: { $0.uuid(0) })
            ))
    }

    /// Gives the work back after a failed attempt; it falls due again after the pause.
    /// - Parameter reason: a code, nothing personal: it becomes a word of the metrics.
    package func postpone(
        _ id: EventID, epoch: Int64, pauseMilliseconds: Int64, attempts: Int, kind: FailureKind, reason: String
    ) async throws {
        try await database.execute(
            Statement<Void>(
                ParkedStatements.postpone,
                [
                    .uuid(id), .int(epoch), .int(pauseMilliseconds), .int(attempts), .text(reason),
                    .text(kind.rawValue),
                ]))
    }

    /// Gives work back untouched, because this process ends.
    package func release(_ id: EventID, epoch: Int64) async throws {
        try await database.execute(Statement<Void>(ParkedStatements.release, [.uuid(id), .int(epoch)]))
    }

    /// Milliseconds until a timer or a waiting record falls due; nil when none waits.
    package func millisecondsToNext() async throws -> Int64? {
        try await database.query(
            Statement(
                ParkedStatements.millisecondsToNext, [.byteses(missingKeys.names)], read: { $0.optionalInt(0) })
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
            headers: headers, dueAt: row.instant(8), attempts: Int(row.int(9)), turn: row.int(11))
        epoch = row.int(10)
        failure = row.optionalText(13).map {
            ParkedWork.Failure(kind: FailureKind(rawValue: $0) ?? .bug, since: row.instant(12))
        }
    }
}

extension ParkedWork {
    /// Parks work that an operator gives back from the dead letters. False: this letter was given back before.
    package static func park(
        _ item: ParkedItem, schema: String, on connection: Connection, seal: ([UInt8]) throws -> [UInt8]
    ) throws -> Bool {
        !(try connection.query(parking(item, schema: schema, seal: seal))).isEmpty
    }

    /// The same as a statement: a row comes back where the letter was not given back before.
    package static func parking(
        _ item: ParkedItem, schema: String, seal: ([UInt8]) throws -> [UInt8]
    ) throws -> Statement<Int64> {
        Statement(
            """
            INSERT INTO \(schema).parked (id, kind, name, key, payload, is_sealed, cause, headers, due_at)
            SELECT $1::uuid, $2::bigint, $3::text, $4::text, $5::bytea, $6::boolean, $7::json, $9::json, now()
            WHERE NOT EXISTS (SELECT FROM \(schema).inbox WHERE event_id = $8::uuid)
            ON CONFLICT (id) DO NOTHING RETURNING 1
            """,
            [
                .uuid(item.id), .int(Int64(item.kind.rawValue)), .text(item.name), .text(item.key),
                .bytes(item.isPersonal ? try seal(item.payload) : item.payload), .bool(item.isPersonal),
                .json(try JSON.encode(StoredCause(item.cause))), .uuid(item.cause.inboxID),
                .json(try JSON.encode(item.headers.map(StoredHeader.init))),
            ], read: { $0.int(0) })
    }
}

extension ParkedWork {
    /// A row that could not be read. The reason quotes nothing of what it holds.
    package struct Unreadable: Sendable {
        package let id: EventID
        package let epoch: Int64
        package let name: String
        package let key: String
        package let reason: String
        /// This process lacks its key and leaves everything under that key to others from now on.
        package let isKeyMissing: Bool
    }

    static let unreadablePrefix = "unreadable: "

    /// Gives back what could not be read, untouched and without counting an attempt. What another process may have the key for
    /// is due at once; what is damaged waits about as long as it has waited already, a second at least and a minute at most.
    private func setAside(_ rows: [Unreadable]) async throws {
        guard !rows.isEmpty else { return }
        for row in rows { isUnreadable(row) }
        try await database.execute(
            Statement<Void>(
                """
                UPDATE parked SET leased_until = NULL, last_error = aside.reason,
                    due_at = CASE WHEN aside.is_key_missing THEN now() ELSE now() + (0.5 + random())
                        * least(greatest(now() - parked.created_at, interval '1 second'), interval '1 minute') END
                FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::boolean[])
                    AS aside (id, epoch, reason, is_key_missing)
                WHERE parked.id = ANY($1::uuid[]) AND parked.id = aside.id AND parked.lease_epoch = aside.epoch
                """,
                [
                    .uuids(rows.map(\.id)), .ints(rows.map(\.epoch)),
                    .texts(rows.map { ParkedWork.unreadablePrefix + $0.reason }),
                    .optionalBools(rows.map(\.isKeyMissing)),
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

/// Work that fails and waits: what an operator has to see, and what a first success brings forward.
extension ParkedWork {
    package struct Waiting: Sendable, Hashable {
        package let name: String
        package let kind: FailureKind
        /// Why the last run failed, as a code.
        package let reason: String
        package let count: Int
        /// Of the one that waits longest.
        package let seconds: Int
        /// Since when that fails.
        package let since: Instant
    }

    /// What waits after a failure, by activity, kind and reason, the largest heap first.
    package func waiting(countMax: Int = 100) async throws -> [Waiting] {
        try await database.query(
            Statement(
                """
                SELECT name, failure, coalesce(last_error, ''), count(*),
                    extract(epoch FROM now() - min(failing_since))::bigint, min(failing_since)
                FROM parked WHERE failing_since IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 3 LIMIT $1::bigint
                """, [.int(countMax)],
                read: { row in
                    Waiting(
                        name: row.text(0), kind: FailureKind(rawValue: row.text(1)) ?? .bug, reason: row.text(2),
                        count: Int(row.int(3)), seconds: Int(row.int(4)), since: row.instant(5))
                }))
    }

    /// What the surroundings held up has just worked: the rest of its kind falls due within the next seconds
    /// instead of at the end of its pause.
    package func hasten(_ name: String, withinMilliseconds: Int) async throws {
        try await database.execute(
            Statement<Void>(
                """
                UPDATE parked SET due_at = now() + random() * $2::bigint * interval '1 millisecond'
                WHERE name = $1::text AND failure = 'environment' AND failing_since IS NOT NULL
                    AND leased_until IS NULL AND due_at > now() + $2::bigint * interval '1 millisecond'
                """, [.text(name), .int(withinMilliseconds)]))
    }
}
