import CloudEvents
import Domain
import Events
import Flow
import Kafka
import Kernel
import Telemetry

/// Turns records of topics into arrivals: CloudEvents in binary mode, and in structured mode on the public topics.
package struct RecordReading: Sendable {
    let reactor: Reactor
    private let places: [String: ReadingPlace]

    package init(_ reactor: Reactor) {
        self.reactor = reactor
        places = Dictionary(uniqueKeysWithValues: reactor.topics.map { ($0.name, ReadingPlace($0, reactor)) })
    }

    /// The arrivals of a batch, in order. What is no event becomes an arrival with a fault.
    package func arrivals(_ records: KafkaBatch, now: Instant) -> [Arrival] {
        var last: (name: String, place: ReadingPlace?) = ("", nil)
        return records.compactMap { record in
            let name = record.topic
            if name != last.name { last = (name, places[name]) }
            // Only topics of the table are subscribed to.
            guard let place = last.place else { return nil }
            let arrival = arrival(record, place, now: now)
            // What has no place on a topic has none for all who read it; one of them puts it aside.
            if arrival.fault != nil {
                if place.isSomeoneElses {
                    arrival.fault = nil
                    arrival.route = nil
                } else if place.topic.owner == nil {
                    // What an outsider sent and nobody could read may be anything.
                    arrival.isPersonal = true
                }
            }
            return arrival
        }
    }

    private func arrival(_ record: KafkaRecord, _ place: ReadingPlace, now: Instant) -> Arrival {
        let attributes = CloudEventAttributes(record)
        let type: UnsafeRawBufferPointer
        var cause: Cause
        do {
            if attributes.isStructured { return try structured(record, place, now: now) }
            type = try attributes.checked()
            try place.check(source: attributes.source)
            cause = try ours(attributes, place.topic, now: now) ?? foreign(attributes, record, now: now)
        } catch {
            return misplaced(record, place, ReadingFault(error), now: now)
        }
        if let replay = record.header(DeadLetter.replayHeader) { take(String(decoding: replay, as: UTF8.self), &cause) }
        let arrival = Arrival(
            route: place.routes.route(type), cause: cause, key: "", value: record.value, owner: nil,
            origin: place.origin(record), isPersonal: place.topic.isPersonal, headers: HeadersOfRecord(record: record))
        setKeyOrFault(arrival, record, place, type)
        return arrival
    }

    private func structured(_ record: KafkaRecord, _ place: ReadingPlace, now: Instant) throws -> Arrival {
        let event = try CloudEvent(record)
        guard place.topic.isPublic else { throw ReadingFault.structured }
        try place.check(source: event.source)
        var cause = cause(
            event, isOurs: place.topic.owner != nil, timestamp: record.timestampMilliseconds, now: now)
        if let replay = record.header(DeadLetter.replayHeader) { take(String(decoding: replay, as: UTF8.self), &cause) }
        // The envelope is gone, so a dead letter of it is in binary mode.
        let arrival = Arrival(
            route: place.routes.route(event.type), cause: cause, key: "", bytes: event.data,
            origin: place.origin(record), isPersonal: place.topic.isPersonal,
            headers: structuredHeaders(event, record))
        var type = event.type
        type.withUTF8 { setKeyOrFault(arrival, record, place, UnsafeRawBufferPointer($0)) }
        return arrival
    }

    private func setKeyOrFault(
        _ arrival: Arrival, _ record: KafkaRecord, _ place: ReadingPlace, _ type: UnsafeRawBufferPointer
    ) {
        let hasKey = !record.key.isEmpty
        guard arrival.route != nil else {
            // One reader answers for the whole topic, also for what it does not react to itself.
            if place.isMine {
                arrival.fault = place.fault(of: type, isTombstone: record.isTombstone, hasKey: hasKey)?.description
            }
            if arrival.fault != nil { arrival.key = String(validating: record.key, as: UTF8.self) ?? "" }
            return
        }
        arrival.fault = place.fault(isTombstone: record.isTombstone, hasKey: hasKey)?.description
        setKey(arrival, record, place.topic)
    }

    /// The cause of a fact that one of us wrote: its identity is the inbox key. Nil for anyone else's.
    private func ours(
        _ attributes: CloudEventAttributes, _ topic: Topic, now: Instant
    ) throws(CloudEventError) -> Cause? {
        guard topic.owner != nil, let bytes = attributes.id, let id = EventID(canonical: bytes.bytes) else {
            return nil
        }
        let event = EventReference(id)
        return Cause(
            inboxID: id, derivation: id, event: event,
            correlation: try reference(attributes.correlationID, attributes) ?? event,
            traceparent: attributes.traceParent.flatMap { TraceContext.kept($0) },
            occurredAt: try attributes.text(attributes.time, "time").flatMap { try? Instant($0) }, now: now)
    }

    private func reference(
        _ value: UnsafeRawBufferPointer?, _ attributes: CloudEventAttributes
    ) throws(CloudEventError) -> EventReference? {
        if let value, let id = EventID(canonical: value.bytes) { return EventReference(id) }
        return try attributes.text(value, "correlationid").map { EventReference($0) }
    }

    private func foreign(
        _ attributes: CloudEventAttributes, _ record: KafkaRecord, now: Instant
    ) throws(CloudEventError) -> Cause {
        cause(
            try CloudEvent(binary: attributes), isOurs: false, timestamp: record.timestampMilliseconds, now: now)
    }

    private func structuredHeaders(_ event: CloudEvent, _ record: KafkaRecord) -> [Header] {
        let own = event.headers.map { Header($0.name, $0.value) }
        let known = Set(own.map(\.name) + ["content-type"])
        // An attribute that also stands in a header would come twice when the letter is given back.
        let rest = record.headers.filter { !known.contains($0.name.lowercased()) }
        return own + rest.map { Header($0.name, $0.value) }
    }

    /// Our own records carry the event's key. An outsider's record may carry any: there the event itself says.
    private func setKey(_ arrival: Arrival, _ record: KafkaRecord, _ topic: Topic) {
        if topic.owner != nil {
            arrival.key = String(decoding: record.key, as: UTF8.self)
            return
        }
        do { arrival.key = try reactor.key(of: arrival) } catch {
            arrival.fault = arrival.fault ?? "malformed-event: \(error.reason)"
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
            correlation: EventReference(event.correlationID ?? event.id),
            traceparent: event.traceParent.flatMap { TraceContext.kept($0) },
            occurredAt: occurredAt, now: now)
    }

    /// What has no place here has its place in the log as identity.
    private func misplaced(
        _ record: KafkaRecord, _ place: ReadingPlace, _ fault: ReadingFault, now: Instant
    ) -> Arrival {
        let id = EventID.outsider(source: "\(record.topic)/\(record.partition)", id: "\(record.offset)")
        let cause = Cause(
            inboxID: id, derivation: id.dated(now), event: EventReference(id), correlation: EventReference(id),
            now: now)
        let arrival = Arrival(
            route: nil, cause: cause, key: String(validating: record.key, as: UTF8.self) ?? "", value: record.value,
            owner: nil, origin: place.origin(record), isPersonal: place.topic.isPersonal,
            headers: HeadersOfRecord(record: record))
        arrival.fault = fault.description
        return arrival
    }
}

