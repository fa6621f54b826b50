import Domain
import Events
import Flow
import FlowTesting
import Foundation
import JSON
import Kafka
import Kernel
import Telemetry
import Testing
import Topology

@testable import Host

/// What services make of records that a broker holds: the real tables, a ledger in memory.
@Suite(.serialized) struct RecordReadingTests {
    let kafka: KafkaSettings
    let log = Logger(label: "tests")
    /// The topics are shared with other tests.
    let mark = "reading\(UInt32.random(in: 0 ... .max))"

    init() throws {
        let bootstrap = try #require(
            ProcessInfo.processInfo.environment["KAFKA_BOOTSTRAP_SERVERS"], "run the tests by `make test`")
        LoggingSystem.bootstrap(service: "tests", level: .error)
        kafka = KafkaSettings(bootstrapServers: bootstrap, clientID: "tests")
        let cluster = try Cluster(kafka, log: log)
        defer { cluster.close() }
        _ = try cluster.ensure(
            Topic.all.map { TopicPlan($0.name, partitionCount: 12, replicationFactor: 1) }, timeoutMilliseconds: 120_000
        )
    }

    /// A record as anybody might write it.
    struct Written: Sendable {
        var topic: Topic
        var headers: [(String, String)]
        var value: [UInt8]?
        var hasKey = true

        init(
            _ type: String, _ value: [UInt8]?, on topic: Topic, source: String? = nil, id: String,
            also: [(String, String)] = []
        ) {
            self.topic = topic
            self.value = value
            let owner = topic.owner.map { EventHeaders.source(of: $0) }
            headers =
                [
                    ("ce_specversion", "1.0"), ("ce_id", id), ("ce_type", type),
                    ("ce_source", source ?? owner ?? "/ats/test"), ("content-type", "application/json"),
                ] + also
        }
    }

    /// What the services on the map made of a record.
    struct Made: Equatable {
        /// Who changed a state, emitted or parked something.
        var obeyed: Set<String> = []
        /// Who put it aside, with the reason's code.
        var buried: [String: String] = [:]
    }

    func made(of written: Written) throws -> Made {
        try put([written])
        var made = Made()
        // A record without a key is known by its identity.
        let id = written.headers.first { $0.0 == "ce_id" }?.1 ?? ""
        try TopicReader(kafka, log: log).read([written.topic.name], timeoutMilliseconds: 120_000) { record in
            let isMine =
                written.hasKey
                ? record.key.elementsEqual(mark.utf8)
                : record.key.isEmpty && record.header("ce_id")?.elementsEqual(id.utf8) == true
            guard isMine else { return true }
            for service in ServiceMap.colloquy.services {
                let reactor = Reactor(service: service.name, reactions: service.reactions)
                guard reactor.topics.contains(written.topic) else { continue }
                let ledger = MemoryLedger(reactor)
                let arrivals = RecordReading(reactor).arrivals(record.batch, now: .sample)
                let outcomes = try ledger.record(arrivals).outcomes
                #expect(outcomes.count == 1)
                switch outcomes[0] {
                case .ignored: break
                case .buried(let reason): made.buried[service.name] = String(reason.prefix { $0 != ":" })
                default: made.obeyed.insert(service.name)
                }
            }
            return true
        }
        return made
    }

    func put(_ records: [Written]) throws {
        let producer = try Producer(kafka, log: log, hooks: Producer.Hooks(onDelivery: { _, _ in }))
        for written in records {
            try Array(written.hasKey ? mark.utf8 : "".utf8).withUnsafeBytes { key in
                try (written.value ?? []).withUnsafeBytes { value in
                    try producer.produce(
                        topic: written.topic.name, key: key,
                        value: written.value == nil ? UnsafeRawBufferPointer(start: nil, count: 0) : value
                    ) { headers in
                        for (name, text) in written.headers { headers.add(name: name, value: Array(text.utf8)) }
                    }
                }
            }
        }
        producer.close(flushMilliseconds: 20_000)
    }

    static func sample<E: Event>(_ event: E.Type) throws -> [UInt8] { try JSON.encode(E.samples[0]) }
    static let id = EventID.stimulus("reading", at: .sample).description

    @Test func `a fact is obeyed on its own topic, from its owner`() throws {
        let written = Written(StageDecided.schema.type, try Self.sample(StageDecided.self), on: .acts, id: Self.id)
        #expect(try made(of: written) == Made(obeyed: ["workflow"]))
    }

    /// Each type on a topic that it has no place on, with who puts it aside.
    static let misplaced: [(type: any Event.Type, topic: Topic, by: String)] = [
        (StageDecided.self, .applications, "screening"),
        (DeliveryRequested.self, .jobs, "screening"),
        (JobOpened.self, .applications, "screening"),
        (ApplicationReceived.self, .jobs, "screening"),
        (StageDecided.self, .interviews, "gateway"),
        (ContractSignedByCandidate.self, .stages, "gateway"),
        (OfferAnswered.self, .offers, "gateway"),
        (InterviewScored.self, .acts, "workflow"),
        (ContractApproved.self, .deliveries, "notification"),
    ]

    @Test(arguments: misplaced)
    func `a fact on another's topic is obeyed by nobody and put aside once`(
        type: any Event.Type, topic: Topic, by service: String
    ) throws {
        let written = Written(type.schema.type, try Self.sample(type), on: topic, id: Self.id)
        #expect(try made(of: written) == Made(buried: [service: "unknown-type"]))
    }

    @Test(arguments: [
        ("decide-stage", Topic.jobs, "screening"), ("give-approval", .interviews, "gateway"),
        ("interview-expiry", .acts, "workflow"), ("render-offer", .acts, "workflow"),
        ("no-such-thing", .offers, "gateway"),
    ])
    func `a record that calls itself a submission, a timer, work or nothing known is put aside once`(
        name: String, topic: Topic, by service: String
    ) throws {
        let value = Array(#"{"applicationID":"app-1","outcome":"hire","decidedBy":"hr"}"#.utf8)
        #expect(
            try made(of: Written(name, value, on: topic, id: Self.id)) == Made(buried: [service: "unknown-type"]))
    }

    @Test(arguments: ["/colloquy/workflow", "/ats/acme", "/colloquy/gatewa", "/colloquy/gateway/"])
    func `a fact that its topic's owner did not write is put aside once`(source: String) throws {
        let written = Written(
            StageDecided.schema.type, try Self.sample(StageDecided.self), on: .acts, source: source, id: Self.id)
        #expect(try made(of: written) == Made(buried: ["workflow": "foreign-source"]))
    }

    @Test(arguments: [
        ("ce_type", "stage-decided"), ("CE_Type", "offer-answered"), ("ce_id", "another"), ("ce_source", "/x"),
        ("ce_specversion", "1.0"), ("content-type", "application/cloudevents+json"), ("ce_time", "x"),
        ("ce_subject", "x"), ("ce_correlationid", "x"), ("ce_causationid", "x"),
    ])
    func `an attribute that stands there twice is refused, whichever of the two is right`(
        name: String, value: String
    ) throws {
        var written = Written(
            OfferAnswered.schema.type, try Self.sample(OfferAnswered.self), on: .acts, id: Self.id)
        for attribute in ["ce_time", "ce_subject", "ce_correlationid", "ce_causationid"] {
            written.headers.append((attribute, "2026-05-04T08:00:00Z"))
        }
        written.headers.append((name, value))
        #expect(try made(of: written) == Made(buried: ["workflow": "malformed-event"]))
        written.headers.insert(written.headers.removeLast(), at: 0)
        #expect(try made(of: written) == Made(buried: ["workflow": "malformed-event"]))
    }

    @Test func `a record without a value is put aside by one, also where another reacts to its type`() throws {
        let written = Written(ApprovalGiven.schema.type, nil, on: .acts, id: Self.id)
        #expect(try made(of: written) == Made(buried: ["workflow": "malformed-event"]))
    }

    /// Who puts a fact of ours without a key aside, also where another service reacts to its type.
    @Test(
        arguments: [
            (StageDecided.self, Topic.acts, "workflow"), (ApprovalGiven.self, .acts, "workflow"),
            (ApplicationScreened.self, .screenings, "gateway"),
        ] as [(any Event.Type, Topic, String)])
    func `a fact of ours without a key is put aside once`(type: any Event.Type, topic: Topic, by service: String) throws
    {
        let id = EventID.stimulus("keyless-\(mark)", at: .sample).description
        var written = Written(type.schema.type, try Self.sample(type), on: topic, id: id)
        written.hasKey = false
        #expect(try made(of: written) == Made(buried: [service: "malformed-event"]))
    }

    @Test func `an outsider's record needs no key: its event says what it is about`() throws {
        let id = EventID.stimulus("keyless-\(mark)", at: .sample).description
        var written = Written(JobOpened.schema.type, try Self.sample(JobOpened.self), on: .jobs, id: id)
        written.hasKey = false
        #expect(try made(of: written).obeyed.contains("screening"))
    }

    static let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test(
        arguments: [
            ([("ce_traceparent", trace)], trace), ([("traceparent", trace)], trace),
            ([("traceparent", "Ann Example 13812345678")], nil), ([("ce_traceparent", "Ann Example")], nil),
        ] as [([(String, String)], String?)], [Topic.acts, .jobs])
    func `a trace is handed on when it is one`(given: ([(String, String)], String?), topic: Topic) throws {
        let type: any Event.Type = topic == .acts ? StageDecided.self : JobOpened.self
        try put([Written(type.schema.type, try Self.sample(type), on: topic, id: Self.id, also: given.0)])
        let reading = RecordReading(Reactor(service: "workflow", reactions: ServiceMap.colloquy.services[1].reactions))
        var traces: [String?] = []
        try TopicReader(kafka, log: log).read([topic.name], timeoutMilliseconds: 120_000) { record in
            guard record.key.elementsEqual(mark.utf8) else { return true }
            traces += reading.arrivals(record.batch, now: .sample).map(\.cause.traceparent)
            return true
        }
        #expect(traces == [given.1])
    }

    @Test func `structured mode knows the same places`() throws {
        let data = String(decoding: try Self.sample(StageDecided.self), as: UTF8.self)
        var written = Written("x", nil, on: .applications, id: Self.id)
        written.headers = [("content-type", "application/cloudevents+json"), ("ce_type", "application-withdrawn")]
        written.value = Array(
            #"{"specversion":"1.0","id":"i","source":"/ats","type":"stage-decided","data":\#(data)}"#.utf8)
        #expect(try made(of: written) == Made(buried: ["screening": "unknown-type"]))
        written.value = Array(
            #"{"specversion":"1.0","id":"i","source":"/ats","type":"job-closed","type":"job-opened","data":{}}"#.utf8)
        #expect(try made(of: written) == Made(buried: ["screening": "malformed-event"]))
        // On a topic that one service owns, the envelope's source is looked at as well.
        written.topic = .stages
        written.value = Array(#"{"specversion":"1.0","id":"i","source":"/ats","type":"stage-changed","data":{}}"#.utf8)
        #expect(try made(of: written) == Made(buried: ["gateway": "foreign-source"]))
    }
}
