import Domain
import Flow
import Foundation
import Kernel
import Postgres
import Synchronization
import Testing

@Suite struct LeaseLimitTests {
    /// A subquery with a limit may run once per row of the table when the planner joins by nested loops: then one
    /// worker would lease everything.
    @Test(arguments: [1, 3]) func `a worker leases at most what it asked for, however the planner joins`(countMax: Int)
        async throws
    {
        let home = try TestDatabase()
        let connection = try home.connect()
        let database = try #require(URLComponents(string: home.url)?.path.dropFirst())
        for setting in ["hashjoin", "mergejoin", "material", "hashagg", "sort"] {
            try connection.execute("ALTER DATABASE \(database) SET enable_\(setting) = off")
        }
        try connection.execute(
            """
            INSERT INTO parked (id, kind, name, key, payload, is_sealed, cause, headers, due_at)
            SELECT gen_random_uuid(), 0, 'work', 'k', '{}', false,
                '{"inboxID":"0198f3d2-1a2b-8c3d-9e4f-5a6b7c8d9e0f","derivation":"0198f3d2-1a2b-8c3d-9e4f-5a6b7c8d9e0f","eventID":"e","correlationID":"c"}',
                '[]', now() - interval '1 minute'
            FROM generate_series(1, 40)
            """)
        let pool = Database(.init(url: home.url, name: "tests", schema: home.schema, connectionCount: 1))
        defer { pool.close() }
        let work = ParkedWork(pool, unseal: { $0 })
        let amount = ParkedWork.Amount(countMax: countMax, leaseMilliseconds: 60_000)
        #expect(try await work.leaseActivities("work", after: .min, amount, now: .epoch).count == countMax)
        try await pool.execute(Statement<Void>("UPDATE parked SET kind = 1, leased_until = NULL"))
        #expect(try await work.leaseTimers(amount, now: .epoch).count == countMax)
    }

    struct Locked: Error {}

    /// A key that is missing, a cause that is no longer understood: whatever it is, it is that row's alone.
    @Test func `a row that cannot be read waits by itself and holds up no other`() async throws {
        let home = try TestDatabase()
        let connection = try home.connect()
        let cause =
            #"{"inboxID":"0198f3d2-1a2b-8c3d-9e4f-5a6b7c8d9e0f","derivation":"0198f3d2-1a2b-8c3d-9e4f-5a6b7c8d9e0f","eventID":"e","correlationID":"c"}"#
        for (name, cause) in [("locked", cause), ("broken", #"{"inboxID":7}"#), ("whole", cause)] {
            try connection.execute(
                """
                INSERT INTO parked (id, kind, name, key, payload, is_sealed, cause, headers, due_at)
                VALUES (gen_random_uuid(), 0, '\(name)', 'k', '{}', \(name == "locked"), '\(cause)', '[]', now())
                """)
        }
        let pool = Database(.init(url: home.url, name: "tests", schema: home.schema, connectionCount: 1))
        defer { pool.close() }
        let told = Mutex<[String]>([])
        let work = ParkedWork(
            pool, unseal: { _ in throw Locked() }, isUnreadable: { row in told.withLock { $0.append(row.name) } })
        func lease(_ work: ParkedWork) async throws -> [String] {
            try await work.leaseStrays(knowing: [], .init(countMax: 10, leaseMilliseconds: 60_000), now: .epoch)
                .map(\.item.name)
        }
        #expect(try await lease(work) == ["whole"])
        #expect(told.withLock { $0.sorted() } == ["broken", "locked"])
        #expect(try await work.unreadableCount() == 2)
        // They wait for a moment, and no attempt of theirs is used up.
        #expect(try await lease(work) == [])
        #expect(try await work.count() == 3)
        try connection.execute("UPDATE parked SET due_at = now() WHERE attempts = 0")
        #expect(try await lease(ParkedWork(pool, unseal: { $0 })) == ["locked"])
        #expect(try await work.unreadableCount() == 1)
    }
}
