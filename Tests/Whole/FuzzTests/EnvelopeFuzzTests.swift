import Domain
import Events
import Flow
import Foundation
import Host
import JSON
import Kafka
import Kernel
import Telemetry
import Testing

/// Records as strangers make them, by way of a real broker, read as a service reads them.
@Suite(.timeLimit(.minutes(3))) struct EnvelopeFuzzTests {
    private static let count = 10_000
    private static let log: Logger = {
        var log = Logger(label: "tests")
        log.logLevel = .critical
        return log
    }()

    /// A fact on a topic of its own, which outsiders write.
    private struct Probe: Event {
        var applicationID: String
        var score: Int?

        var key: String { applicationID }

        static let topic = Topic(
            "fuzz-\(UInt64.random(in: 0 ... .max))", owner: nil, isPublic: true, intake: "prober")
        static let schema = Schema("probe-sent", on: topic, "Something was sent.", [])
        static let samples = [Probe(applicationID: "probe-1", score: 7)]
    }

    private struct Count: Codable, Sendable {
        var count = 0
    }

    private static let binary: [(String, [UInt8])] = [
        ("ce_specversion", "1.0"), ("ce_id", "probe-7"), ("ce_type", "probe-sent"), ("ce_source", "/outside"),
        ("ce_time", "2026-05-04T10:11:12Z"), ("ce_subject", "probe-1"), ("content-type", "application/json"),
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
    ].map { ($0.0, Array($0.1.utf8)) }
    private static let data = Array(#"{"applicationID":"probe-1","score":7}"#.utf8)
    private static let structured = Array(
        #"{"specversion":"1.0","id":"probe-8","type":"probe-sent","source":"/outside","data":{"applicationID":"probe-2"}}"#
            .utf8)

    @Test func `ten thousand spoiled records become arrivals, each an event, nobody's, or a dead letter with a reason`()
        throws
    {
        let servers = try #require(
            ProcessInfo.processInfo.environment["KAFKA_BOOTSTRAP_SERVERS"], "run it within `colloquy local --`")
        let kafka = KafkaSettings(bootstrapServers: servers, clientID: "fuzz")
        let cluster = try Cluster(kafka, log: Self.log)
        defer { cluster.close() }
        _ = try cluster.ensure([TopicPlan(Probe.topic.name, partitionCount: 1)], timeoutMilliseconds: 120_000)
        let sent = try send(kafka)

        let reactor = Reactor(
            service: "prober",
            reactions: [
                on(Probe.self) { (_: Probe, count: Count?, _) throws(Refusal) in
                    Decision(Count(count: (count?.count ?? 0) + 1))
                }
            ])
        let reading = RecordReading(reactor)
        var outcomes: [String: Int] = [:]
        try TopicReader(kafka, log: Self.log).read([Probe.topic.name], timeoutMilliseconds: 120_000) { record in
            for arrival in reading.arrivals(record.batch, now: Host.now()) {
                let slots = SlotTable()
                reactor.touch(arrival, in: slots)
                let outcome = reactor.decide(arrival, in: DecisionScope(reactor, slots: slots, effects: Effects()))
                outcomes[outcome.label, default: 0] += 1
                if case .buried(let reason) = outcome {
                    #expect(!reason.isEmpty)
                }
            }
            return true
        }
        #expect(outcomes.values.reduce(0, +) == sent, "\(outcomes)")
        #expect((outcomes["applied"] ?? 0) > 500 && (outcomes["buried"] ?? 0) > 500, "\(outcomes)")
    }

    /// How many the broker took.
    private func send(_ kafka: KafkaSettings) throws -> Int {
        var mutator = Mutator(seed: 15)
        let producer = try Producer(kafka, log: Self.log, hooks: Producer.Hooks { _, _ in })
        var sent = 0
        for round in 0..<Self.count {
            var headers = Self.binary
            var value = Self.data
            if round % 2 == 0 {
                for _ in 0..<Int.random(in: 0...2, using: &mutator) {
                    let place = Int.random(in: 0..<headers.count, using: &mutator)
                    switch Int.random(in: 0..<4, using: &mutator) {
                    case 0: headers.remove(at: place)
                    case 1: headers.append(headers[place])
                    default: headers[place].1 = mutator.spoiled(headers[place].1)
                    }
                }
                if round % 4 == 0 { value = mutator.spoiled(value) }
            } else {
                headers = [("content-type", Array("application/cloudevents+json".utf8))]
                value = mutator.spoiled(Self.structured, others: [Self.data])
            }
            try value.withUnsafeBytes { bytes in
                try producer.produce(topic: Probe.topic.name, partition: 0, key: nil, value: bytes) { target in
                    for (name, content) in headers { target.add(name: name, value: content) }
                }
            }
            sent += 1
        }
        producer.close(flushMilliseconds: 60_000)
        return sent
    }
}
