import Domain
import Events
import JSON

extension DecisionScope {
    /// The arrival's value as the row's type. Names the place of a fault, never the value: it may be personal.
    func decode<Body: Decodable>() throws(DecisionFault) -> Body {
        do { return try JSON.decode(Body.self, from: value) } catch { throw .malformed("\(error)") }
    }

    /// Another state, read only.
    func state<R: Codable & Sendable>(at key: String) -> R? {
        slot(StateKind(R.self), key, as: R.self).state
    }

    private func slot<S: Codable & Sendable>(_ kind: StateKind, _ key: String, as: S.Type) -> StateSlot<S> {
        guard let slot = slots[kind, key] as? StateSlot<S> else { preconditionFailure("a slot has its kind's type") }
        return slot
    }

    /// Decides and takes down what follows.
    mutating func apply<S: Codable & Sendable>(
        _ decide: (S?, Cause) throws(Refusal) -> Decision<S>
    ) throws(DecisionFault) -> Outcome {
        let slot = slot(row.state, key, as: S.self)
        let decision: Decision<S>
        do throws(Refusal) { decision = try decide(slot.state, cause) } catch { throw .refused(error) }
        if let reason = decision.notYetReason { return .notYet(reason) }
        if let state = decision.state {
            slot.stage(state)
            slots.touch(slot)
        }
        for event in decision.events { try emit(event) }
        for wake in decision.wakes {
            try park(.wake, wake.name, encoding: wake.body, dueAt: wake.at)
        }
        for perform in decision.performs {
            try park(.activity, perform.name, encoding: perform.input, dueAt: perform.at ?? cause.now)
        }
        return .applied
    }

    private mutating func emit(_ event: any Event) throws(DecisionFault) {
        let schema = Swift.type(of: event).schema
        precondition(
            row.emits.contains { $0.schema.type == schema.type }, "\(row.name) does not list \(schema.type) in emits")
        let id = nextID()
        let headers = EventHeaders.of(id: id, type: schema.type, service: service, subject: event.key, cause: cause)
        let start = effects.outbox.body.count
        do {
            try effects.outbox.append(topic: schema.topic.name, key: event.key, headers: headers) {
                bytes throws(JSONError) in try JSON.encode(event, into: &bytes)
            }
        } catch { throw .malformed("\(schema.type): \(error)") }
        guard effects.outbox.body.count - start <= schema.topic.recordBytesMax else {
            throw .malformed("\(schema.type) has more than \(schema.topic.recordBytesMax) bytes")
        }
    }

    /// Parks the arrival's own value as the input of the row's activity.
    mutating func park() {
        park(.activity, row.name, payload: Array(value), isPersonal: isPersonal, headers: headers(), dueAt: cause.now)
    }

    private mutating func park(
        _ kind: ParkedItem.Kind, _ name: String, encoding body: any Encodable & Sendable, dueAt: Instant
    ) throws(DecisionFault) {
        let payload: [UInt8]
        do { payload = try JSON.encode(body) } catch { throw .malformed("\(name): \(error)") }
        park(kind, name, payload: payload, isPersonal: false, headers: [], dueAt: dueAt)
    }

    private mutating func park(
        _ kind: ParkedItem.Kind, _ name: String, payload: [UInt8], isPersonal: Bool, headers: [Header], dueAt: Instant
    ) {
        let id = nextID()
        var inner = cause
        inner.inboxID = EventID.derived(from: id, index: 0, purpose: 1)
        inner.derivation = id
        effects.parked.append(
            ParkedItem(
                id: id, kind: kind, name: name, key: key, payload: payload, isPersonal: isPersonal, cause: inner,
                headers: headers, dueAt: dueAt, attempts: 0))
    }

    private mutating func nextID() -> EventID {
        defer { consequenceCount += 1 }
        return EventID.derived(from: cause.derivation.seen(by: mark), index: consequenceCount)
    }
}

/// The headers of our own facts: CloudEvents 1.0, Kafka binding, binary mode, and W3C Trace Context.
package enum EventHeaders {
    package static func source(of service: String) -> String { "/colloquy/\(service)" }

    static func of(id: EventID, type: String, service: String, subject: String, cause: Cause) -> [Header] {
        var headers = [
            Header("ce_specversion", "1.0"), Header("ce_id", id.description), Header("ce_type", type),
            Header("ce_source", source(of: service)), Header("ce_time", cause.now.description),
            Header("ce_subject", subject), Header("content-type", "application/json"),
            Header("ce_correlationid", cause.correlationID), Header("ce_causationid", cause.eventID),
        ]
        if let traceparent = cause.traceparent { headers.append(Header("traceparent", traceparent)) }
        return headers
    }
}
