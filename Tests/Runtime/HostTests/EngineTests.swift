import CloudEvents
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
import Vault

@testable import Host

/// The whole kernel on a real broker and a real database: records in, transactions, facts out.
@Suite(.serialized) struct EngineTests {
    struct Tally: Codable, Sendable {
        var total: Int
    }

    struct Ask: Submission {
        static let name = "ask"
        var amount: Int
    }

    struct Doing: Work {
        static let name = "work"
        var amount: Int
    }

    struct Later: Flow.Timer {
        static let name = "later"
        var amount: Int
    }

    static let table = Table("tallies", of: Tally.self, columns: [.int("total") { Int64($0.total) }])

    let bootstrap: String
    let url: String
    let service = "enginetest\(UInt32.random(in: 0 ... .max))"
    let database: Database
    let sealer: Sealer
    let log = Logger(label: "tests")

    init() throws {
        let environment = ProcessInfo.processInfo.environment
        bootstrap = try #require(environment["KAFKA_BOOTSTRAP_SERVERS"], "run the tests by `make test`")
        url = try #require(environment["POSTGRES_ADMIN_URL"], "run the tests by `make test`")
        LoggingSystem.bootstrap(service: "tests", level: .error)
        try Migrator.run(
            KernelTables.migrations + [
                Migration(
                    "m0001_create_tallies",
                    sql: """
                        CREATE TABLE tallies (key text PRIMARY KEY, version bigint NOT NULL, state json NOT NULL,
                            total bigint, updated_at timestamptz NOT NULL DEFAULT now());
                        """)
            ], schema: service, on: try Connection(url, name: "tests"))
        database = Database(.init(url: url, name: "tests", schema: service, connectionCount: 2))
        sealer = Sealer(try KeyRing("1:" + Data((0..<32).map { UInt8($0) }).base64EncodedString()))
        let cluster = try Cluster(KafkaSettings(bootstrapServers: bootstrap, clientID: "tests"), log: log)
        defer { cluster.close() }
        let plans = (Topic.all + [Topic.deadLetters(of: service), .operations(of: service)]).map {
            TopicPlan($0.name, partitionCount: 12, replicationFactor: 1)
        }
        _ = try cluster.ensure(plans, timeoutMilliseconds: 120_000)
    }

    func values(_ extra: [String: String] = [:]) -> HostSettings {
        var environment = ["KAFKA_BOOTSTRAP_SERVERS": bootstrap, "POSTGRES_URL": url, "SHUTDOWN_SECONDS": "10"]
        environment.merge(extra) { _, new in new }
        return HostSettings(ConfigReader(arguments: [], environment: environment))
    }

    func engine(
        _ reactions: [Reaction], _ extra: [String: String] = [:],
        patienceMilliseconds: Int64 = Attendance.patienceMilliseconds
    ) throws -> Engine {
        try Engine(
            service: service, values: values(extra), reactor: Reactor(service: service, reactions: reactions),
            tables: [EngineTests.table], database: database, sealer: sealer, log: log,
            patienceMilliseconds: patienceMilliseconds)
    }

    /// Counts only what this test sent, since other tests write to the same topics.
    func reactions(prefix: String) -> [Reaction] {
        [
            on(
                SurveyAnswered.self,
                { (event: SurveyAnswered, tally: Tally?, _) throws(Refusal) in
                    guard event.applicationID.text.hasPrefix(prefix) else { return .nothing(.noConsequence("")) }
                    return Decision(
                        Tally(total: (tally?.total ?? 0) + 1),
                        emitting: InterviewExpired(applicationID: event.applicationID, jobID: "job"))
                }, emits: InterviewExpired.self)
        ]
    }

    func send(_ count: Int, prefix: String, keys: Int = 50) throws {
        let counter = FailureCounter()
        let producer = try Producer(
            KafkaSettings(bootstrapServers: bootstrap, clientID: "tests"), log: log,
            hooks: Producer.Hooks { _, error in if error != nil { counter.increment() } })
        for number in 0..<count {
            let event = SurveyAnswered(
                applicationID: try ApplicationID("\(prefix)-\(number % keys)"), satisfaction: 4, answeredAt: .sample)
            let id = EventID.stimulus("\(prefix)/\(number)", at: .sample).description
            try Array(event.key.utf8).withUnsafeBytes { key in
                try JSON.encode(event).withUnsafeBytes { value in
                    try producer.produce(topic: Topic.interviews.name, key: key, value: value) { headers in
                        headers.add(CloudEventHeader.specVersion, "1.0")
                        headers.add(CloudEventHeader.id, id)
                        headers.add(CloudEventHeader.type, SurveyAnswered.schema.type)
                        headers.add(CloudEventHeader.source, "/colloquy/gateway")
                        headers.add(CloudEventHeader.contentType, "application/json")
                    }
                }
            }
        }
        producer.close(flushMilliseconds: 20_000)
        #expect(counter.value == 0)
    }

    func total(prefix: String) async throws -> Int {
        try await database.query(
            Statement(
                "SELECT coalesce(sum(total), 0)::bigint FROM tallies WHERE key LIKE $1", [.text(prefix + "-%")],
                read: { Int($0.int(0)) }))[0]
    }

