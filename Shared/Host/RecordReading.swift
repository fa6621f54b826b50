import Domain
import Events
import Flow
import Kafka

/// Turns records of topics into arrivals: CloudEvents in binary mode, and in structured mode on the public topics.
struct RecordReading: Sendable {
    let reactor: Reactor
    private let topics: [String: Topic]
    /// The types that outsiders may send.
    private let known = Set(Catalogue.all.filter { $0.schema.topic.owner == nil }.map { $0.schema.type })

    init(_ reactor: Reactor) {
        self.reactor = reactor
        topics = Dictionary(uniqueKeysWithValues: reactor.topics.map { ($0.name, $0) })
    }

    /// The arrivals of a batch, in order. What is no event becomes an arrival with a fault.
    func arrivals(_ records: KafkaBatch, now: Instant) -> [Arrival] {
        var last: (name: String, topic: Topic?) = ("", nil)
        return records.map { record in
            let name = record.topic
            if name != last.name { last = (name, topics[name]) }
            let arrival = arrival(record, name, last.topic, now: now)
            // What is wrong with an outsider's record is wrong for all who read it; one of them puts it aside.
            if arrival.fault != nil, let intake = last.topic?.intake, intake != reactor.service {
                arrival.fault = nil
                arrival.route = nil
            }
            return arrival
        }
    }

    private func arrival(_ record: KafkaRecord, _ name: String, _ topic: Topic?, now: Instant) -> Arrival {
        let origin = Arrival.Origin.topic(name: name, partition: record.partition, offset: record.offset)
        let attributes = CloudEventAttributes(record)
        if attributes.isStructured { return structured(record, origin, topic, now: now) }
        let type: UnsafeRawBufferPointer
        var cause: Cause
        do {
            type = try attributes.checked()
            cause = try ours(attributes, topic, now: now) ?? foreign(attributes, record, now: now)
        } catch {
            return malformed(record, origin, topic, reason: "\(error)", now: now)
        }
        if let replay = record.header("colloquy-replay") { take(String(decoding: replay, as: UTF8.self), &cause) }
        let arrival = Arrival(
            route: reactor.route(type), cause: cause, key: "", value: record.value, owner: nil, origin: origin,
            isPersonal: topic?.isPersonal ?? false, headers: HeadersOfRecord(record: record))
        settle(arrival, record, topic, type: String(decoding: type, as: UTF8.self))
        return arrival
    }

    private func structured(
        _ record: KafkaRecord, _ origin: Arrival.Origin, _ topic: Topic?, now: Instant
    ) -> Arrival {
        let event: CloudEvent
        do { event = try CloudEvent(record) } catch {
            return malformed(record, origin, topic, reason: "\(error)", now: now)
        }
        guard topic?.isPublic == true else {
            return malformed(record, origin, topic, reason: "structured mode is for public topics", now: now)
        }
        var cause = cause(event, isOurs: topic?.owner != nil, timestamp: record.timestampMilliseconds, now: now)
        if let replay = record.header("colloquy-replay") { take(String(decoding: replay, as: UTF8.self), &cause) }
        // The envelope is gone, so a dead letter of it is in binary mode.
        let arrival = Arrival(
            route: reactor.route(event.type), cause: cause, key: "", bytes: event.data, origin: origin,
            isPersonal: topic?.isPersonal ?? false, headers: structuredHeaders(event, record))
        settle(arrival, record, topic, type: event.type)
        return arrival
    }

    private func settle(
        _ arrival: Arrival, _ record: KafkaRecord, _ topic: Topic?, type: @autoclosure () -> String
    ) {
        guard arrival.route != nil else {
            if let topic, topic.intake == reactor.service, !known.contains(type()) {
                arrival.fault = "unknown-type: nothing of this type is taken in from \(topic.name)"
                arrival.key = String(validating: record.key, as: UTF8.self) ?? ""
            }
            return
        }
        if record.isTombstone { arrival.fault = "malformed-event: a record without a value is no event" }
        setKey(arrival, record, topic)
    }

