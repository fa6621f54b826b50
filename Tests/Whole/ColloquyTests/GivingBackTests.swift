import Domain
import Events
import Flow
import Foundation
import JSON
import Kafka
import Kernel
import Postgres
import Telemetry
import Testing

/// `colloquy dead-letters replay` of work, and `colloquy deliveries`, as processes on a real broker and database.
@Suite struct GivingBackTests {
    private let environment: [String: String]
    private let kafka: KafkaSettings
    private let url: String

    init() throws {
        let variables = ProcessInfo.processInfo.environment
        let bootstrap = try #require(variables["KAFKA_BOOTSTRAP_SERVERS"], "run the tests by `make test`")
        let administrator = try #require(variables["POSTGRES_ADMIN_URL"], "run the tests by `make test`")
        let name = "giving_\(UUID().uuidString.lowercased().replacing("-", with: ""))"
        try Connection(administrator, name: "tests").execute("CREATE DATABASE \(name)")
        var components = URLComponents(string: administrator)
        components?.path = "/\(name)"
        url = components?.string ?? administrator
        environment = ["KAFKA_BOOTSTRAP_SERVERS": bootstrap, "POSTGRES_URL": url]
        kafka = KafkaSettings(bootstrapServers: bootstrap, clientID: "tests")
        let cluster = try Cluster(kafka, log: Logger(label: "tests"))
        defer { cluster.close() }
        let topics = [Topic.deadLetters(of: "reporting"), .deliveries, .acts]
        _ = try cluster.ensure(
            topics.map { TopicPlan($0.name, partitionCount: 12, replicationFactor: 1) }, timeoutMilliseconds: 120_000)
    }

    private func colloquy(_ words: String...) throws -> (status: Int32, lines: [String]) {
        let run = try Tool.start(words, environment)
        return (run.end(), run.output.split(separator: "\n").map(String.init))
    }

    /// As notification itself says it: `colloquy send` speaks for nobody of the house.
    private func send(_ event: some Event, as bytes: [UInt8]? = nil) throws {
        let schema = type(of: event).schema
        let headers = [
            "ce_specversion": "1.0", "ce_id": UUID().uuidString, "ce_type": schema.type,
            "ce_source": EventHeaders.source(of: "notification"), "content-type": "application/json",
        ]
        let producer = try Producer(
            kafka, log: Logger(label: "tests"),
            hooks: Producer.Hooks { _, error in if let error { Issue.record("\(error)") } })
        try Array(event.key.utf8).withUnsafeBytes { key in
            try (bytes ?? JSON.encode(event)).withUnsafeBytes { value in
                try producer.produce(topic: schema.topic.name, key: key, value: value) { area in
                    for (name, value) in headers { area.add(name: name, value: Array(value.utf8)) }
                }
            }
        }
        producer.close(flushMilliseconds: 20_000)
    }

    private func records(_ topic: Topic, key: String) throws -> [(type: String, value: [UInt8])] {
        var found: [(String, [UInt8])] = []
        try TopicReader(kafka, log: Logger(label: "tests")).read([topic.name], timeoutMilliseconds: 120_000) { record in
            if record.key.elementsEqual(key.utf8) {
                let type = record.header("ce_type").map { String(decoding: $0, as: UTF8.self) } ?? ""
                found.append((type, Array(record.value)))
            }
            return true
        }
        return found
    }

    @Test func `work among the dead letters goes back to its table, once`() throws {
        let key = "app-\(UInt32.random(in: 0 ... .max))"
        let cause = Cause.stimulus(key, now: .sample)
        let item = ParkedItem(
            id: cause.inboxID, kind: .activity, name: "render-report", key: key, payload: Array(#"{"a":1}"#.utf8),
            isPersonal: false, cause: cause, headers: [], dueAt: .sample, attempts: 9)
        let connection = try Connection(url, name: "tests")
        try Migrator.run(KernelTables.migrations, schema: "reporting", on: connection)
        let producer = try Producer(
            kafka, log: Logger(label: "tests"),
            hooks: Producer.Hooks { _, error in if let error { Issue.record("\(error)") } })
        let reason = Header(DeadLetter.reasonHeader, "waited 604800 s in vain: DiskFull")
        try Array(key.utf8).withUnsafeBytes { name in
            try item.payload.withUnsafeBytes { value in
                try producer.produce(topic: Topic.deadLetters(of: "reporting").name, key: name, value: value) { area in
                    for header in DeadLetter.headers(ofWork: item) + [reason] {
                        area.add(name: header.name, value: header.value)
                    }
                }
            }
        }
        producer.close(flushMilliseconds: 20_000)
        let listed = try colloquy("dead-letters", "list", "reporting")
        let line = try #require(listed.lines.first { $0.contains(key) }, "\(listed.lines)")
        #expect(line.contains("render-report") && line.contains("waited 604800 s in vain"))
        let place = String(line.prefix { $0 != " " })
        let replayed = try colloquy("dead-letters", "replay", place, "--reason", "the disk has room again")
        #expect(replayed.lines == ["replayed  \(place)  render-report  \(key)"])
        let again = try colloquy("dead-letters", "replay", place, "--reason", "by mistake")
        #expect(again.status == 0 && again.lines == ["given back before  \(place)  render-report  \(key)"])
        let parked = try connection.query(
            Statement(
                "SELECT name || ' ' || convert_from(payload, 'UTF8') || ' ' || attempts FROM reporting.parked WHERE key = $1",
                [.text(key)], read: { $0.text(0) }))
        #expect(parked == [#"render-report {"a":1} 0"#])
    }

    @Test func `a message that failed is listed and asked for again, once per failure`() throws {
        let application = "app-\(UInt32.random(in: 0 ... .max))"
        var failed = DeliveryFailed.samples[0]
        failed.applicationID = try ApplicationID(application)
        failed.deliveryID = "\(application).offer.email"
        failed.code = "mail-deferred"
        let id = failed.deliveryID
        let none = try colloquy("deliveries", "resend", id)
        #expect(none.status == 1)
        #expect(none.lines.last?.hasSuffix("no delivery \(id) has failed; `deliveries list` shows what has") == true)
        // Somebody else's malformed record hides nothing.
        try send(failed, as: Array("{}".utf8))
        try send(failed)
        let line = try colloquy("deliveries", "list").lines.first { $0.hasPrefix(id) }
        #expect(line?.hasSuffix("candidate  mail-deferred") == true, "\(line ?? "")")
        for _ in 0..<2 {
            #expect(try colloquy("deliveries", "resend", id, "--by", "li").lines.last == "to be sent again  \(id)")
        }
        let asked = try records(.acts, key: application)
        #expect(asked.map(\.type) == ["delivery-resent", "delivery-resent"])
        #expect(try asked.map { try JSON.decode(DeliveryResent.self, from: $0.value).decidedBy } == ["li", "li"])
        var confirmed = DeliveryConfirmed.samples[0]
        confirmed.applicationID = failed.applicationID
        confirmed.deliveryID = id
        try send(confirmed)
        #expect(try colloquy("deliveries", "list").lines.allSatisfy { !$0.hasPrefix(id) })
    }

    @Test(arguments: [["deliveries"], ["deliveries", "resend"], ["deliveries", "resend", "--all", "a"]])
    func `words that mean nothing are answered with a sentence`(words: [String]) throws {
        let run = try Tool.start(words, environment)
        #expect(run.end() == 1)
        #expect(run.output.hasPrefix("colloquy deliveries: "))
    }
}
