import Domain
import Events
import JSON

/// How a row decides about an arrival: both are lent for the call.
typealias Deciding = @Sendable (DecisionScope, Arrival, Reaction) throws(DecisionFault) -> Outcome

/// What rows see while the arrivals of one transaction are decided, one after the other.
package final class DecisionScope {
    let reactor: Reactor
    let slots: SlotTable
    let effects: Effects
    /// Count of what the arrival has caused, over all its rows.
    var consequenceCount = 0
    /// The other state that the arrival waits for.
    private(set) var missing: SlotTable.Address?

    package init(_ reactor: Reactor, slots: SlotTable, effects: Effects) {
        self.reactor = reactor
        self.slots = slots
        self.effects = effects
    }

    /// The arrival's value as the row's type. Names the place of a fault, never the value: it may be personal.
    func decode<Body: Decodable>(_ arrival: Arrival) throws(DecisionFault) -> Body {
        do { return try JSON.decode(Body.self, from: arrival.value, in: effects.scratch) } catch {
            throw .malformed(harmlessDescription(of: error))
        }
    }

    /// The row's other state, read only.
    func state<R: Codable & Sendable>(of row: Reaction, at key: String) -> R? {
        guard let reference = row.reference else { preconditionFailure("\(row.name) reads no other state") }
        return slots[reference.kind, key].typed(as: R.self).state
    }

    /// The state that the row decides about.
    private func slot<S: Codable & Sendable>(_ arrival: Arrival, _ row: Reaction) -> StateSlot<S> {
        if let slot = arrival.slot, arrival.slotTable == ObjectIdentifier(slots), slot.kind == row.state {
            return slot.typed()
        }
        return slots[row.state, arrival.key].typed()
    }

    /// Decides and takes down what follows.
    func apply<S: Codable & Sendable>(
        _ arrival: Arrival, _ row: Reaction, _ decide: (S?, Cause) throws(Refusal) -> Decision<S>
    ) throws(DecisionFault) -> Outcome {
        let slot: StateSlot<S> = slot(arrival, row)
        var decision: Decision<S>
        do throws(Refusal) { decision = try decide(slot.state, arrival.cause) } catch { throw .refused(error) }
        if decision.isEmpty {
            switch decision.standstill {
            case .notYet(let reason, let ending):
                return ending != nil && arrival.isLastAttempt ? .applied : .notYet(reason)
            case .nothing(.saidBy), .nothing(.noConsequence): return .applied
            case .nothing(.answered), nil:
                // Nobody is there to be answered, so a person has to look.
                guard arrival.isSubmission else { throw .malformed("\(row.name) came to nothing and nobody is told") }
                return .applied
            }
        }
        if let state = decision.state.take() {
            slot.stage(state)
            slots.touch(slot)
        }
        if let first = decision.first { try emit(first, arrival, row) }
        for event in decision.rest { try emit(event, arrival, row) }
        for wake in decision.wakes {
            try park(arrival, .wake, wake.timer, dueAt: wake.at)
        }
        for perform in decision.performs {
            try park(arrival, .activity, perform.work, dueAt: perform.at ?? arrival.cause.now)
        }
        return .applied
    }

    private func emit(_ event: any Event, _ arrival: Arrival, _ row: Reaction) throws(DecisionFault) {
        guard let emission = row.emission(of: event) else {
            preconditionFailure("\(row.name) does not list \(Swift.type(of: event)) in emits")
        }
        let id = nextID(arrival)
        let key = event.key
        let shared = effects.sharedHeaders(emission, source: reactor.source, now: arrival.cause.now)
        let value: UnsafeRawBufferPointer
        do { value = try JSON.encode(event, in: effects.scratch) } catch {
            throw .malformed("\(emission.type): \(harmlessDescription(of: error))")
        }
        let size = effects.outbox.append(topic: emission.topic, key: key, value: value) { headers in
            headers.add(shared.headers)
            EventHeaders.add(to: headers, id: id, subject: key, of: arrival)
        }
        guard size <= emission.recordBytesMax else {
            throw .malformed("\(emission.type) has more than \(emission.recordBytesMax) bytes")
        }
    }

    /// The row's other state is not there: the arrival waits for it.
    func waits<R>(for kind: R.Type, of row: Reaction, at key: String) -> Outcome {
        missing = row.reference.map { SlotTable.Address(kind: $0.kind, key: key) }
        return .notYet("waits for its \(String(describing: kind))")
    }

    /// Another arrival is decided.
    func begin() {
        consequenceCount = 0
        missing = nil
    }

    /// Parks the arrival's own value as the input of the row's activity.
    /// - Parameter subject: with the sender, whose turn it is.
    func park(_ arrival: Arrival, for row: Reaction, subject: String = "") {
        let headers = reactor.deadLetterHeaders(arrival, reason: nil)
        let sender = headers.first { $0.name == "ce_source" }?.value ?? []
        park(
            arrival, .activity, row.name, payload: Array(arrival.value), isPersonal: arrival.isPersonal,
            headers: headers, dueAt: arrival.cause.now, turn: TurnNumber.of(sender: sender, subject: subject))
    }

    private func park(
        _ arrival: Arrival, _ kind: ParkedItem.Kind, _ body: any Named, dueAt: Instant
    ) throws(DecisionFault) {
        let name = type(of: body).name
        let payload: [UInt8]
        do { payload = try JSON.encode(body) } catch { throw .malformed("\(name): \(harmlessDescription(of: error))") }
        park(arrival, kind, name, payload: payload, isPersonal: false, headers: [], dueAt: dueAt)
    }

    private func park(
        _ arrival: Arrival, _ kind: ParkedItem.Kind, _ name: String, payload: [UInt8], isPersonal: Bool,
        headers: [Header], dueAt: Instant, turn: Int64 = 0
    ) {
        let id = nextID(arrival)
        var inner = arrival.cause
        inner.inboxID = EventID.derived(from: id, index: 0, purpose: 1)
        inner.derivation = id
        effects.parked.append(
            ParkedItem(
                id: id, kind: kind, name: name, key: arrival.key, payload: payload, isPersonal: isPersonal,
                cause: inner,
                headers: headers, dueAt: dueAt, attempts: 0, turn: turn))
    }

    private func nextID(_ arrival: Arrival) -> EventID {
        defer { consequenceCount += 1 }
        return EventID.derived(from: arrival.cause.derivation.seen(by: reactor.mark), index: consequenceCount)
    }
}

/// The headers of our own facts: CloudEvents 1.0, Kafka binding, binary mode, and W3C Trace Context.
package enum EventHeaders {
    package static func source(of service: String) -> String { "/colloquy/\(service)" }

    static func addShared(to headers: RecordHeaders, type: String, source: String, time: String) {
        headers.add("ce_specversion", "1.0")
        headers.add("ce_type", type)
        headers.add("ce_source", source)
        headers.add("ce_time", time)
        headers.add("content-type", "application/json")
    }

    static func add(to headers: RecordHeaders, id: EventID, subject: String, of arrival: Arrival) {
        headers.add("ce_id", id)
        headers.add("ce_subject", subject)
        headers.add("ce_correlationid", arrival.cause.correlation)
        headers.add("ce_causationid", arrival.cause.event)
        if let traceparent = arrival.cause.traceparent { headers.add("traceparent", traceparent) }
    }
}
