import Domain
import Flow
import Foundation
import Kernel
import Synchronization
import Testing

@testable import Postgres

/// Which of the parked rows a worker gets.
@Suite struct LeaseTests {
    private let home: TestDatabase
    private let connection: Connection

    init() throws {
        home = try TestDatabase()
        connection = try home.connect()
    }

    private func work<Value: Sendable>(
        _ unseal: @escaping @Sendable ([UInt8]) throws -> [UInt8] = { $0 },
        _ body: (ParkedWork) async throws -> Value
    ) async throws -> Value {
        let pool = Database(
            .init(
                url: home.url, name: "tests", schema: home.schema, connectionCount: 1, prologue: ParkedWork.prologue))
        defer { pool.close() }
        return try await body(ParkedWork(pool, unseal: unseal))
    }

    private func park(_ count: Int, turn: Int, minutes: Int, bytes: Int = 2, kind: Int = 0, more: String = "") throws {
        try connection.execute(
            """
            INSERT INTO parked (id, kind, name, key, payload, is_sealed, cause, headers, due_at, turn\(more.isEmpty ? "" : ", needs_table, needs_key"))
            SELECT gen_random_uuid(), \(kind), 'work', '\(turn)', convert_to(repeat('x', \(bytes)), 'UTF8'), true,
                '{"inboxID":"0198f3d2-1a2b-8c3d-9e4f-5a6b7c8d9e0f","derivation":"0198f3d2-1a2b-8c3d-9e4f-5a6b7c8d9e0f","eventID":"e","correlationID":"c"}',
                '[]', now() - interval '\(minutes) minutes' + n * interval '1 microsecond', \(turn)\(more)
            FROM generate_series(1, \(count)) AS n
            """)
    }

    @Test func `a sender with little work waits for none with much, and turns go around`() async throws {
        try park(1000, turn: 1, minutes: 60)
        try park(1000, turn: 2, minutes: 50)
        try park(1, turn: 3, minutes: 1)
        try await work { work throws in
            let amount = ParkedWork.Amount(countMax: 6, leaseMilliseconds: 60_000)
            let first = try await work.leaseActivities("work", after: .min, amount, now: .epoch)
            #expect(first.map(\.item.turn).sorted() == [1, 1, 2, 2, 3])
            // What is asked for is one at a time: each turn comes before any turn comes again.
            let one = ParkedWork.Amount(countMax: 1, leaseMilliseconds: 60_000)
            var turns: [Int64] = []
            for _ in 0..<4 {
                turns += try await work.leaseActivities("work", after: turns.last ?? .min, one, now: .epoch)
                    .map(\.item.turn)
            }
            #expect(turns == [1, 2, 1, 2])
        }
    }

    @Test func `work that waits for its time in many turns hides none that is due behind it`() async throws {
        for turn in 1...100 { try park(2, turn: turn, minutes: -60) }
        try park(1, turn: 101, minutes: 1)
        try await work { work throws in
            let amount = ParkedWork.Amount(countMax: 6, leaseMilliseconds: 60_000)
            var turn = Int64.min
            var looks = 0
            var leased: [ParkedWork.Leased] = []
            while leased.isEmpty, looks < 100 {
                leased = try await work.leaseActivities("work", after: turn, amount, now: .epoch)
                turn = try await work.turnToGoOn("work", after: turn)
                looks += 1
            }
            #expect(leased.map(\.item.turn) == [101])
            #expect(looks <= 100 / ParkedWork.turnCountMax + 1)
            // After the last turn it begins at the first again.
            #expect(try await work.turnToGoOn("work", after: 96) == .min)
        }
    }

