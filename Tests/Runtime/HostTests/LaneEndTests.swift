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

@testable import Host

/// The end of a lane while the database refuses: what was not recorded stays for whoever comes next.
extension EngineTests {
    struct Note: Submission {
        static let name = "note"
        var padding: String
    }

    private static let place: Int32 = 5

    private func endReactions(prefix: String) -> [Reaction] {
        reactions(prefix: prefix) + [
            accept(
                Note.self,
                { (_: Note, tally: Tally?, _) throws(Refusal) in Decision(Tally(total: (tally?.total ?? 0) + 1)) })
        ]
    }

    /// A lane that is told after a moment that a row is locked, as it is told of every trouble of the database.
    private func impatient() throws -> [String: String] {
        var components = try #require(URLComponents(string: url))
        components.queryItems =
            (components.queryItems ?? []) + [URLQueryItem(name: "options", value: "-c lock_timeout=100")]
        return [
            "POSTGRES_URL": try #require(components.string), "LANE_COUNT": "1", "BATCH_BYTES_MAX": "1024",
        ]
    }

    /// Holds the row of a key, which it makes.
    private func hold(_ key: String) throws -> Connection {
        let connection = try Connection(url, name: "holder", schema: service)
        try connection.execute(
            "INSERT INTO tallies (key, version, state, total) VALUES ('\(key)', 1, '{\"total\":0}', 0)")
        try connection.execute("BEGIN")
        try connection.execute("UPDATE tallies SET total = 0 WHERE key = '\(key)'")
        return connection
    }

    @Test func `a stop in the middle of a cut batch answers each submission once`() async throws {
        let prefix = "cut\(UInt32.random(in: 0 ... .max))"
        let answers = Mutex<[String: [Outcome]]>([:])
        let engine = try engine(endReactions(prefix: prefix), try impatient())
        let holder = try hold("\(prefix)-b")
        for key in ["\(prefix)-a", "\(prefix)-b", "\(prefix)-c"] {
            let arrival = Arrival(
                route: engine.reactor.route("note"), cause: .stimulus(key, now: Host.now()), key: key,
                bytes: try JSON.encode(Note(padding: String(repeating: "x", count: 900))), origin: .submission,
                completion: { outcome in answers.withLock { $0[key, default: []].append(outcome) } })
            #expect(engine.deliver(LaneInbox.Handover(arrival: arrival)))
        }
        try engine.start()
        try await wait(seconds: 30) { answers.withLock { $0["\(prefix)-a"] != nil } }
        await engine.stop()
        try holder.execute("ROLLBACK")
        #expect(
            answers.withLock { $0 }
                == ["\(prefix)-a": [.applied], "\(prefix)-b": [.stale], "\(prefix)-c": [.stale]])
        #expect(try await total(prefix: prefix) == 1)
    }

    @Test func `nothing after an abandoned batch moves the position`() async throws {
        let prefix = "gap\(UInt32.random(in: 0 ... .max))"
        let answers = Mutex<[Outcome]>([])
        let engine = try engine(endReactions(prefix: prefix), try impatient())
        let holder = try hold("\(prefix)-held")
        try engine.start()
        try await wait(seconds: 60) { engine.problems.isEmpty }
        try produce("\(prefix)-held")
        let before = Metric.recordingFailures.value
        try await wait(seconds: 30) { Metric.recordingFailures.value > before }
        // The lane is at work on the first record for good; these come after it, on its own partition and beside it.
        try produce("\(prefix)-free")
        let arrival = Arrival(
            route: engine.reactor.route("note"), cause: .stimulus(prefix, now: Host.now()), key: "\(prefix)-note",
            bytes: try JSON.encode(Note(padding: "")), origin: .submission,
            completion: { outcome in answers.withLock { $0.append(outcome) } })
        #expect(engine.deliver(LaneInbox.Handover(arrival: arrival)))
        let since = Metric.recordingFailures.value
        try await wait(seconds: 30) { Metric.recordingFailures.value >= since + 3 }
        await engine.stop()
        try holder.execute("ROLLBACK")
        #expect(answers.withLock { $0 } == [.stale])
        #expect(try await total(prefix: prefix) == 0)

        let next = try self.engine(endReactions(prefix: prefix))
        try next.start()
        for key in ["\(prefix)-held", "\(prefix)-free"] {
            try await wait(seconds: 60) { try await total(of: key) == 1 }
        }
        await next.stop()
        #expect(try await total(prefix: prefix) == 2)
    }

    private func total(of key: String) async throws -> Int {
        try await database.query(
            Statement("SELECT total FROM tallies WHERE key = $1", [.text(key)], read: { Int($0.int(0)) })
        ).first ?? 0
    }

    /// A record on one partition, whatever its key.
    private func produce(_ key: String) throws {
        let failures = Mutex(0)
        let producer = try Producer(
            KafkaSettings(bootstrapServers: bootstrap, clientID: "tests"), log: log,
            hooks: Producer.Hooks { _, error in if error != nil { failures.withLock { $0 += 1 } } })
        let event = SurveyAnswered(applicationID: try ApplicationID(key), satisfaction: 4, answeredAt: .sample)
        let id = EventID.stimulus(key, at: .sample).description
        try Array(key.utf8).withUnsafeBytes { key in
            try JSON.encode(event).withUnsafeBytes { value in
                try producer.produce(
                    topic: Topic.interviews.name, partition: EngineTests.place, key: key, value: value
                ) { headers in
                    headers.add(CloudEventHeader.specVersion, "1.0")
                    headers.add(CloudEventHeader.id, id)
                    headers.add(CloudEventHeader.type, SurveyAnswered.schema.type)
                    headers.add(CloudEventHeader.source, "/colloquy/gateway")
                }
            }
        }
        producer.close(flushMilliseconds: 20_000)
        #expect(failures.withLock { $0 } == 0)
    }
}
