import Failpoints
import Flow
import JSON
import Kernel

/// Loading, deciding and writing one batch: what the quick and the slow way share.
extension PostgresLedger {
    struct Decided {
        let outcomes: [Outcome]
        let effects: Effects
    }

    func decide(
        _ batch: [Arrival], slots: SlotTable, isSeen: (Arrival) -> Bool, isStale: (Arrival) -> Bool
    ) -> Decided {
        let effects = Effects(outboxBytes: lastBlockBytes)
        effects.inbox.reserveCapacity(batch.count)
        let scope = DecisionScope(reactor, slots: slots, effects: effects)
        let outcomes = batch.map { arrival -> Outcome in
            if isSeen(arrival) { return .duplicate }
            if isStale(arrival) { return .stale }
            return reactor.decide(arrival, in: scope)
        }
        lastBlockBytes = effects.outbox.byteCount
        return Decided(outcomes: outcomes, effects: effects)
    }

    func load(_ batch: [Arrival], _ connection: LedgerConnection) throws -> SlotTable {
        let slots = touched(by: batch)
        guard slots.slots.values.contains(where: { !$0.isKept }) else { return slots }
        var pipeline = try Pipeline(connection.connection)
        try addReads(of: slots, to: &pipeline, connection)
        try pipeline.synchronize()
        if let error = try pipeline.finish(groups: 1)[0] { throw error }
        return slots
    }

    private func touched(by batch: [Arrival]) -> SlotTable {
        let slots = SlotTable(kept: kept)
        for arrival in batch { reactor.touch(arrival, in: slots) }
        return slots
    }

    private func addReads(of slots: SlotTable, to pipeline: inout Pipeline, _ connection: LedgerConnection)
        throws(PostgresError)
    {
        for (kind, unread) in Dictionary(grouping: slots.slots.values.filter { !$0.isFromMemory }, by: \.kind) {
            guard let names = connection.tables[kind] else { continue }
            try pipeline.add(names.select, [.texts(unread.map(\.key))]) { row in
                try slots[kind, row.text(0)].load(row.json(2), version: row.int(1))
            }
        }
    }

    func write(
        _ decided: Decided, _ slots: SlotTable, _ connection: LedgerConnection, next: () -> [Arrival]
    ) throws -> Recorded {
        // Slots are shared with what is kept: a transaction that fails leaves states in them that never came true.
        var isDone = false
        defer { if !isDone { kept.forget() } }
        let effects = decided.effects
        try effects.buryDeadLetters(seal: sealer)
        if effects.isEmpty, acknowledged.isEmpty, slots.changed.isEmpty, slots.assumed.isEmpty {
            // Nobody here reacts to any of it: there is nothing to make true.
            isDone = true
            return Recorded(outcomes: decided.outcomes, blocks: [], parkedCount: 0, ahead: nil)
        }
        let number = lastNumber + 1
        var pipeline = try Pipeline(connection.connection)
        try pipeline.add(connection.name("BEGIN"), [])
        if !effects.inbox.isEmpty {
            // In order: neighbours meet the index's page where it still is, and two writers cannot wait for each other.
            try pipeline.add(connection.name(LedgerStatements.inbox), [.uuids(effects.inbox.sorted())])
            try failpoint(throwing: "C2")
        }
        if !effects.outbox.isEmpty {
            lastNumber = number
            try pipeline.add(
                connection.name(LedgerStatements.outbox),
                [
                    .uuid(settings.owner), .int(settings.lane), .int(number),
                    compressor.withStored(effects.outbox) {
                        .pieces(of: $0, byteCountMax: StoredBlock.pieceBytesMax)
                    },
                ])
        }
        if !acknowledged.isEmpty {
            try pipeline.add(
                connection.name(LedgerStatements.acknowledged),
                [.uuid(settings.owner), .int(settings.lane), .ints(acknowledged)])
        }
        try addParked(effects, to: &pipeline, connection)
        let changed = slots.changed
        try addStates(changed, effects.scratch, to: &pipeline, connection)
        failpoint("C3")
        try addChecks(slots, to: &pipeline, connection)
        if !effects.outbox.isEmpty { failpoint("C4") }
        if !effects.finished.isEmpty { failpoint("W4") }
        try pipeline.add(connection.name("COMMIT"), [])
        try pipeline.synchronize()
        failpoint("C5")
        kept.keep(changed)
        let following = next()
        let nextSlots = following.isEmpty ? nil : touched(by: following)
        if let nextSlots {
            try addReads(of: nextSlots, to: &pipeline, connection)
            try pipeline.synchronize()
        }
        let errors = try pipeline.finish(groups: nextSlots == nil ? 1 : 2)
        if let error = errors[0] {
            try connection.connection.execute("ROLLBACK")
            throw error
        }
        isDone = true
        confirmedNumber = lastNumber
        acknowledged.removeAll(keepingCapacity: true)
        var ahead: Batch?
        if let nextSlots, errors[1] == nil { ahead = Batch(following, states: nextSlots, readBy: connection) }
        return Recorded(
            outcomes: decided.outcomes,
            blocks: effects.outbox.isEmpty ? [] : [CommittedBlock(number: number, block: effects.outbox)],
            parkedCount: effects.parked.count, ahead: ahead)
    }