    @Test func `what is damaged is tried again a minute later at last, each at another moment`() async throws {
        try park(200, turn: 1, minutes: 2)
        try connection.execute("UPDATE parked SET created_at = now() - interval '1 hour'")
        let amount = ParkedWork.Amount(countMax: 200, leaseMilliseconds: 60_000)
        let leased = try await work({ _ in throw Unreadable.damaged }) { work throws in
            try await work.leaseActivities("work", after: .min, amount, now: .epoch)
        }
        #expect(leased.isEmpty)
        let seconds = try connection.query(
            Statement("SELECT extract(epoch FROM due_at - now())::float8 FROM parked", read: { $0.double(0) }))
        let (least, most) = (try #require(seconds.min()), try #require(seconds.max()))
        #expect(seconds.count == 200 && most - least > 30 && most <= 90)
    }

    private enum Unreadable: Error {
        case damaged
        case keyMissing
    }

    @Test(arguments: [0, 1])
    func `who lacks a key looks once, and the rest under it is left to who has it`(kind: Int) async throws {
        try park(3, turn: 1, minutes: 2, bytes: 9, kind: kind)
        let one = ParkedWork.Amount(countMax: 1, leaseMilliseconds: 60_000)
        let noted = Mutex(0)
        func lease(_ work: ParkedWork, _ amount: ParkedWork.Amount) async throws -> Int {
            kind == 0
                ? try await work.leaseActivities("work", after: .min, amount, now: .epoch).count
                : try await work.leaseTimers(amount, now: .epoch).count
        }
        try await work({ _ in throw Unreadable.keyMissing }) { lacking throws in
            let lacking = ParkedWork(
                lacking.database, unseal: { _ in throw Unreadable.keyMissing }, isKeyMissing: { _ in true },
                isUnreadable: { _ in noted.withLock { $0 += 1 } })
            for _ in 0..<3 { #expect(try await lease(lacking, one) == 0) }
            #expect(noted.withLock { $0 } == 1)
            // Nothing that it could do is due, so it does not look again and again.
            #expect(try await lacking.millisecondsToNext() == nil)
        }
        try await work { having throws in
            #expect(try await lease(having, .init(countMax: 9, leaseMilliseconds: 60_000)) == 3)
        }
    }

    /// PostgreSQL keeps the statistics of the moment at which it looked, also when an import fills the table afterwards.
    @Test func `a lease reads little of a full table, also with statistics from when it was empty`() async throws {
        try park(3000, turn: 1, minutes: 2)
        try connection.execute("DELETE FROM parked")
        try connection.execute("ANALYZE parked")
        try park(10_000, turn: 1, minutes: 2)
        let leased = try await work { work throws in
            try await work.leaseActivities(
                "work", after: .min, .init(countMax: 100, leaseMilliseconds: 60_000), now: .epoch)
        }
        #expect(leased.count == 100)
        // What a connection read is counted at its end.
        var readCount: Int64 = 0
        while readCount == 0 {
            readCount = try connection.query(
                Statement(
                    "SELECT coalesce(sum(idx_tup_read), 0)::bigint FROM pg_stat_user_indexes WHERE relname = 'parked' AND schemaname = $1",
                    [.text(home.schema)], read: { $0.int(0) }))[0]
        }
        // The deleted rows' entries are passed once by each of two looks, while a neighbour's transaction may still see them.
        #expect(readCount < 7000)
    }

    @Test func `payloads are leased up to a sum of bytes, and one in any case`() async throws {
        try park(5, turn: 1, minutes: 2, bytes: 1000)
        try await work { work throws in
            let some = ParkedWork.Amount(countMax: 9, bytesMax: 2500, leaseMilliseconds: 60_000)
            #expect(try await work.leaseActivities("work", after: .min, some, now: .epoch).count == 2)
            let little = ParkedWork.Amount(countMax: 9, bytesMax: 10, leaseMilliseconds: 60_000)
            #expect(try await work.leaseActivities("work", after: .min, little, now: .epoch).count == 1)
        }
        try connection.execute("UPDATE parked SET kind = 2, leased_until = NULL")
        try await work { work throws in
            let some = ParkedWork.Amount(countMax: 9, bytesMax: 2500, leaseMilliseconds: 60_000)
            #expect(try await work.leaseTimers(some, now: .epoch).count == 2)
        }
    }

    @Test func `what waits for a state is not opened to learn that the state is still absent`() async throws {
        try connection.execute("CREATE TABLE awaited (key text PRIMARY KEY)")
        try park(3, turn: 1, minutes: 2, kind: 2, more: ", 'awaited', 'here'")
        try park(4, turn: 2, minutes: 2, kind: 2, more: ", 'awaited', 'absent'")
        try connection.execute("INSERT INTO awaited VALUES ('here')")
        // By now the pauses are long.
        try connection.execute("UPDATE parked SET attempts = 20 WHERE turn = 2")
        struct Opened: Error {}
        let leased = try await work { work throws in
            #expect(try await work.postponeWaiting(for: "awaited", countMax: 100) == 4)
            return try await work.leaseTimers(.init(countMax: 9, leaseMilliseconds: 60_000), now: .epoch)
        }
        #expect(leased.map(\.item.key) == ["1", "1", "1"])
        let rows = try connection.query(
            Statement(
                "SELECT attempts, due_at > now() FROM parked WHERE turn = 2", read: { ($0.int(0), $0.bool(1)) }))
        #expect(rows.allSatisfy { $0 == (21, true) })
        // The last attempt is the decision's: it says what becomes of a record whose other half never came.
        try connection.execute(
            "UPDATE parked SET attempts = \(Backoff.notYet.attemptsMax - 1), due_at = now() - interval '1 minute' WHERE turn = 2"
        )
        try await work { work throws in
            #expect(try await work.postponeWaiting(for: "awaited", countMax: 100) == 0)
            #expect(try await work.leaseTimers(.init(countMax: 9, leaseMilliseconds: 60_000), now: .epoch).count == 4)
        }
    }

    @Test func `activities that nobody performs any more are found`() async throws {
        try park(2, turn: 1, minutes: 2)
        try await work { work throws in
            let amount = ParkedWork.Amount(countMax: 9, leaseMilliseconds: 60_000)
            #expect(try await work.leaseStrays(knowing: ["other", "work"], amount, now: .epoch).isEmpty)
            #expect(try await work.leaseStrays(knowing: ["other"], amount, now: .epoch).count == 2)
        }
    }
}
