import Domain
import Events
import Flow
import FlowTesting
import Glibc
import JSON
import Kernel
import Postgres
import Testing

@Suite struct PostgresLedgerTests {
    let database: TestDatabase

    init() throws { database = try TestDatabase() }

    static let tallies = Table(
        "tallies", of: LedgerConformance.Tally.self, columns: [.int("total") { Int64($0.total) }])

    func makeLedger(_ reactor: Reactor, lane: Int, owner: EventID = .stimulus("owner", at: .epoch)) -> PostgresLedger {
        PostgresLedger(
            PostgresLedger.Settings(
                url: database.url, service: "conformance", owner: owner, lane: lane,
                tables: [PostgresLedgerTests.tallies]),
            reactor: reactor, seal: { $0.map { $0 ^ 0x5A } })
    }

    func subject() throws -> LedgerConformance.Subject {
        let connection = try database.connect()
        var lane = 0
        return LedgerConformance.Subject(
            makeLedger: {
                lane += 1
                return makeLedger($0, lane: lane)
            },
            outbox: {
                let bodies = try connection.query(
                    Statement(
                        "SELECT \(StoredBlock.column) FROM outbox GROUP BY lane, number ORDER BY lane, number",
                        read: { $0.bytes(0) }))
                return try bodies.flatMap { try StoredBlock.block($0).records() }
            },
            total: { key in
                try connection.query(
                    Statement("SELECT total FROM tallies WHERE key = $1", [.text(key)], read: { Int($0.int(0)) })
                ).first
            },
            parked: {
                try connection.query(
                    Statement("SELECT id, kind, name, key, payload FROM parked") { row in
                        guard let kind = ParkedItem.Kind(rawValue: Int16(row.int(1))) else {
                            throw PostgresError(code: "XX001", message: "kind")
                        }
                        return ParkedItem(
                            id: row.uuid(0), kind: kind, name: row.text(2), key: row.text(3), payload: row.bytes(4),
                            isPersonal: false, cause: .stimulus(row.uuid(0).description, now: .epoch), headers: [],
                            dueAt: .epoch, attempts: 0)
                    })
            },
            lease: { id in
                try connection.query(
                    Statement(
                        "UPDATE parked SET lease_epoch = lease_epoch + 1 WHERE id = $1 RETURNING lease_epoch",
                        [.uuid(id)],
                        read: { $0.int(0) })
                ).first ?? 0
            })
    }

    @Test(arguments: LedgerConformance.Rule.allCases)
    func `the ledger in PostgreSQL conforms`(rule: LedgerConformance.Rule) async throws {
        try await LedgerConformance.check(rule, try subject())
    }

    func arrival(_ id: String, _ amount: Int, key: String = "k") throws -> Arrival {
        Arrival(
            route: reactor.route("add"), cause: .stimulus(id, now: .epoch), key: key,
            bytes: try JSON.encode(LedgerConformance.Addition(amount: amount)), origin: .submission)
    }

    let reactor = Reactor(service: "conformance", reactions: LedgerConformance.reactions)

