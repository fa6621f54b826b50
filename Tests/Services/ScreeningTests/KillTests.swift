import CloudEvents
import Domain
import Encoding
import Events
import Foundation
import JSON
import Kafka
import Postgres
import Synchronization
import Telemetry
import Testing
import Vault

/// The real process, killed where it hurts: after an activity has written to the vault, before its result is committed.
@Suite(.serialized) struct KillTests {
    private static let applicationCount = 8

    private static func key(_ version: Int) -> String {
        "\(version):" + Base64.standard.encode([UInt8](repeating: UInt8(version), count: 32))
    }

    private let logger = Logger(label: "tests")
    private let bootstrap: String
    private let administrator: String
    private let url: String
    private let prefix = "kill\(UInt32.random(in: 0 ... .max))"
    private let folder: URL

    init() throws {
        let environment = ProcessInfo.processInfo.environment
        bootstrap = try #require(environment["KAFKA_BOOTSTRAP_SERVERS"], "run the tests by `make test`")
        administrator = try #require(environment["POSTGRES_ADMIN_URL"], "run the tests by `make test`")
        try Connection(administrator, name: "tests").execute("CREATE DATABASE \(prefix)")
        var components = try #require(URLComponents(string: administrator))
        components.path = "/\(prefix)"
        url = try #require(components.string)
        folder = FileManager.default.temporaryDirectory.appending(path: prefix)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let cluster = try Cluster(KafkaSettings(bootstrapServers: bootstrap, clientID: "tests"), log: logger)
        defer { cluster.close() }
        let plans = (Topic.all + [Topic.deadLetters(of: "screening")]).map {
            TopicPlan($0.name, partitionCount: 12, replicationFactor: 1)
        }
        _ = try cluster.ensure(plans, timeoutMilliseconds: 120_000)
    }

