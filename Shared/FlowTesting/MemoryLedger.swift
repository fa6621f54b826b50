import Domain
import Flow
import JSON

/// The ledger in memory, for tests of tables and for the conformance suite. One instance is one lane over its `Storage`.
package final class MemoryLedger: Ledger {
    /// What a database would hold. Several ledgers may share one; they are used one after another.
    package final class Storage {
        package var inbox: Set<EventID> = []
        package var states: [String: (version: Int64, bytes: [UInt8])] = [:]
        package var outbox: [(number: Int64, block: OutboxBlock)] = []
        package var parked: [EventID: (item: ParkedItem, epoch: Int64)] = [:]

        package init() {}
    }

    package let storage: Storage
    private let reactor: Reactor
    private let seal: ([UInt8]) throws -> [UInt8]

    package init(_ reactor: Reactor, storage: Storage = Storage(), seal: @escaping ([UInt8]) throws -> [UInt8] = { $0 })
    {
        self.reactor = reactor
        self.storage = storage
        self.seal = seal
    }

    package func record(_ batch: [Arrival]) throws -> Recorded {
        let slots = SlotTable()
        for arrival in batch { reactor.touch(arrival, in: slots) }
        for (address, slot) in slots.slots {
            guard let row = storage.states[name(address)] else { continue }
            try row.bytes.withUnsafeBytes { try slot.load($0, version: row.version) }
        }
        let effects = Effects()
        let scope = DecisionScope(reactor, slots: slots, effects: effects)
        var recorded = Recorded()
        var seen = storage.inbox
        for arrival in batch {
            if case .parked(let id, let epoch, _) = arrival.origin, storage.parked[id]?.epoch != epoch {
                recorded.outcomes.append(.stale)
                continue
            }
            guard seen.insert(arrival.cause.inboxID).inserted else {
                recorded.outcomes.append(.duplicate)
                continue
            }
            recorded.outcomes.append(reactor.decide(arrival, in: scope))
        }
        try effects.buryDeadLetters(seal: seal)
        commit(effects, slots)
        recorded.parkedCount = effects.parked.count
        if let last = storage.outbox.last, !effects.outbox.isEmpty {
            recorded.blocks = [CommittedBlock(number: last.number, block: last.block)]
        }
        return recorded
    }

    private func commit(_ effects: Effects, _ slots: SlotTable) {
        storage.inbox.formUnion(effects.inbox)
        for slot in slots.changed {
            guard let state = try? slot.encode(in: effects.scratch) else { preconditionFailure("a state encodes") }
            storage.states["\(slot.kind.name)/\(slot.key)"] = (slot.version + 1, [UInt8](state))
        }
        if !effects.outbox.isEmpty {
            storage.outbox.append((Int64(storage.outbox.count + 1), effects.outbox))
        }
        for item in effects.parked { storage.parked[item.id] = (item, 0) }
        for (id, _) in effects.finished { storage.parked[id] = nil }
        for (id, _, dueAt, attempts) in effects.postponed {
            storage.parked[id]?.item.dueAt = dueAt
            storage.parked[id]?.item.attempts = attempts
        }
    }

    private func name(_ address: SlotTable.Address) -> String { "\(address.kind.name)/\(address.key)" }
}