    /// The cause of a fact that one of us wrote: its identity is the inbox key. Nil for anyone else's.
    private func ours(
        _ attributes: CloudEventAttributes, _ topic: Topic?, now: Instant
    ) throws(CloudEventError) -> Cause? {
        guard topic?.owner != nil, let bytes = attributes.id, let id = EventID(canonical: bytes) else { return nil }
        let event = EventReference(id)
        return Cause(
            inboxID: id, derivation: id, event: event,
            correlation: try reference(attributes.correlationID, attributes) ?? event,
            traceparent: try attributes.text(attributes.traceParent, "traceparent"),
            occurredAt: try attributes.text(attributes.time, "time").flatMap { try? Instant($0) }, now: now)
    }

    private func reference(
        _ value: UnsafeRawBufferPointer?, _ attributes: CloudEventAttributes
    ) throws(CloudEventError) -> EventReference? {
        if let value, let id = EventID(canonical: value) { return EventReference(id) }
        return try attributes.text(value, "correlationid").map { EventReference($0) }
    }

    private func foreign(
        _ attributes: CloudEventAttributes, _ record: KafkaRecord, now: Instant
    ) throws(CloudEventError) -> Cause {
        cause(
            try CloudEvent(binary: attributes), isOurs: false, timestamp: record.timestampMilliseconds, now: now)
    }

    private func structuredHeaders(_ event: CloudEvent, _ record: KafkaRecord) -> [Header] {
        let rest = record.headers.filter { $0.name != "content-type" && $0.name != "traceparent" }
        return event.headers.map { Header($0.name, $0.value) } + rest.map { Header($0.name, $0.value) }
    }

    /// Our own records carry the event's key. An outsider's record may carry any: there the event itself says.
    private func setKey(_ arrival: Arrival, _ record: KafkaRecord, _ topic: Topic?) {
        if topic?.owner != nil {
            arrival.key = String(decoding: record.key, as: UTF8.self)
            return
        }
        do { arrival.key = try reactor.key(of: arrival) } catch {
            arrival.fault = arrival.fault ?? "malformed-event: \(error)"
            arrival.key = String(validating: record.key, as: UTF8.self) ?? ""
        }
    }

    /// A record that an operator gave back from this service's dead letters is new to it, once per letter; for every other
    /// service it is the duplicate it was.
    private func take(_ replay: String, _ cause: inout Cause) {
        guard replay.hasPrefix("\(reactor.service)/") else { return }
        let time = cause.derivation.date
        cause.inboxID = EventID.outsider(source: "replay:\(replay)", id: cause.event.description)
        cause.derivation = cause.inboxID.dated(time)
    }

    private func cause(_ event: CloudEvent, isOurs: Bool, timestamp: Int64?, now: Instant) -> Cause {
        let occurredAt = event.time.flatMap { try? Instant($0) }
        let inboxID: EventID
        let derivation: EventID
        if isOurs, let id = EventID(event.id) {
            inboxID = id
            derivation = id
        } else {
            inboxID = EventID.outsider(source: event.source, id: event.id)
            let time = occurredAt ?? timestamp.map(Instant.init(millisecondsSinceEpoch:)) ?? now
            derivation = inboxID.dated(time)
        }
        return Cause(
            inboxID: inboxID, derivation: derivation, event: EventReference(event.id),
            correlation: EventReference(event.correlationID ?? event.id), traceparent: event.traceParent,
            occurredAt: occurredAt, now: now)
    }

    /// What is no event has its place in the log as identity.
    private func malformed(
        _ record: KafkaRecord, _ origin: Arrival.Origin, _ topic: Topic?, reason: String, now: Instant
    ) -> Arrival {
        let id = EventID.outsider(source: "\(record.topic)/\(record.partition)", id: "\(record.offset)")
        let cause = Cause(
            inboxID: id, derivation: id.dated(now), event: EventReference(id), correlation: EventReference(id),
            now: now)
        let arrival = Arrival(
            route: nil, cause: cause, key: String(validating: record.key, as: UTF8.self) ?? "", value: record.value,
            owner: nil, origin: origin, isPersonal: topic?.isPersonal ?? false, headers: HeadersOfRecord(record: record)
        )
        arrival.fault = "malformed-event: \(reason)"
        return arrival
    }
}

/// Value and headers stay in librdkafka's memory, which the record keeps.
private struct HeadersOfRecord: HeaderSource {
    let record: KafkaRecord

    var headers: [Header] { record.headers.map { Header($0.name, $0.value) } }
}