    func wait(seconds: Double, until condition: () async throws -> Bool) async throws {
        let deadline = Date().addingTimeInterval(seconds)
        while Date() < deadline {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("it did not happen within \(seconds) s")
    }

    /// What was published for a prefix: identities by key, in the order of the partitions.
    func published(prefix: String, atLeast count: Int) async throws -> [String] {
        let group = "reader\(UInt32.random(in: 0 ... .max))"
        let consumer = try Consumer(
            KafkaSettings(bootstrapServers: bootstrap, clientID: "reader"),
            ConsumerSettings(group: group, topics: [Topic.stages.name], laneCount: 1), log: log, hooks: Consumer.Hooks()
        )
        try consumer.start()
        var ids: [String] = []
        let deadline = Date().addingTimeInterval(40)
        var idle = 0
        while Date() < deadline, ids.count < count || idle < 5 {
            let batch = consumer.lanes[0].poll(countMax: 1000, timeoutMilliseconds: 200)
            idle = batch.isEmpty ? idle + 1 : 0
            for record in batch where String(decoding: record.key, as: UTF8.self).hasPrefix(prefix + "-") {
                if let id = record.header(CloudEventHeader.id) { ids.append(String(decoding: id, as: UTF8.self)) }
            }
        }
        consumer.lanes[0].finish()
        consumer.close()
        return ids
    }

    @Test func `every record has its effect once and every fact is published, across restarts in mid-stream`()
        async throws
    {
        let prefix = "restart\(UInt32.random(in: 0 ... .max))"
        try send(3000, prefix: prefix)
        for round in 0..<3 {
            let engine = try engine(reactions(prefix: prefix))
            try engine.start()
            try await wait(seconds: 60) { try await total(prefix: prefix) >= min(3000, 1000 * (round + 1)) }
            await engine.stop()
        }
        #expect(try await total(prefix: prefix) == 3000)
        let ids = try await published(prefix: prefix, atLeast: 3000)
        #expect(Set(ids).count == 3000)
    }

    @Test func `a fact that arrives under an old identity again changes nothing`() async throws {
        let prefix = "again\(UInt32.random(in: 0 ... .max))"
        try send(200, prefix: prefix)
        try send(200, prefix: prefix)
        // Each key ends with something new: when all of it is counted, the repeats before it were looked at.
        try send(250, prefix: prefix)
        let engine = try engine(reactions(prefix: prefix))
        try engine.start()
        try await wait(seconds: 60) { try await total(prefix: prefix) >= 250 }
        await engine.stop()
        #expect(try await total(prefix: prefix) == 250)
    }

    @Test func `submissions are answered after the commit, activities run outside, and timers wake`() async throws {
        let ran = FailureCounter()
        let engine = try engine([
            accept(
                Ask.self,
                { (body: Ask, tally: Tally?, cause) throws(Refusal) in
                    if body.amount < 0 { throw Refusal("negative", "The amount is negative.") }
                    return Decision(
                        Tally(total: (tally?.total ?? 0) + body.amount),
                        waking: [Wake(Later(amount: 100), at: cause.now.advanced(byMilliseconds: 300))],
                        performing: [Perform(Doing(amount: body.amount))])
                }),
            wake(
                Later.self,
                { (body: Later, tally: Tally?, _) throws(Refusal) in
                    Decision(Tally(total: (tally?.total ?? 0) + body.amount))
                }),
            perform(
                Doing.self,
                { body, context in
                    ran.increment()
                    if context.attempt == 1 { throw ActivityFailure("once", "The first run fails.", .environment) }
                    return body.amount * 1000
                },
                then: { (_: Doing, output: Int, tally: Tally?, _) throws(Refusal) in
                    Decision(Tally(total: (tally?.total ?? 0) + output))
                }),
            on(
                SurveyAnswered.self,
                { (_: SurveyAnswered, _: Tally?, _) throws(Refusal) in .nothing(.noConsequence("")) }),
        ])
        try engine.start()
        let host = Host(
            service: service, settings: ConfigReader(arguments: [], environment: [:]), values: values(), sealer: sealer,
            logger: log, database: database)
        host.start(engine)
        #expect(try await host.submit(Ask(amount: 1), key: "one-1", idempotencyKey: "a") == .applied)
        #expect(try await host.submit(Ask(amount: 1), key: "one-1", idempotencyKey: "a") == .duplicate)
        let refused = try await host.submit(Ask(amount: -1), key: "one-1", idempotencyKey: "b")
        #expect(refused == .refused(Refusal("negative", "The amount is negative.")))
        try await wait(seconds: 20) { try await total(prefix: "one") == 1101 }
        #expect(ran.value == 2)
        await engine.stop()
        await #expect(throws: HostBusy.self) {
            try await host.submit(Ask(amount: 1), key: "one-1", idempotencyKey: "c")
        }
    }
}

private final class FailureCounter: Sendable {
    private let count = Atomic<Int>(0)
    func increment() { count.add(1, ordering: .relaxed) }
    var value: Int { count.load(ordering: .relaxed) }
}