    @Test func `a connection that was cut is made again and the same batch counts once`() throws {
        let ledger = makeLedger(reactor, lane: 1)
        _ = try ledger.record([try arrival("a", 1)])
        try database.connect().execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'conformance-lane-1' AND datname = current_database()"
        )
        #expect(throws: PostgresError.self) { try ledger.record([try arrival("b", 2)]) }
        #expect(try ledger.record([try arrival("b", 2)]).outcomes == [.applied])
        #expect(try ledger.record([try arrival("b", 2)]).outcomes == [.duplicate])
        #expect(try subject().total("k") == 3)
    }

    @Test func `a transaction that was committed without an answer gives its block when it is recorded again`() throws {
        let ledger = makeLedger(reactor, lane: 1)
        _ = try ledger.record([try arrival("a", 1)])
        // As if the answer to a COMMIT had been lost: the next block lies in the outbox and the ledger was not told.
        try database.connect().execute(
            "INSERT INTO outbox (owner, lane, number, body) SELECT owner, lane, 2, body FROM outbox WHERE number = 1")
        try database.connect().execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'conformance-lane-1' AND datname = current_database()"
        )
        #expect(throws: PostgresError.self) { try ledger.record([try arrival("b", 2)]) }
        let recorded = try ledger.record([try arrival("b", 2)])
        #expect(recorded.outcomes == [.applied])
        #expect(recorded.blocks.map(\.number) == [2, 3])
    }

    @Test func `a block is cut into rows that fit a page, and goes as a whole`() throws {
        let ledger = makeLedger(reactor, lane: 1)
        let recorded = try ledger.record(
            try (0..<1000).map { number in
                try arrival("\(UInt64.random(in: 0 ... .max))", number, key: "\(UInt64.random(in: 0 ... .max))")
            })
        let connection = try database.connect()
        let sizes = try connection.query(
            Statement("SELECT length(body) FROM outbox ORDER BY piece", read: { $0.int(0) }))
        #expect(sizes.count > 2 && sizes.dropLast().allSatisfy { $0 == 8000 })
        let whole = try connection.query(
            Statement("SELECT \(StoredBlock.column) FROM outbox GROUP BY number", read: { $0.bytes(0) }))
        #expect(try whole.map { try StoredBlock.block($0).body } == recorded.blocks.map(\.block.body))
        ledger.acknowledge(recorded.blocks.map(\.number))
        try ledger.sweep()
        #expect(try connection.query(Statement("SELECT count(*) FROM outbox", read: { $0.int(0) })) == [0])
    }

    @Test func `acknowledged blocks go with the next transaction or a sweep`() throws {
        let ledger = makeLedger(reactor, lane: 1)
        let first = try ledger.record([try arrival("a", 1)])
        ledger.acknowledge(first.blocks.map(\.number))
        let second = try ledger.record([try arrival("b", 1)])
        #expect(try subject().outbox().count == 1)
        ledger.acknowledge(second.blocks.map(\.number))
        try ledger.sweep()
        #expect(try subject().outbox().isEmpty)
    }

    @Test func `a state kept in memory gives way to what another process wrote meanwhile`() throws {
        let (one, other) = (makeLedger(reactor, lane: 1), makeLedger(reactor, lane: 2))
        for round in 0..<5 {
            #expect(try one.record([try arrival("one \(round)", 1)]).outcomes == [.applied])
            #expect(try other.record([try arrival("other \(round)", 10)]).outcomes == [.applied])
        }
        #expect(try subject().total("k") == 55)
    }

    @Test func `a decision that writes nothing sees the state that is true when it is recorded`() throws {
        let asking = Reactor(
            service: "conformance",
            reactions: LedgerConformance.reactions + [
                accept(LedgerConformance.Question.self) {
                    (_, tally: LedgerConformance.Tally?, _) throws(Refusal) in
                    throw Refusal("total-\(tally?.total ?? 0)", "asked")
                }
            ])
        let (one, other) = (makeLedger(asking, lane: 1), makeLedger(asking, lane: 2))
        func ask(_ id: String) throws -> Arrival {
            Arrival(
                route: asking.route("ask"), cause: .stimulus(id, now: .epoch), key: "k",
                bytes: Array("{\"amount\":0}".utf8), origin: .submission)
        }
        _ = try one.record([try arrival("a", 1)])
        #expect(try one.record([try ask("x")]).outcomes == [.refused(Refusal("total-1", "asked"))])
        _ = try other.record([try arrival("b", 2)])
        #expect(try one.record([try ask("y")]).outcomes == [.refused(Refusal("total-3", "asked"))])
    }

    @Test func `a row that was deleted is written anew, not lost`() throws {
        let ledger = makeLedger(reactor, lane: 1)
        _ = try ledger.record([try arrival("a", 1)])
        try database.connect().execute("DELETE FROM tallies")
        #expect(try ledger.record([try arrival("b", 2)]).outcomes == [.applied])
        #expect(try subject().total("k") == 2)
    }

    @Test func `what is kept is bounded, and right also when it is thrown away`() throws {
        let ledger = makeLedger(reactor, lane: 1)
        for round in 0..<3 {
            let batch = try (0..<700).map { try arrival("\(round).\($0)", 1, key: "k\($0)") }
            _ = try ledger.record(batch)
        }
        #expect(try subject().total("k0") == 3 && subject().total("k699") == 3)
    }

    @Test func `what the database cannot hold is buried alone`() throws {
        let ledger = makeLedger(reactor, lane: 1)
        let bad = Arrival(
            route: reactor.route("add"), cause: .stimulus("bad", now: .epoch), key: "nul\u{0}",
            bytes: Array("{\"amount\":1}".utf8),
            origin: .topic(name: "t", partition: 0, offset: 0))
        let outcomes = try ledger.record([try arrival("a", 1), bad, try arrival("b", 1)]).outcomes
        #expect(outcomes[0] == .applied && outcomes[2] == .applied)
        guard case .buried = outcomes[1] else { Issue.record("\(outcomes[1])"); return }
        #expect(try subject().total("k") == 2)
    }

    @Test func `the blocks of a dead owner are found once its session is gone, and by one process alone`() throws {
        let dead = EventID.stimulus("dead", at: .epoch)
        let live = OutboxOwner(.stimulus("live", at: .epoch), url: database.url, service: "conformance")
        let other = OutboxOwner(.stimulus("other", at: .epoch), url: database.url, service: "conformance")
        var owner: OutboxOwner? = OutboxOwner(dead, url: database.url, service: "conformance")
        try owner?.hold()
        _ = try makeLedger(reactor, lane: 3, owner: dead).record([try arrival("a", 1)])
        #expect(try live.orphans(countMax: 10) == nil)
        owner = nil
        // The server notices a moment later that the session is gone.
        var found = try live.orphans(countMax: 10)
        for _ in 0..<600 where found == nil {
            usleep(50_000)
            found = try live.orphans(countMax: 10)
        }
        let orphans = try #require(found)
        #expect(orphans.owner == dead && orphans.blocks.count == 1)
        #expect(try other.orphans(countMax: 10) == nil)
        try live.release(orphans, published: true)
        #expect(try other.orphans(countMax: 10) == nil)
        #expect(try subject().outbox().isEmpty)
    }
}

extension OutboxOwner.Orphans? {
    fileprivate static func == (left: Self, right: _OptionalNilComparisonType) -> Bool {
        if case .none = left { true } else { false }
    }
}
