import Domain
import Failpoints
import Flow
import JSON
import Kernel

/// The ledger over PostgreSQL: one lane's connection, one pipelined round trip per transaction.
///
/// The inbox is optimistic: the keys are inserted plainly, and only when one was there before is the transaction done again
/// the slow way, which asks what was seen. The same way resolves version conflicts, lost leases and a COMMIT whose answer was lost.
package final class PostgresLedger: Ledger {
    package struct Settings: Sendable {
        package var url: String
        package var service: String
        /// This process; rows of the outbox belong to it until they are acknowledged.
        package var owner: EventID
        package var lane: Int
        package var tables: [Table]
        /// Times a transaction is done again after a conflict before its arrivals are recorded one by one.
        package var conflictCountMax = 8
        /// States that are kept in memory from transaction to transaction; 0 reads them every time.
        package var keptCountMax = 1000

        package init(url: String, service: String, owner: EventID, lane: Int, tables: [Table]) {
            self.url = url
            self.service = service
            self.owner = owner
            self.lane = lane
            self.tables = tables
        }
    }

    private let settings: Settings
    private let reactor: Reactor
    private let sealer: @Sendable ([UInt8]) throws -> [UInt8]
    private var open: LedgerConnection?
    /// Blocks that the relay has had acknowledged; they go with the next transaction.
    private var acknowledged: [Int64] = []
    private var lastNumber: Int64 = 0
    /// The highest number whose fate is known.
    private var confirmedNumber: Int64 = 0
    /// How large the block before was: the next one is likely to be as large.
    private var lastBlockBytes = 0
    private let compressor = BlockCompressor()
    /// States that this lane wrote lately.
    private let kept: KeptSlots
    /// Set while it is not known whether the last transaction was committed.
    private var isUncertain = false

    /// `seal` encrypts what is personal before it is put down outside of the vault.
    package init(_ settings: Settings, reactor: Reactor, seal: @escaping @Sendable ([UInt8]) throws -> [UInt8]) {
        let known = Set(settings.tables.map(\.kind))
        for kind in reactor.stateKinds { precondition(known.contains(kind), "no table for \(kind.name)") }
        self.settings = settings
        self.reactor = reactor
        kept = KeptSlots(countMax: settings.keptCountMax)
        sealer = seal
    }

    /// Connects and prepares, if that is not done yet. Throws `PostgresError`.
    package func prepare() throws { _ = try connect() }

    /// There is a connection, as far as is known.
    package var isConnected: Bool { open?.connection.isUsable ?? false }

    package func record(_ batch: Batch, next: () -> [Arrival]) throws -> Recorded {
        do {
            let connection = try connect()
            var recovered: [CommittedBlock] = []
            if isUncertain {
                recovered = try recover(connection)
                isUncertain = false
                var recorded = try recordSlowly(batch.arrivals, connection)
                recorded.blocks = recovered + recorded.blocks
                return recorded
            }
            return try recordQuickly(batch, connection, next: next)
        } catch let error as PostgresError where error.isConnectionLost {
            open = nil
            isUncertain = true
            throw error
        }
    }

    /// The relay has these blocks acknowledged by the broker.
    package func acknowledge(_ numbers: [Int64]) { acknowledged += numbers }

    /// Acknowledged blocks still lie in the outbox.
    package var hasAcknowledged: Bool { !acknowledged.isEmpty }

    /// Deletes what was acknowledged when there is nothing else to do.
    package func sweep() throws {
        guard !acknowledged.isEmpty else { return }
        do {
            let connection = try connect()
            _ = try connection.connection.run(
                Statement<Void>(
                    LedgerStatements.acknowledged,
                    [.uuid(settings.owner), .int(settings.lane), .ints(acknowledged)]))
            failpoint("R4")
            acknowledged.removeAll()
        } catch let error as PostgresError where error.isConnectionLost {
            open = nil
            throw error
        }
    }

    private func connect() throws(PostgresError) -> LedgerConnection {
        if let open, open.connection.isUsable { return open }
        let connection = try LedgerConnection(
            settings.url, name: "\(settings.service)-lane-\(settings.lane)", schema: settings.service,
            tables: settings.tables)
        open = connection
        return connection
    }

    /// Blocks whose COMMIT was done although its answer never came.
    private func recover(_ connection: LedgerConnection) throws -> [CommittedBlock] {
        let rows = try connection.connection.query(
            Statement(
                LedgerStatements.unconfirmed,
                [.uuid(settings.owner), .int(settings.lane), .int(confirmedNumber)],
                read: { CommittedBlock(number: $0.int(0), block: try StoredBlock.block($0.bytes(1))) }))
        confirmedNumber = lastNumber
        return rows
    }

    // MARK: The quick way

    private func recordQuickly(_ batch: Batch, _ connection: LedgerConnection, next: () -> [Arrival]) throws
        -> Recorded
    {
        let (arrivals, states) = (batch.arrivals, batch.takeStates(of: connection))
        do {
            let slots = try states ?? load(arrivals, connection)
            // What comes twice, here or from before, makes the insertion into the inbox fail; the slow way then finds it.
            let decided = decide(arrivals, slots: slots, isSeen: { _ in false }, isStale: { _ in false })
            return try write(decided, slots, connection, next: next)
        } catch let error as PostgresError {
            if error.isConflict || error.code == LedgerStatements.leaseLostCode {
                return try recordSlowly(arrivals, connection)
            }
            if error.isRetriable { throw error }
            return try recordAlone(arrivals, connection, error)
        }
    }

    // MARK: The slow way

    private func recordSlowly(_ batch: [Arrival], _ connection: LedgerConnection) throws -> Recorded {
        var last = PostgresError(code: "40001", message: "conflicts without end")
        for _ in 0..<settings.conflictCountMax {
            let inbox = try connection.connection.query(
                Statement(LedgerStatements.seen, [.uuids(batch.map(\.cause.inboxID))], read: { $0.uuid(0) }))
            let leases = try leases(of: batch, connection)
            var seen = Set(inbox)
            do {
                let slots = try load(batch, connection)
                let decided = decide(
                    batch, slots: slots, isSeen: { !seen.insert($0.cause.inboxID).inserted },
                    isStale: { arrival in
                        guard case .parked(let id, let epoch, _) = arrival.origin else { return false }
                        return leases[id] != epoch
                    })
                return try write(decided, slots, connection, next: { [] })
            } catch let error as PostgresError {
                last = error
                if error.isConflict || error.code == LedgerStatements.leaseLostCode { continue }
                if error.isRetriable { throw error }
                return try recordAlone(batch, connection, error)
            }
        }
        if batch.count > 1 { return try recordAlone(batch, connection, last) }
        throw PostgresError(code: "40001", message: "conflicts without end: \(last.message)")
    }

    private func leases(of batch: [Arrival], _ connection: LedgerConnection) throws -> [EventID: Int64] {
        let ids = batch.compactMap { arrival -> EventID? in
            if case .parked(let id, _, _) = arrival.origin { id } else { nil }
        }
        guard !ids.isEmpty else { return [:] }
        let rows = try connection.connection.query(
            Statement(LedgerStatements.epochs, [.uuids(ids)], read: { ($0.uuid(0), $0.int(1)) }))
        return Dictionary(rows) { first, _ in first }
    }

    /// One arrival of the batch made the database refuse: each gets a transaction of its own, and the one at fault is buried.
    private func recordAlone(_ batch: [Arrival], _ connection: LedgerConnection, _ error: PostgresError) throws
        -> Recorded
    {
        if batch.count == 1 {
            let buried = batch[0]
            guard buried.fault == nil else { throw error }
            buried.fault = "the database refused it: \(error)"
            return try recordSlowly([buried], connection)
        }
        var all = Recorded()
        for arrival in batch {
            let recorded = try recordSlowly([arrival], connection)
            all.outcomes += recorded.outcomes
            all.blocks += recorded.blocks
            all.parkedCount += recorded.parkedCount
        }
        return all
    }
}

/// Loading, deciding and writing one batch: what the quick and the slow way share.
extension PostgresLedger {
    private struct Decided {
        let outcomes: [Outcome]
        let effects: Effects
    }

    private func decide(
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

    private func load(_ batch: [Arrival], _ connection: LedgerConnection) throws -> SlotTable {
        let slots = touched(by: batch)
        guard slots.slots.values.contains(where: { !$0.isFromMemory }) else { return slots }
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

    private func write(
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
        try addEvents(effects, number, to: &pipeline, connection)
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

    /// What came in, what goes out, and what has gone.
    private func addEvents(
        _ effects: Effects, _ number: Int64, to pipeline: inout Pipeline, _ connection: LedgerConnection
    ) throws {
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
