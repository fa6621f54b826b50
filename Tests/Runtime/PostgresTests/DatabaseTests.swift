import Domain
import Flow
import Kernel
import Postgres
import Testing

@Suite struct DatabaseTests {
    let database: TestDatabase
    let pool: Database

    init() throws {
        database = try TestDatabase()
        pool = Database(.init(url: database.url, name: "tests", schema: database.schema, connectionCount: 3))
    }

    @Test func `parked work goes that nobody could read for all the days, and no other`() async throws {
        for (key, error, days) in [
            ("lost", "'unreadable: no key'", 401), ("young", "'unreadable: no key'", 399), ("timer", "NULL", 401),
            ("waits", "'smtp-refused'", 401),
        ] {
            try await pool.run { connection in
                try connection.execute(
                    """
                    INSERT INTO parked (id, kind, name, key, payload, is_sealed, cause, headers, due_at, last_error, created_at)
                    VALUES (gen_random_uuid(), 0, 'x', '\(key)', '', true, '{}', '[]', now(), \(error),
                        now() - interval '\(days) days')
                    """)
            }
        }
        #expect(try await Pruning(pool, days: 400).expireUnreadable() == 1)
        #expect(
            try await pool.query(Statement("SELECT key FROM parked ORDER BY key", read: { $0.text(0) })) == [
                "timer", "waits", "young",
            ])
    }

    @Test func `connections that the server ended while they were idle are made again, and no statement fails`()
        async throws
    {
        let own = Database(.init(url: database.url, name: "ended", schema: database.schema, connectionCount: 6))
        let sessions = "FROM pg_stat_activity WHERE application_name = 'ended' AND datname = current_database()"
        for _ in 0..<3 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                // Each holds a thread for a while, so that all six have a connection.
                for _ in 0..<6 { group.addTask { try await own.run { try $0.execute("SELECT pg_sleep(0.2)") } } }
                try await group.waitForAll()
            }
            let ended = try await pool.query(
                Statement("SELECT count(pg_terminate_backend(pid)) \(sessions)", read: { $0.int(0) }))
            #expect(ended == [6])
            let left = Statement("SELECT count(*) \(sessions)", read: { $0.int(0) })
            while try await pool.query(left) != [0] { try await Task.sleep(for: .milliseconds(10)) }
            // A session leaves the view a moment before its process closes the line.
            try await Task.sleep(for: .milliseconds(300))
            for _ in 0..<20 {
                #expect(try await own.query(Statement("SELECT 1", read: { $0.int(0) })) == [1])
            }
        }
        own.close()
    }

    @Test func `a state is kept as it was written, also with a character that the server's own JSON does not know`()
        async throws
    {
        let state = Array(#"{"title": "a\u0000b",  "twice": 1, "number": 1e400}"#.utf8)
        try await pool.execute(
            Statement<Void>("INSERT INTO tallies (key, version, state) VALUES ('nul', 1, $1)", [.json(state)]))
        let kept = try await pool.query(
            Statement("SELECT state FROM tallies WHERE key = 'nul'", read: { Array($0.json(0)) }))
        #expect(kept == [state])
    }

    @Test func `the inbox forgets what is older than its days, in bounded batches, and nothing else`() async throws {
        let insert = "INSERT INTO inbox (event_id, seen_on) SELECT gen_random_uuid(), current_date"
        try await pool.run { connection in
            try connection.execute(
                "\(insert) - 401 FROM generate_series(1, 25); \(insert) - 400 FROM generate_series(1, 3)")
            try connection.execute("INSERT INTO inbox (event_id) VALUES (gen_random_uuid())")
        }
        let pruning = Pruning(pool, days: 400)
        #expect(try await pruning.forgetSeen(countMax: 10) == 10)
        #expect(try await pruning.forgetSeen(countMax: 10) == 10)
        #expect(try await pruning.forgetSeen(countMax: 10) == 5)
        #expect(try await pruning.forgetSeen(countMax: 10) == 0)
        #expect(try await pool.query(Statement("SELECT count(*) FROM inbox", read: { $0.int(0) })) == [4])
    }

    @Test func `values of every type come back as they went`() async throws {
        let id = EventID.stimulus("x", at: .epoch)
        let now = Instant(millisecondsSinceEpoch: 1_795_275_000_250)
        let rows = try await pool.query(
            Statement(
                "SELECT $1::text, $2::bigint, $3::bytea, $4::boolean, $5::uuid, $6::timestamptz, $7::double precision, $8::json, $9::text, $10::text[]",
                [
                    .text("简历 ' \" \\"), .int(-42), .bytes([0, 255, 10]), .bool(true), .uuid(id), .instant(now),
                    .double(0.1),
                    .json(Array("{\"a\":1}".utf8)), .text(nil), .texts(["a", "", "中"]),
                ]
            ) { row in
                #expect(
                    row.text(0) == "简历 ' \" \\" && row.int(1) == -42 && row.bytes(2) == [0, 255, 10] && row.bool(3))
                #expect(row.uuid(4) == id && row.instant(5) == now && row.double(6) == 0.1)
                #expect(String(decoding: row.json(7), as: UTF8.self) == "{\"a\":1}" && row.isNull(8))
                return 1
            })
        #expect(rows == [1])
    }

    @Test(arguments: [Int64.min, -62_135_596_800_001, 253_402_300_800_000, .max])
    func `a moment beyond the years 1 to 9999 is sent as the nearest in them`(milliseconds: Int64) async throws {
        let rows = try await pool.query(
            Statement(
                "SELECT extract(year FROM $1::timestamptz AT TIME ZONE 'UTC')::bigint",
                [.instant(Instant(millisecondsSinceEpoch: milliseconds))], read: { $0.int(0) }))
        #expect(rows == [milliseconds < 0 ? 1 : 9999])
    }

    @Test func `many callers share few connections`() async throws {
        let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
            for number in 0..<200 {
                group.addTask {
                    try await pool.query(Statement("SELECT $1::bigint", [.int(number)], read: { $0.int(0) }))[0]
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 19_900)
    }

    @Test func `a failed transaction leaves nothing and the connection goes on`() async throws {
        await #expect(throws: PostgresError.self) {
            try await pool.transaction { connection in
                _ = try connection.run(
                    Statement<Void>("INSERT INTO inbox (event_id) VALUES ($1)", [.uuid(.stimulus("a", at: .epoch))]))
                try connection.execute("SELECT 1/0")
            }
        }
        #expect(try await pool.query(Statement("SELECT count(*) FROM inbox", read: { $0.int(0) })) == [0])
    }

    @Test func `errors say what to do and never quote values`() async throws {
        do {
            _ = try await pool.query(
                Statement<Void>("SELECT $1::bigint + $2::text::bigint", [.int(1), .text("Zhang San")]))
            Issue.record("no error")
        } catch let error as PostgresError {
            #expect(!error.isRetriable && error.code == "22P02")
        }
        #expect(
            PostgresError(code: "40P01", message: "").isRetriable
                && PostgresError(code: "08006", message: "").isConnectionLost)
        #expect(
            !PostgresError(code: "42601", message: "").isRetriable
                && PostgresError(code: "53300", message: "").isRetriable)
    }

    @Test func `migrations run once, in order, and an older program refuses a newer schema`() throws {
        let connection = try database.connect()
        let steps =
            KernelTables.migrations + [
                Migration("m0001_create_tallies", sql: "SELECT 1"),
                Migration("m0002_more", sql: "CREATE TABLE more (a int)"),
            ]
        #expect(try Migrator.run(steps, schema: "conformance", on: connection) == ["m0002_more"])
        #expect(try Migrator.run(steps, schema: "conformance", on: connection) == [])
        #expect(throws: PostgresError.self) {
            try Migrator.run(KernelTables.migrations, schema: "conformance", on: connection)
        }
    }

    @Test func `due work is leased by one worker, oldest first, and again when its lease has ended`() async throws {
        let work = ParkedWork(pool, unseal: { $0 })
        for number in 0..<3 {
            try await pool.execute(
                Statement<Void>(
                    """
                    INSERT INTO parked (id, kind, name, key, payload, is_sealed, cause, headers, due_at)
                    VALUES ($1, 0, 'work', 'k', '{}', false, $2, '[]', now() - $3::bigint * interval '1 minute')
                    """,
                    [
                        .uuid(.stimulus("w\(number)", at: .epoch)),
                        .json(
                            Array(
                                #"{"inboxID":"0198f3d2-1a2b-8c3d-9e4f-5a6b7c8d9e0f","derivation":"0198f3d2-1a2b-8c3d-9e4f-5a6b7c8d9e0f","eventID":"e","correlationID":"c"}"#
                                    .utf8)),
                        .int(number),
                    ]))
        }
        let first = try await work.leaseActivities(
            "work", after: .min, .init(countMax: 2, leaseMilliseconds: 60_000), now: .epoch)
        #expect(Set(first.map(\.item.id)) == [.stimulus("w2", at: .epoch), .stimulus("w1", at: .epoch)])
        #expect(
            try await work.leaseActivities(
                "work", after: .min, .init(countMax: 9, leaseMilliseconds: 60_000), now: .epoch
            ).map(\.item.id)
                == [.stimulus("w0", at: .epoch)])
        #expect(
            try await work.heartbeat(
                [.init(id: first[0].item.id, epoch: first[0].epoch)], leaseMilliseconds: 60_000)
                == [first[0].item.id])
        try await pool.execute(
            Statement<Void>(
                "UPDATE parked SET leased_until = now() - interval '1 second' WHERE id = $1",
                [.uuid(first[1].item.id)]))
        let second = try await work.leaseActivities(
            "work", after: .min, .init(countMax: 9, leaseMilliseconds: 60_000), now: .epoch)
        #expect(second.map(\.item.id) == [first[1].item.id] && second[0].epoch == first[1].epoch + 1)
        #expect(
            try await work.heartbeat(
                [.init(id: first[1].item.id, epoch: first[1].epoch)], leaseMilliseconds: 60_000
            ).isEmpty
        )
    }
}
