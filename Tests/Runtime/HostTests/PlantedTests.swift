import Domain
import Events
import Flow
import FlowTesting
import JSON
import Kafka
import Kernel
import Telemetry
import Testing
import Topology

@testable import Host

/// No error text made from a value ever leaves: each event is wrong in every place, and what stood there is looked for.
extension RecordReadingTests {
    @Test(arguments: Catalogue.all.map { $0.schema.type })
    func `what stands in a wrong place is told to nobody`(name: String) async throws {
        let event = try #require(Catalogue.all.first { $0.schema.type == name })
        let mutations = try Mutation.all(of: event)
        var names: [EventReference: String] = [:]
        try put(
            mutations.enumerated().map { number, mutation in
                let id = EventID.stimulus("\(mark)/\(name)/\(number)", at: .sample)
                names[EventReference(id)] = mutation.name
                // An outsider's facts are known by another identity.
                return Written(event.schema.type, mutation.value, on: event.schema.topic, id: id.description)
            })
        let witnesses = try ServiceMap.colloquy.services
            .filter { service in service.heard.contains { $0.schema.topic == event.schema.topic } }
            .map(Witness.init)
        #expect(!witnesses.isEmpty)
        // Only an application holds what is personal; what others say freely, such as a job's title, may be said again.
        let isSecret = event.schema.topic.isPersonal
        func look(_ told: [Witness.Told], _ place: String?, _ witness: Witness) {
            let leaks = told.filter { $0.value.contains("Example") || $0.value.contains("138123") }
            #expect(leaks.isEmpty, "\(witness.service.name) on \(place ?? "?"): \(leaks)")
        }
        var count = 0
        // A record's memory is the reader's, so it is looked at while it is being read.
        try TopicReader(kafka, log: log).read([event.schema.topic.name], timeoutMilliseconds: 60_000) { record in
            guard record.key.elementsEqual(mark.utf8), let id = record.header("ce_id"),
                let place = names[EventReference(String(decoding: id, as: UTF8.self))]
            else { return true }
            count += 1
            for witness in witnesses { look(try witness.told(of: record.batch, withFacts: isSecret), place, witness) }
            return true
        }
        #expect(count == mutations.count)
        for witness in witnesses {
            for (item, epoch) in witness.waiting {
                let told = try await witness.told(of: item, epoch, withFacts: isSecret)
                look(told, names[item.cause.event], witness)
            }
        }
    }
}

/// One service that reads a topic, and everything that it lets out.
private struct Witness {
    let service: MappedService
    private let reading: RecordReading
    private let storage = MemoryLedger.Storage()
    private let ledger: MemoryLedger

    init(_ service: MappedService) throws {
        self.service = service
        reading = RecordReading(Reactor(service: service.name, reactions: service.reactions))
        ledger = MemoryLedger(reading.reactor, storage: storage, seal: { _ in [] })
        // The jobs that the samples name, so that nothing waits for them.
        for (number, job) in JobOpened.samples.enumerated() {
            guard let route = reading.reactor.routes(from: .jobs).route(JobOpened.schema.type) else { continue }
            _ = try ledger.record([
                Arrival(
                    route: route, cause: .stimulus("opening-\(number)", now: .sample), key: job.key,
                    bytes: try JSON.encode(job), origin: .submission)
            ])
        }
    }

    typealias Told = (name: String, value: String)

    /// Log lines, labels of metrics, refusals, headers and values, each under a name.
    func told(of batch: KafkaBatch, withFacts: Bool) throws -> [Told] {
        try told(of: reading.arrivals(batch, now: .sample), withFacts)
    }

    var waiting: [(item: ParkedItem, epoch: Int64)] {
        storage.parked.values.filter { $0.item.kind == .activity }
    }

    func told(of item: ParkedItem, _ epoch: Int64, withFacts: Bool) async throws -> [Told] {
        try told(of: [try await performed(item, epoch)], withFacts)
    }

    private func told(of arrivals: [Arrival], _ withFacts: Bool) throws -> [Told] {
        let published = storage.outbox.count
        var told = try record(arrivals)
        for block in storage.outbox[published...] {
            for record in try block.block.records() {
                for header in record.headers {
                    told.append((header.name, String(decoding: header.value, as: UTF8.self)))
                }
                let isLetter = record.headers.contains { $0.name == DeadLetter.reasonHeader }
                let isSealed = record.headers.contains { $0.name == DeadLetter.sealedHeader }
                if isLetter ? isSealed : withFacts {
                    told.append(("value", String(decoding: record.value, as: UTF8.self)))
                }
            }
        }
        return told
    }

    private func record(_ arrivals: [Arrival]) throws -> [Told] {
        let outcomes = try ledger.record(arrivals).outcomes
        return zip(arrivals, outcomes).flatMap { arrival, outcome in
            var told = OutcomeReport.metadata(arrival, outcome, reading.reactor).map {
                ("log \($0.key)", "\($0.value)")
            }
            told.append(("metric", outcome.label))
            if case .refused(let refusal) = outcome { told.append(("refusal", refusal.description)) }
            return told
        }
    }

    /// The activities of the map do nothing, but what is wrong with their input is told by them.
    private func performed(_ item: ParkedItem, _ epoch: Int64) async throws -> Arrival {
        let arrival = Arrival(
            route: reading.reactor.route(item.name), cause: item.cause, key: item.key, bytes: item.payload,
            origin: .parked(id: item.id, epoch: epoch, attempt: 1), isPersonal: item.isPersonal, headers: item.headers)
        let activity = try #require(reading.reactor.activity(item.name)?.activity)
        let context = ActivityContext(id: item.id, key: item.key, attempt: 1, cause: item.cause)
        do { arrival.result = try await activity.run(item.payload, context) } catch {
            let failure = ActivityFailure(givingUp: error)
            arrival.result = try activity.giveUp(item.payload, failure)
            if arrival.result == nil { arrival.fault = failure.description }
        }
        return arrival
    }
}
