import Domain
import Flow
import Kernel
import Postgres
import Testing

@Suite struct WaitingWorkTests {
    private func parked(_ home: TestDatabase, count: Int) throws -> Database {
        let connection = try home.connect()
        try connection.execute(
            """
            INSERT INTO parked (id, kind, name, key, payload, is_sealed, cause, headers, due_at)
            SELECT gen_random_uuid(), 0, 'work', 'k', '{}', false,
                '{"inboxID":"0198f3d2-1a2b-8c3d-9e4f-5a6b7c8d9e0f","derivation":"0198f3d2-1a2b-8c3d-9e4f-5a6b7c8d9e0f","eventID":"e","correlationID":"c"}',
                '[]', now() - interval '1 minute'
            FROM generate_series(1, \(count))
            """)
        return Database(.init(url: home.url, name: "tests", schema: home.schema, connectionCount: 1))
    }

    private func lease(_ work: ParkedWork) async throws -> [ParkedWork.Leased] {
        try await work.leaseActivities(
            "work", after: 0, .init(countMax: 10, leaseMilliseconds: 60_000), now: .epoch)
    }

    @Test func `what fails is counted by name, kind and reason, since its first failure`() async throws {
        let home = try TestDatabase()
        let pool = try parked(home, count: 3)
        defer { pool.close() }
        let work = ParkedWork(pool, unseal: { $0 })
        #expect(try await work.waiting().isEmpty)
        let leased = try await lease(work)
        #expect(leased.count == 3 && leased.allSatisfy { $0.failure == nil })
        for (item, kind) in zip(leased, [FailureKind.environment, .environment, .bug]) {
            try await work.postpone(
                item.item.id, epoch: item.epoch, pauseMilliseconds: 0, attempts: 1, kind: kind, reason: "disk-full")
        }
        #expect(
            Set(try await work.waiting().map { "\($0.name) \($0.kind) \($0.reason) \($0.count)" }) == [
                "work environment disk-full 2", "work bug disk-full 1",
            ])
        let again = try await lease(work)
        let since = try #require(again.first?.failure?.since)
        for item in again {
            try await work.postpone(
                item.item.id, epoch: item.epoch, pauseMilliseconds: 3_600_000, attempts: 2, kind: .environment,
                reason: "disk-full")
        }
        let waiting = try await work.waiting()
        #expect(waiting.map(\.count) == [3] && waiting.map(\.kind) == [.environment])
        #expect(try await lease(work).isEmpty)
        #expect(since.millisecondsSinceEpoch > 0)
    }

    @Test func `a first success brings forward what the surroundings held up, and nothing else`() async throws {
        let home = try TestDatabase()
        let pool = try parked(home, count: 2)
        defer { pool.close() }
        let work = ParkedWork(pool, unseal: { $0 })
        for (item, kind) in zip(try await lease(work), [FailureKind.environment, .bug]) {
            try await work.postpone(
                item.item.id, epoch: item.epoch, pauseMilliseconds: 3_600_000, attempts: 1, kind: kind, reason: "x")
        }
        try await work.hasten("other", withinMilliseconds: 0)
        #expect(try await lease(work).isEmpty)
        try await work.hasten("work", withinMilliseconds: 0)
        #expect(try await lease(work).map(\.failure?.kind) == [.environment])
    }
}
