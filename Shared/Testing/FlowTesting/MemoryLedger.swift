import Domain
import Flow
import JSON
import Kernel

/// The ledger in memory, for tests of tables, for the conformance suite and for simulations. One instance is one lane over its
/// `Storage`.
package final class MemoryLedger: Ledger {
    /// What a database would hold. Several ledgers may share one; they are used one after another.
    package final class Storage {
        package struct Block {
            package let owner: String
            package let lane: Int
            package let number: Int64
            package let block: OutboxBlock
        }

        package var inbox: Set<EventID> = []
        package var states: [String: (version: Int64, bytes: [UInt8])] = [:]
        package var outbox: [Block] = []
        package var parked: [EventID: (item: ParkedItem, epoch: Int64)] = [:]
        /// How parked work last failed, and since when it fails.
        package var failures: [EventID: (kind: FailureKind, since: Instant)] = [:]
        fileprivate var lastNumber: Int64 = 0

        package init() {}
    }

    /// Where a transaction may be hit.
    package enum Moment: Sendable { case beforeCommit, afterCommit }

    package let storage: Storage
    /// Throws when the environment is to fail; after the commit its outcome is then unknown to the lane.
    package var trouble: (Moment) throws -> Void = { _ in }
    private let reactor: Reactor
    private let owner: String
    private let lane: Int
    private let seal: ([UInt8]) throws -> [UInt8]
    private var acknowledged: [Int64] = []
    private var confirmedNumber: Int64 = 0
    private var isUncertain = false

    package init(
        _ reactor: Reactor, storage: Storage = Storage(), owner: String = "", lane: Int = 0,
        seal: @escaping ([UInt8]) throws -> [UInt8] = { $0 }
    ) {
        self.reactor = reactor
        self.storage = storage
        self.owner = owner
        self.lane = lane
        self.seal = seal
    }

    package func prepare() throws {}
    package var isConnected: Bool { !isUncertain }
    package func acknowledge(_ numbers: [Int64]) { acknowledged += numbers }
    package var hasAcknowledged: Bool { !acknowledged.isEmpty }

    package func sweep() throws {
        guard !acknowledged.isEmpty else { return }
        try trouble(.beforeCommit)
        deleteAcknowledged()
    }

    package func record(_ batch: Batch, next: () -> [Arrival]) throws -> Recorded {
        do {
            let recovered = isUncertain ? recovered : []
            isUncertain = false
            var recorded = try recordOnce(batch.arrivals, next: next)
            recorded.blocks = recovered + recorded.blocks
            return recorded
        } catch {
            isUncertain = true
            throw error
        }
    }

    /// Blocks whose commit was done although its answer never came.
    private var recovered: [CommittedBlock] {
        storage.outbox.filter { $0.owner == owner && $0.lane == lane && $0.number > confirmedNumber }
            .map { CommittedBlock(number: $0.number, block: $0.block) }
    }

    private func recordOnce(_ batch: [Arrival], next: () -> [Arrival]) throws -> Recorded {
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
        _ = next()
        try trouble(.beforeCommit)
        let block = commit(effects, slots)
        try trouble(.afterCommit)
        confirmedNumber = storage.lastNumber
        recorded.parkedCount = effects.parked.count
        recorded.blocks = block.map { [CommittedBlock(number: $0.number, block: $0.block)] } ?? []
        return recorded
    }

    private func commit(_ effects: Effects, _ slots: SlotTable) -> Storage.Block? {
        storage.inbox.formUnion(effects.inbox)
        for slot in slots.changed {
            guard let state = try? slot.encode(in: effects.scratch) else { preconditionFailure("a state encodes") }
            storage.states["\(slot.kind.name)/\(slot.key)"] = (slot.version + 1, [UInt8](state))
        }
        for item in effects.parked { storage.parked[item.id] = (item, 0) }
        for (id, _) in effects.finished { storage.parked[id] = nil }
        for (id, _, dueAt, attempts) in effects.postponed {
            storage.parked[id]?.item.dueAt = dueAt
            storage.parked[id]?.item.attempts = attempts
        }
        deleteAcknowledged()
        guard !effects.outbox.isEmpty else { return nil }
        storage.lastNumber += 1
        let block = Storage.Block(owner: owner, lane: lane, number: storage.lastNumber, block: effects.outbox)
        storage.outbox.append(block)
        return block
    }

    private func deleteAcknowledged() {
        storage.outbox.removeAll { $0.owner == owner && $0.lane == lane && acknowledged.contains($0.number) }
        acknowledged.removeAll()
    }

    private func name(_ address: SlotTable.Address) -> String { "\(address.kind.name)/\(address.key)" }
}
