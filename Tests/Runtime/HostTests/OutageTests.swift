import Domain
import Events
import Flow
import Foundation
import JSON
import Kafka
import Kernel
import Postgres
import Synchronization
import Telemetry
import Testing

@testable import Host

/// Trouble of ours: work waits for it, visibly, and what was put aside can be given back.
extension EngineTests {
    private struct DiskFull: Classified { let kind = FailureKind.environment }

    /// Work that fails as it is told to.
    private final class Switch: Sendable {
        let error = Mutex<(any Error)?>(nil)
        let runs = Atomic<Int>(0)

        func set(_ error: (any Error)?) { self.error.withLock { $0 = error } }
    }

    private func table(_ work: Switch) -> [Reaction] {
        [
            accept(
                Ask.self,
                { (body: Ask, _: Tally?, _) throws(Refusal) in
                    Decision(nil, performing: [Perform(Doing(amount: body.amount))])
                }),
            perform(
                Doing.self,
                { body, _ in
                    work.runs.add(1, ordering: .relaxed)
                    if let error = work.error.withLock({ $0 }) { throw error }
                    return body.amount
                },
                then: { (_: Doing, output: Int, tally: Tally?, _) throws(Refusal) in
                    Decision(Tally(total: (tally?.total ?? 0) + output))
                },
                otherwise: { (_, _, tally: Tally?, _) throws(Refusal) in
                    Decision(Tally(total: (tally?.total ?? 0) - 1000))
                }),
            on(
                SurveyAnswered.self,
                { (_: SurveyAnswered, _: Tally?, _) throws(Refusal) in .nothing(.noConsequence("")) }),
        ]
    }

    private func ask(_ engine: Engine, _ key: String) async throws {
        let host = Host(
            service: service, settings: ConfigReader(arguments: [], environment: [:]), values: values(), sealer: sealer,
            logger: log, database: database)
        host.start(engine)
        #expect(try await host.submit(Ask(amount: 1), key: key, idempotencyKey: key) == .applied)
    }

    private func letters(_ key: String) throws -> [(headers: [Header], value: [UInt8])] {
        var found: [(headers: [Header], value: [UInt8])] = []
        let reader = TopicReader(KafkaSettings(bootstrapServers: bootstrap, clientID: "tests"), log: log)
        try reader.read([Topic.deadLetters(of: service).name], timeoutMilliseconds: 120_000) { record in
            if record.key.elementsEqual(key.utf8) {
                found.append((record.headers.map { Header($0.name, $0.value) }, Array(record.value)))
            }
            return true
        }
        return found
    }

    private func exhaust(_ key: String) async throws {
        try await database.execute(
            Statement<Void>(
                """
                UPDATE parked SET failing_since = now() - interval '8 days', due_at = now(), leased_until = NULL,
                    lease_epoch = lease_epoch + 1
                WHERE key = $1
                """, [.text(key)]))
    }

    @Test func `an outage of ours makes work wait, says so, and never tells the applicant`() async throws {
        let prefix = "outage\(UInt32.random(in: 0 ... .max))"
        let work = Switch()
        work.set(DiskFull())
        let engine = try engine(table(work))
        try engine.start()
        try await ask(engine, "\(prefix)-1")
        try await ask(engine, "\(prefix)-2")
        try await wait(seconds: 60) {
            await engine.waiting.sentences().contains {
                $0.hasPrefix("degraded: 2 runs of work wait after DiskFull (environment), the oldest for ")
            }
        }
        await engine.refreshMetrics()
        let series = "colloquy_activities_waiting{activity=\"work\",kind=\"environment\",reason=\"DiskFull\"} "
        #expect(MetricsRegistry.shared.exposition().contains(series + "2"))
        // Days of attempts change nothing, and an hour's pause ends at the first success of a neighbour.
        try await database.execute(
            Statement<Void>(
                "UPDATE parked SET attempts = 1000, due_at = now() + interval '1 hour' WHERE key = $1",
                [.text("\(prefix)-1")]))
        work.set(nil)
        try await wait(seconds: 60) { try await total(prefix: prefix) == 2 }
        await engine.refreshMetrics()
        #expect(MetricsRegistry.shared.exposition().contains(series + "0"))
        await engine.stop()
    }

    @Test func `work that waited in vain is a dead letter, and runs again when it is given back`() async throws {
        let key = "vain\(UInt32.random(in: 0 ... .max))-1"
        let work = Switch()
        work.set(DiskFull())
        let engine = try engine(table(work))
        try engine.start()
        try await ask(engine, key)
        try await wait(seconds: 60) { work.runs.load(ordering: .relaxed) >= 1 }
        try await wait(seconds: 60) {
            try await exhaust(key)
            return try letters(key).count == 1
        }
        #expect(try await total(prefix: String(key.dropLast(2))) == 0, "nobody is told a fault")
        let letter = try #require(try letters(key).first)
        #expect(letter.headers.contains { $0.name == DeadLetter.reasonHeader && $0.value.starts(with: "waited ".utf8) })
        let item = try #require(
            DeadLetter.work(
                letter.headers, key: key, value: letter.value, isPersonal: false, letter: "x/0/0", now: Host.now()))
        work.set(nil)
        let connection = try Connection(values().postgresURL, name: "tests", schema: service)
        #expect(try ParkedWork.park(item, schema: service, on: connection, seal: { $0 }))
        try await wait(seconds: 60) { try await total(prefix: String(key.dropLast(2))) == 1 }
        #expect(try !ParkedWork.park(item, schema: service, on: connection, seal: { $0 }), "once per letter")
        await engine.stop()
    }

    @Test func `work of a name that this program does not know waits for one that does`() async throws {
        let key = "unknown\(UInt32.random(in: 0 ... .max))-1"
        let older = try engine([
            on(
                SurveyAnswered.self,
                { (_: SurveyAnswered, _: Tally?, _) throws(Refusal) in .nothing(.noConsequence("")) })
        ])
        let work = Switch()
        let newer = try engine(table(work))
        let now = Host.now()
        let item = ParkedItem(
            id: .stimulus(key, at: now), kind: .activity, name: "work", key: key,
            payload: try JSON.encode(Ask(amount: 1)), isPersonal: false, cause: .stimulus(key, now: now), headers: [],
            dueAt: now, attempts: 0)
        let connection = try Connection(values().postgresURL, name: "tests", schema: service)
        try older.start()
        #expect(try ParkedWork.park(item, schema: service, on: connection, seal: { $0 }))
        try await wait(seconds: 60) {
            await older.waiting.sentences().contains { $0.contains("work waits after UnknownWork (environment)") }
        }
        await older.stop()
        try newer.start()
        try await wait(seconds: 60) { try await total(prefix: String(key.dropLast(2))) == 1 }
        await newer.stop()
    }
}
