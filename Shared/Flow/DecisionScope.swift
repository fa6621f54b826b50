import Domain
import Events
import JSON

extension DecisionScope {
    var cause: Cause { arrival.cause }
    var key: String { arrival.key }
    /// What waits for its other half is not tried again after this.
    var isLastAttempt: Bool { arrival.isLastAttempt }

    /// The arrival's value as the row's type. Names the place of a fault, never the value: it may be personal.
    func decode<Body: Decodable>() throws(DecisionFault) -> Body {
        do { return try JSON.decode(Body.self, from: arrival.value) } catch { throw .malformed("\(error)") }
    }

    /// Another state, read only.
    func state<R: Codable & Sendable>(at key: String) -> R? {
        slot(StateKind(R.self), key, as: R.self).state
    }

    private func slot<S: Codable & Sendable>(_ kind: StateKind, _ key: String, as: S.Type) -> StateSlot<S> {
        slots[kind, key].typed()
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
            try park(.activity, perform.name, encoding: perform.input, dueAt: perform.at ?? arrival.cause.now)
        }
        return .applied
    }

    private mutating func emit(_ event: any Event) throws(DecisionFault) {
        guard let emission = row.emission(of: event) else {
            preconditionFailure("\(row.name) does not list \(Swift.type(of: event)) in emits")
        }
        let id = nextID()
        let key = event.key
        let arrival = arrival
        let shared = effects.sharedHeaders(emission, source: reactor.source, now: arrival.cause.now)
        let scratch = effects.scratch
        let start = effects.outbox.body.count
        do {
            try effects.outbox.append(
                topic: emission.topic, key: key,
                headers: {
                    $0.add(shared)
                    EventHeaders.add(to: &$0, id: id, subject: key, of: arrival)
                }
            ) { bytes throws(JSONError) in try JSON.encode(event, into: &bytes, scratch) }
        } catch { throw .malformed("\(emission.type): \(error)") }
        guard effects.outbox.body.count - start <= emission.recordBytesMax else {
            throw .malformed("\(emission.type) has more than \(emission.recordBytesMax) bytes")
        }
    }

    /// Parks the arrival's own value as the input of the row's activity.
    mutating func park() {
        park(
            .activity, row.name, payload: Array(arrival.value), isPersonal: arrival.isPersonal,
            headers: reactor.deadLetterHeaders(arrival, reason: nil), dueAt: arrival.cause.now)
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
        return EventID.derived(from: arrival.cause.derivation.seen(by: reactor.mark), index: consequenceCount)
    }
}

/// The headers of our own facts: CloudEvents 1.0, Kafka binding, binary mode, and W3C Trace Context.
package enum EventHeaders {
    package static func source(of service: String) -> String { "/colloquy/\(service)" }

    static func addShared(to headers: inout RecordHeaders, type: String, source: String, time: String) {
        headers.add("ce_specversion", "1.0")
        headers.add("ce_type", type)
        headers.add("ce_source", source)
        headers.add("ce_time", time)
        headers.add("content-type", "application/json")
    }

    static func add(to headers: inout RecordHeaders, id: EventID, subject: String, of arrival: Arrival) {
        headers.add("ce_id", id)
        headers.add("ce_subject", subject)
        headers.add("ce_correlationid", arrival.cause.correlationID)
        headers.add("ce_causationid", arrival.cause.eventID)
        if let traceparent = arrival.cause.traceparent { headers.add("traceparent", traceparent) }
    }
}