    private func addParked(_ effects: Effects, to pipeline: inout Pipeline, _ connection: LedgerConnection) throws {
        let items = effects.parked
        if !items.isEmpty {
            try pipeline.add(
                connection.name(LedgerStatements.park),
                [
                    .uuids(items.map(\.id)), .ints(items.map { Int64($0.kind.rawValue) }), .texts(items.map(\.name)),
                    .texts(items.map(\.key)),
                    .byteses(try items.map { $0.isPersonal ? try sealer($0.payload) : $0.payload }),
                    .optionalBools(items.map(\.isPersonal)),
                    .jsons(try items.map { try JSON.encode(StoredCause($0.cause)) }),
                    .jsons(try items.map { try JSON.encode($0.headers.map(StoredHeader.init)) }),
                    .instants(items.map(\.dueAt)), .ints(items.map { Int64($0.attempts) }), .ints(items.map(\.turn)),
                    .optionalTexts(items.map { $0.needs.flatMap { connection.tables[$0.kind]?.table.name } }),
                    .optionalTexts(items.map { $0.needs?.key }),
                ])
        }
        if !effects.finished.isEmpty {
            try pipeline.add(
                connection.name(LedgerStatements.finish),
                [
                    .uuids(effects.finished.map(\.id)), .ints(effects.finished.map(\.epoch)),
                    .int(effects.finished.count),
                ])
        }
        if !effects.postponed.isEmpty {
            try pipeline.add(
                connection.name(LedgerStatements.postpone),
                [
                    .uuids(effects.postponed.map(\.id)), .ints(effects.postponed.map(\.epoch)),
                    .int(effects.postponed.count), .instants(effects.postponed.map(\.dueAt)),
                    .ints(effects.postponed.map { Int64($0.attempts) }),
                ])
        }
    }

    /// What was decided on a state that was not read holds only if that is still the state.
    private func addChecks(_ slots: SlotTable, to pipeline: inout Pipeline, _ connection: LedgerConnection) throws {
        for (kind, slots) in Dictionary(grouping: slots.assumed, by: \.kind) {
            guard let names = connection.tables[kind] else { continue }
            try pipeline.add(names.check, [.texts(slots.map(\.key)), .ints(slots.map(\.version))])
        }
    }

    private func addStates(
        _ changed: [Slot], _ scratch: JSONScratch, to pipeline: inout Pipeline, _ connection: LedgerConnection
    ) throws {
        for (kind, slots) in Dictionary(grouping: changed, by: \.kind).sorted(by: { $0.key.name < $1.key.name }) {
            guard let names = connection.tables[kind] else { continue }
            for (statement, part) in [
                (names.update, slots.filter { $0.version > 0 }), (names.insert, slots.filter { $0.version == 0 }),
            ]
            where !part.isEmpty {
                let states = try part.map { slot throws(JSONError) in [UInt8](try slot.encode(in: scratch)) }
                let values = part.compactMap(\.value)
                try pipeline.add(
                    statement,
                    [.texts(part.map(\.key)), .ints(part.map { $0.version + 1 }), .jsons(states)]
                        + names.table.columns.map { $0.encode(values) })
            }
        }
    }
}
