import Domain
import Events
import Flow
import JSON

/// What rows see while the arrivals of one transaction are decided, one after the other.
package final class DecisionScope {
    let reactor: Reactor
    let slots: SlotTable
    let effects: Effects
    /// The row that decides, and about what.
    private var row: Row?
    private var arrival: Arrival?
    /// More rows than one decide about it.
    private var areMore = false
    /// Count of what the arrival has caused, over all its rows.
    private var consequenceCount = 0
    /// The other state that the arrival waits for.
    private(set) var missing: SlotTable.Address?

    package init(_ reactor: Reactor, slots: SlotTable, effects: Effects) {
        self.reactor = reactor
        self.slots = slots
        self.effects = effects
    }

    /// The state that the row decides about.
    private func slot<S: Codable & Sendable>(_ arrival: Arrival, _ row: Row) -> StateSlot<S> {
        if let slot = arrival.slot, arrival.slotTable == ObjectIdentifier(slots), slot.kind == row.state {
            return slot.typed()
        }
        return slots[row.state, arrival.key].typed()
    }

    private func emit(_ event: any Event, _ arrival: Arrival, _ row: Row) throws(Reaction.Fault) {
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

    /// Another arrival is decided.
    func begin(_ arrival: Arrival, rowCount: Int) {
        self.arrival = arrival
        areMore = rowCount > 1
        consequenceCount = 0
        missing = nil
    }

    /// This row decides about it, or what its activity brought back does.
    func decide(by row: Row, _ decide: Reaction.Deciding) throws(Reaction.Fault) -> Outcome {
        self.row = row
        return try decide(self)
    }

    private var current: (arrival: Arrival, row: Row) {
        guard let arrival, let row else { preconditionFailure("a row asks while it decides") }
        return (arrival, row)
    }

    private func park(
        _ arrival: Arrival, _ kind: ParkedItem.Kind, _ body: any Named, dueAt: Instant
    ) throws(Reaction.Fault) {
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

extension DecisionScope: Reaction.Scope {
    package var isLastAttempt: Bool { current.arrival.isLastAttempt }

    package func read<Body: Decodable & Sendable>(_ type: Body.Type) throws(Reaction.Fault) -> Body {
        try current.arrival.read(type, in: effects.scratch, keeping: areMore)
    }

    package func state<R: Codable & Sendable>(_ type: R.Type, at key: String) -> R? {
        guard let kind = current.row.reference else { preconditionFailure("\(current.row.name) reads no other state") }
        return slots[kind, key].typed(as: type).state
    }

    package func waits(for state: Any.Type, at key: String) -> Outcome {
        missing = current.row.reference.map { SlotTable.Address(kind: $0, key: key) }
        return .notYet("waits for its \(String(describing: state))")
    }

    package func park(subject: String) -> Outcome {
        let (arrival, row) = current
        let headers = reactor.deadLetterHeaders(arrival, reason: nil)
        let sender = headers.first { $0.name == "ce_source" }?.value ?? []
        park(
            arrival, .activity, row.name, payload: Array(arrival.value), isPersonal: arrival.isPersonal,
            headers: headers, dueAt: arrival.cause.now, turn: TurnNumber.of(sender: sender, subject: subject))
        return .parked
    }

    package func apply<S: Codable & Sendable>(
        _ decide: (S?, Cause) throws(Refusal) -> Decision<S>
    ) throws(Reaction.Fault) -> Outcome {
        let (arrival, row) = current
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
}