    @Test(.timeLimit(.minutes(3)))
    func `a process that is killed after it wrote to the vault loses no application`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let jobID = try JobID("\(prefix)-job")
        // A lane whose result waits for the lock takes nothing more, so each partition has a lane.
        let first = try screening(lanes: 12)
        try publish([JobOpened(jobID: jobID, job: .sample)])
        try await wait { try count("SELECT count(*) FROM screening.jobs WHERE key = '\(jobID)'") == 1 }
        // Nothing of these applications can be committed while this lock is held.
        let lock = try Connection(url, name: "lock")
        try lock.execute("SET idle_in_transaction_session_timeout = 0; BEGIN")
        try lock.execute("LOCK TABLE screening.screenings IN SHARE MODE")
        try publish(
            (1...Self.applicationCount).map { number in
                var event = ApplicationReceived.samples[1]
                event.applicationID = ApplicationID(stringLiteral: "\(prefix)-\(number)")
                event.jobID = jobID
                event.candidate.candidateID = nil
                event.resume = .init(text: "Team leadership since 2015, stock, budget and weekend work. \(number)")
                return event
            })
        try await wait {
            try count("SELECT count(*) FROM vault.fields WHERE name LIKE 'resume-text.\(prefix)-%'")
                >= Self.applicationCount / 2
        }
        kill(first.processIdentifier, SIGKILL)
        first.waitUntilExit()
        // What the dead process had sent ahead must not come true after all.
        try Connection(administrator, name: "tests").execute(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = '\(prefix)' AND application_name LIKE 'screening%'
            """)
        #expect(try count("SELECT count(*) FROM screening.screenings WHERE \(isOurs)") == 0)
        try lock.execute("ROLLBACK")

        let second = try screening()
        // Some may still lie on the topic, unread.
        let screened = "SELECT count(*) FROM screening.screenings WHERE standing = 'screened' AND \(isOurs)"
        try await wait { try count(screened) == Self.applicationCount }
        try await wait { try count("SELECT count(*) FROM screening.parked WHERE \(isOurs)") == 0 }
        try await wait { try count("SELECT count(*) FROM screening.outbox") == 0 }
        second.terminate()
        second.waitUntilExit()
        #expect(second.terminationStatus == 0)
        #expect(try screenedKeys().count == Self.applicationCount)
    }

    @Test(.timeLimit(.minutes(3)))
    func `a process that lacks keys that stored data needs names their versions and does not start`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try screening()
        try await wait { log.contains("\"Started\"") }
        first.terminate()
        first.waitUntilExit()
        let blobs = folder.appending(path: "blobs").path
        let settings = try VaultSettings { ["VAULT_KEK": Self.key(1), "VAULT_DIRECTORY": blobs][$0] }
        let database = Database(.init(url: url, name: "tests", schema: "screening", connectionCount: 1))
        let vault = try await Vault.open(settings, database: database, actor: "tests", now: { .epoch })
        try await vault.put("Zoe Example", field: "name", of: "cand-zoe")
        let sealed = try Sealer(try KeyRing(Self.key(3))).seal([1])
        try await database.execute(
            Statement<Void>(
                """
                INSERT INTO parked (id, kind, name, key, payload, is_sealed, cause, headers, due_at)
                VALUES (gen_random_uuid(), 0, 'x', 'k', $1, true, '{}', '[]', now())
                """, [.bytes(sealed)]))

        let second = try screening(keys: Self.key(2))
        second.waitUntilExit()
        #expect(second.terminationStatus == 78)
        #expect(log.contains("VAULT_KEK lacks version 1, under which 2 data keys lie"))
        #expect(log.contains("VAULT_KEK lacks version 3, under which 1 parked records of screening lie"))
        // Given up by the operator, they hold up nothing any more.
        let third = try screening(keys: "1:lost\n3:lost\n" + Self.key(2))
        try await wait { log.contains("Parked work cannot be read and waits") }
        third.terminate()
        third.waitUntilExit()
        #expect(third.terminationStatus == 0)
    }

    /// The topics are everybody's: a service that begins to read them finds what other tests have published.
    private var isOurs: String { "key LIKE '\(prefix)-%'" }

    private var log: String {
        (try? String(contentsOf: folder.appending(path: "screening.log"), encoding: .utf8)) ?? ""
    }

    private func screening(keys: String = KillTests.key(1), lanes: Int = 2) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "screening")
        process.environment = [
            "KAFKA_BOOTSTRAP_SERVERS": bootstrap, "POSTGRES_URL": url, "LEASE_SECONDS": "2", "LANE_COUNT": "\(lanes)",
            "VAULT_KEK": keys,
            "VAULT_DIRECTORY": folder.appending(path: "blobs").path, "SANDBOX_ISOLATION": "when-possible",
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
        ]
        let output = folder.appending(path: "screening.log")
        if !FileManager.default.fileExists(atPath: output.path) { try Data().write(to: output) }
        let handle = try FileHandle(forWritingTo: output)
        try handle.seekToEnd()
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        return process
    }

    private func publish(_ events: [any Event]) throws {
        let failures = Mutex(0)
        let producer = try Producer(
            KafkaSettings(bootstrapServers: bootstrap, clientID: "tests"), ProducerSettings(), log: logger,
            hooks: Producer.Hooks { _, error in if error != nil { failures.withLock { $0 += 1 } } })
        for event in events {
            let schema = type(of: event).schema
            try Array(event.key.utf8).withUnsafeBytes { key in
                try JSON.encode(event).withUnsafeBytes { value in
                    try producer.produce(topic: schema.topic.name, key: key, value: value) { headers in
                        headers.add(CloudEventHeader.specVersion, "1.0")
                        headers.add(CloudEventHeader.id, "\(event.key).1")
                        headers.add(CloudEventHeader.type, schema.type)
                        headers.add(CloudEventHeader.source, "/tests")
                    }
                }
            }
        }
        producer.close(flushMilliseconds: 20_000)
        #expect(failures.withLock { $0 } == 0)
    }

    /// The applications of this test that were said to be screened.
    private func screenedKeys() throws -> Set<String> {
        var keys: Set<String> = []
        let reader = TopicReader(KafkaSettings(bootstrapServers: bootstrap, clientID: "tests"), log: logger)
        try reader.read([ApplicationScreened.schema.topic.name], timeoutMilliseconds: 120_000) { record in
            let type = record.headers.last { $0.name == "\(CloudEventHeader.type)" }?.value
            let key = String(decoding: record.key, as: UTF8.self)
            if type == Array(ApplicationScreened.schema.type.utf8), key.hasPrefix("\(prefix)-") { keys.insert(key) }
            return true
        }
        return keys
    }

    private func count(_ sql: String) throws -> Int {
        let connection = try Connection(url, name: "tests")
        return try connection.query(Statement(sql, read: { Int($0.int(0)) })).first ?? 0
    }

    /// Until it is so; tables that are not there yet count as not so.
    private func wait(until condition: () throws -> Bool) async throws {
        for _ in 0..<1200 {
            if (try? condition()) == true { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("it did not happen:\n\(log.suffix(4000))")
    }
}