/// Records that come back from the dead letters by way of the service's own table.
extension RecordReading {
    /// The record of a letter as it is parked again; nil when this program cannot read it or has no row for it.
    func parked(_ letter: LetterReturn.Found, _ value: [UInt8], _ place: LetterPlace, now: Instant) -> ParkedItem? {
        guard let reading = letter.text(DeadLetter.topicHeader).flatMap({ places[$0] }) else { return nil }
        let kept = letter.headers.filter { !$0.name.hasPrefix("colloquy-") }
        guard let (route, cause) = routed(kept, value, reading, place, now: now),
            let key = key(letter.key, value, route, cause, reading.topic)
        else { return nil }
        let from = [DeadLetter.topicHeader, DeadLetter.partitionHeader, DeadLetter.offsetHeader].compactMap { name in
            letter.text(name).map { Header(name, $0) }
        }
        return ParkedItem(
            id: EventID.derived(from: cause.derivation, index: 0, purpose: 2), kind: .record,
            name: reactor.name(of: route), key: key, payload: value,
            isPersonal: letter.isSealed || reading.topic.isPersonal, cause: cause,
            headers: kept + from + [Header("\(DeadLetter.replayHeader)", "\(place)")], dueAt: now, attempts: 0)
    }

    /// What the headers say of the record, checked like those of one that has just come.
    private func routed(
        _ headers: [Header], _ value: [UInt8], _ reading: ReadingPlace, _ place: LetterPlace, now: Instant
    ) -> (route: Int, cause: Cause)? {
        let names = headers.map { Array($0.name.utf8) }
        let all = OwnedBytes(zip(names, headers).flatMap { $0 + $1.value })
        return value.withUnsafeBytes { value -> (route: Int, cause: Cause)? in
            let attributes = CloudEventAttributes(of: value) { take in
                var start = 0
                for (name, header) in zip(names, headers) {
                    let middle = start + name.count
                    let end = middle + header.value.count
                    take(
                        UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(all.buffer)[start..<middle]),
                        UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(all.buffer)[middle..<end]))
                    start = end
                }
            }
            defer { withExtendedLifetime(all) {} }
            guard !attributes.isStructured, let type = try? attributes.checked(),
                (try? reading.check(source: attributes.source)) != nil, let route = reading.routes.route(type),
                var cause = try? ours(attributes, reading.topic, now: now)
                    ?? cause(CloudEvent(binary: attributes), isOurs: false, timestamp: nil, now: now)
            else { return nil }
            take("\(place)", &cause)
            return (route, cause)
        }
    }

    private func key(
        _ given: String, _ value: [UInt8], _ route: Int, _ cause: Cause, _ topic: Topic
    ) -> String? {
        guard topic.owner == nil else { return given.isEmpty ? nil : given }
        return try? reactor.key(of: Arrival(route: route, cause: cause, key: given, bytes: value, origin: .submission))
    }
}

/// Value and headers stay in librdkafka's memory, which the record keeps.
private struct HeadersOfRecord: HeaderSource {
    let record: KafkaRecord

    var headers: [Header] { record.headers.map { Header($0.name, $0.value) } }
}
