import CloudEvents
import Crypto
import Events
import Flow
import Host
import JSON
import Kafka
import Kernel
import Topology

extension Evidence {
    /// Reads every topic from its beginning: the facts, what each service must have made of them, the dead letters.
    mutating func gatherTopics(_ kafka: KafkaSettings, _ canaries: Canaries) throws {
        let readings = ServiceMap.colloquy.services.map { Reading($0) }
        let letterTopics = Dictionary(
            uniqueKeysWithValues: Services.names.map { (Topic.deadLetters(of: $0).name, $0) })
        let topics = Dictionary(uniqueKeysWithValues: Topic.all.map { ($0.name, $0) })
        var begun: Set<TopicPartition> = []
        var found = self
        let reader = TopicReader(kafka, log: Surroundings.log)
        try reader.read(topics.keys.sorted() + letterTopics.keys.sorted(), timeoutMilliseconds: 600_000) { record in
            let name = record.topic
            if begun.insert(record.place).inserted, record.offset > 0, !found.cutTopics.contains(name) {
                found.cutTopics.append(name)
            }
            if topics[name]?.isPersonal != true, canaries.occur(in: record.value) {
                found.leaks.append("\(name)/\(record.partition)/\(record.offset)")
            }
            if let service = letterTopics[name] {
                found.letters.append(DeadLetterFound(Letter(record, service: service)))
                return true
            }
            found.records.append(Record(record, isPersonal: topics[name]?.isPersonal ?? false))
            for reading in readings { if let handled = reading.handled(record) { found.handled.append(handled) } }
            return true
        }
        found.placesSearched += topics.count - 1 + letterTopics.count
        self = found
    }

    /// How far the groups of these services have read.
    mutating func gatherLag(_ kafka: KafkaSettings, of names: [String]) throws {
        let cluster = try Cluster(kafka, log: Surroundings.log)
        defer { cluster.close() }
        for service in ServiceMap.colloquy.services where names.contains(service.name) {
            let topics = Reactor(service: service.name, reactions: service.reactions).topics.map(\.name)
            let lag = try cluster.lag(group: service.name, topics: topics, kafka, timeoutMilliseconds: 60_000)
            var behind: [String: Int64] = [:]
            for (place, count) in lag where count > 0 { behind["\(place.topic)/\(place.partition)"] = count }
            services[service.name, default: ServiceFound()].lag = behind
        }
    }
}

/// One service's eyes: what it makes of a record before it decides.
private struct Reading {
    let service: String
    let reactor: Reactor
    let reading: RecordReading
    let topics: Set<String>
    let mark: ServiceMark
    private let performing: Set<String>

    init(_ service: MappedService) {
        self.service = service.name
        reactor = Reactor(service: service.name, reactions: service.reactions)
        reading = RecordReading(reactor)
        topics = Set(reactor.topics.map(\.name))
        mark = ServiceMark(service.name)
        performing = Set(
            service.reactions.compactMap { row in
                if case .event = row.trigger, row.activity != nil { row.name } else { nil }
            })
    }

    func handled(_ record: KafkaRecord) -> Evidence.Handled? {
        guard topics.contains(record.topic),
            let arrival = reading.arrivals(record.batch, now: Host.now()).first,
            arrival.route != nil || arrival.fault != nil
        else { return nil }
        let type = arrival.route.map { reactor.name(of: $0) } ?? "-"
        var handled = Evidence.Handled(
            service: service, topic: record.topic, partition: record.partition, offset: record.offset, type: type,
            inbox: arrival.cause.inboxID.description, isFaulty: arrival.fault != nil)
        guard !handled.isFaulty, performing.contains(type) else { return handled }
        // The identities of what follows are derived, so they are known without asking.
        let derivation = arrival.cause.derivation
        let work = EventID.derived(from: derivation.seen(by: mark), index: 0)
        handled.work = work.description
        handled.result = EventID.derived(from: work, index: 0, purpose: 1).description
        handled.waiting = EventID.derived(from: derivation, index: 0, purpose: 2).description
        return handled
    }
}

extension Evidence.DeadLetterFound {
    init(_ letter: Letter) {
        service = letter.service
        key = letter.key
        type = letter.type
        let place = [DeadLetter.topicHeader, DeadLetter.partitionHeader, DeadLetter.offsetHeader].map(letter.header)
        origin = place.contains(nil) ? nil : place.compactMap { $0 }.joined(separator: "/")
        reason = letter.header(DeadLetter.reasonHeader)
        hasTime = letter.header(DeadLetter.timeHeader) != nil
        event = letter.header("ce_id")
    }
}

extension Evidence.Record {
    init(_ record: KafkaRecord, isPersonal: Bool) {
        let attributes = CloudEventAttributes(record)
        func text(_ value: UnsafeRawBufferPointer?) -> String? { value.map { String(decoding: $0, as: UTF8.self) } }
        topic = record.topic
        partition = record.partition
        offset = record.offset
        key = String(decoding: record.key, as: UTF8.self)
        type = text(attributes.type) ?? "-"
        source = text(attributes.source) ?? "-"
        id = text(attributes.id) ?? "\(record.topic)/\(record.partition)/\(record.offset)"
        causation = text(attributes.causationID)
        digest = String(SHA256.hash(data: Array(record.value)).hex.prefix(32))
        if attributes.isStructured, let event = try? CloudEvent(record) {
            (type, source, id) = (event.type, event.source, event.id)
        }
        if !isPersonal, let value = try? JSONValue(parsing: record.value) { names = Self.names(of: value) }
        if isPersonal, key.isEmpty, let value = try? JSONValue(parsing: record.value) {
            key = value["applicationID"]?.string ?? value["data"]?["applicationID"]?.string ?? ""
        }
    }

    private static let kept = [
        "applicationID", "jobID", "candidateID", "deliveryID", "answerID", "from", "to", "recipient",
    ]

    private static func names(of value: JSONValue) -> [String: String] {
        var names: [String: String] = [:]
        for name in kept { names[name] = value[name]?.string ?? value["answer"]?[name]?.string }
        if let version = value["version"]?.integer { names["version"] = "\(version)" }
        return names
    }
}
