import Domain
import Flow
import JSON

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

        package init(url: String, service: String, owner: EventID, lane: Int, tables: [Table]) {
            self.url = url
            self.service = service
            self.owner = owner
            self.lane = lane
            self.tables = tables
        }
    }

    let settings: Settings
    let reactor: Reactor
    let sealer: @Sendable ([UInt8]) throws -> [UInt8]
    private var open: LedgerConnection?
    /// Blocks that the relay has had acknowledged; they go with the next transaction.
    private var acknowledged: [Int64] = []
    private var lastNumber: Int64 = 0
    /// The highest number whose fate is known.
    private var confirmedNumber: Int64 = 0
    /// States that were read in the round trip of the transaction before.
    private var prefetched: SlotTable?
    /// The same for the transaction to come, while this one is being written.
    private var upcoming: SlotTable?
    /// Set while it is not known whether the last transaction was committed.
    private var isUncertain = false

    /// `seal` encrypts what is personal before it is put down outside of the vault.
    package init(_ settings: Settings, reactor: Reactor, seal: @escaping @Sendable ([UInt8]) throws -> [UInt8]) {
        let known = Set(settings.tables.map(\.kind))
        for kind in reactor.stateKinds { precondition(known.contains(kind), "no table for \(kind.name)") }
        self.settings = settings
        self.reactor = reactor
        sealer = seal
    }

    package func record(_ batch: [Arrival]) throws -> Recorded { try record(batch, next: { [] }) }

    /// Like `record`; `next` is asked for the batch to come when this one's decisions are made, and its states are read in the
    /// same round trip. The next call must then be for exactly that batch.
    package func record(_ batch: [Arrival], next: () -> [Arrival]) throws -> Recorded {
        do {
            let connection = try connect()
            var recovered: [CommittedBlock] = []
            if isUncertain {
                recovered = try recover(connection)
                isUncertain = false
                prefetched = nil
                var recorded = try recordSlowly(batch, connection)
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

    /// Deletes what was acknowledged when there is nothing else to do.
    package func sweep() throws {
        guard !acknowledged.isEmpty else { return }
        do {
            let connection = try connect()
            _ = try connection.connection.run(
                Statement<Void>(
                    LedgerStatements.acknowledged,
                    [.uuid(settings.owner), .int(settings.lane), .ints(acknowledged)]))
            acknowledged.removeAll()
        } catch let error as PostgresError where error.isConnectionLost {
            open = nil
            throw error
        }
    }

    private func connect() throws(PostgresError) -> LedgerConnection {
        if let open, open.connection.isUsable { return open }
        let connection = try LedgerConnection(
            settings.url, name: "\(settings.service)-lane-\(settings.lane)", schema: settings.service, tables: settings.tables)
        open = connection
        prefetched = nil
        return connection
    }

    /// Blocks whose COMMIT was done although its answer never came.
    private func recover(_ connection: LedgerConnection) throws -> [CommittedBlock] {
        let rows = try connection.connection.query(
            Statement(
                LedgerStatements.unconfirmed,
                [.uuid(settings.owner), .int(settings.lane), .int(confirmedNumber)],
                read: { CommittedBlock(number: $0.int(0), block: try OutboxBlock(body: $0.bytes(1))) }))
        confirmedNumber = lastNumber
        return rows
    }

    // MARK: The quick way

    private func recordQuickly(_ batch: [Arrival], _ connection: LedgerConnection, next: () -> [Arrival]) throws -> Recorded {
        defer { prefetched = upcoming }
        upcoming = nil
        do {
            let slots = try prefetched ?? load(batch, connection)
            var seen: Set<EventID> = []
            let decided = decide(
                batch, slots: slots, isSeen: { !seen.insert($0.cause.inboxID).inserted }, isStale: { _ in false })
            return try write(decided, slots, connection, next: next)
        } catch let error as PostgresError {
            if error.isConflict || error.code == LedgerStatements.leaseLostCode { return try recordSlowly(batch, connection) }
            if error.isRetriable { throw error }
            return try recordAlone(batch, connection, error)
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
    private func recordAlone(_ batch: [Arrival], _ connection: LedgerConnection, _ error: PostgresError) throws -> Recorded {
        if batch.count == 1 {
            var buried = batch[0]
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

    // MARK: Parts

    private struct Decided {
        let outcomes: [Outcome]
        let effects: Effects
    }

    private func decide(
        _ batch: [Arrival], slots: SlotTable, isSeen: (Arrival) -> Bool, isStale: (Arrival) -> Bool
    ) -> Decided {
        let effects = Effects()
        effects.inbox.reserveCapacity(batch.count)
        let outcomes = batch.map { arrival -> Outcome in
            if isSeen(arrival) { return .duplicate }
            if isStale(arrival) { return .stale }
            return reactor.decide(arrival, slots: slots, effects: effects)
        }
        return Decided(outcomes: outcomes, effects: effects)
    }

    private func load(_ batch: [Arrival], _ connection: LedgerConnection) throws -> SlotTable {
        let slots = touched(by: batch)
        var pipeline = try Pipeline(connection.connection)
        try addReads(of: slots, to: &pipeline, connection)
        try pipeline.synchronize()
        if let error = try pipeline.finish(groups: 1)[0] { throw error }
        return slots
    }

    private func touched(by batch: [Arrival]) -> SlotTable {
        let slots = SlotTable()
        for arrival in batch { reactor.touch(arrival, in: slots) }
        return slots
    }

    private func addReads(of slots: SlotTable, to pipeline: inout Pipeline, _ connection: LedgerConnection) throws(PostgresError) {
        for (kind, addresses) in Dictionary(grouping: slots.slots.keys, by: \.kind) {
            guard let names = connection.tables[kind] else { continue }
            try pipeline.add(names.select, [.texts(addresses.map(\.key))]) { row in
                try slots[kind, row.text(0)].load(row.json(2), version: row.int(1))
            }
        }
    }

    private func write(
        _ decided: Decided, _ slots: SlotTable, _ connection: LedgerConnection, next: () -> [Arrival]
    ) throws -> Recorded {
        let effects = decided.effects
        try effects.buryDeadLetters(seal: sealer)
        let number = lastNumber + 1
        var pipeline = try Pipeline(connection.connection)
        try pipeline.add(connection.name("BEGIN"), [])
        if !effects.inbox.isEmpty { try pipeline.add(connection.name(LedgerStatements.inbox), [.uuids(effects.inbox)]) }
        if !effects.outbox.isEmpty {
            lastNumber = number
            try pipeline.add(
                connection.name(LedgerStatements.outbox),
                [.uuid(settings.owner), .int(settings.lane), .int(number), .bytes(effects.outbox.body)])
        }
        if !acknowledged.isEmpty {
            try pipeline.add(
                connection.name(LedgerStatements.acknowledged),
                [.uuid(settings.owner), .int(settings.lane), .ints(acknowledged)])
        }
        try addParked(effects, to: &pipeline, connection)
        try addStates(slots, to: &pipeline, connection)
        try pipeline.add(connection.name("COMMIT"), [])
        try pipeline.synchronize()
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
        confirmedNumber = lastNumber
        acknowledged.removeAll(keepingCapacity: true)
        if let nextSlots, errors[1] == nil { upcoming = nextSlots }
        return Recorded(
            outcomes: decided.outcomes,
            blocks: effects.outbox.isEmpty ? [] : [CommittedBlock(number: number, block: effects.outbox)],
            parkedCount: effects.parked.count)
    }

    private func addParked(_ effects: Effects, to pipeline: inout Pipeline, _ connection: LedgerConnection) throws {
        let items = effects.parked
        if !items.isEmpty {
            try pipeline.add(
                connection.name(LedgerStatements.park),
                [
                    .uuids(items.map(\.id)), .ints(items.map { Int64($0.kind.rawValue) }), .texts(items.map(\.name)),
                    .texts(items.map(\.key)), .byteses(try items.map { $0.isPersonal ? try sealer($0.payload) : $0.payload }),
                    .optionalBools(items.map(\.isPersonal)), .jsons(try items.map { try JSON.encode(StoredCause($0.cause)) }),
                    .jsons(try items.map { try JSON.encode($0.headers.map(StoredHeader.init)) }),
                    .instants(items.map(\.dueAt)), .ints(items.map { Int64($0.attempts) }),
                ])
        }
        if !effects.finished.isEmpty {
            try pipeline.add(
                connection.name(LedgerStatements.finish),
                [
                    .uuids(effects.finished.map(\.id)), .ints(effects.finished.map(\.epoch)), .int(effects.finished.count),
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

    private func addStates(_ slots: SlotTable, to pipeline: inout Pipeline, _ connection: LedgerConnection) throws {
        let changed = Dictionary(grouping: slots.changed, by: \.kind)
        for (kind, slots) in changed.sorted(by: { $0.key.name < $1.key.name }) {
            guard let names = connection.tables[kind] else { continue }
            for (statement, part) in [(names.update, slots.filter { $0.version > 0 }), (names.insert, slots.filter { $0.version == 0 })]
            where !part.isEmpty {
                let states = try part.map { slot throws(JSONError) -> [UInt8] in
                    var bytes: [UInt8] = []
                    try slot.encode(into: &bytes)
                    return bytes
                }
                let values = part.compactMap(\.value)
                try pipeline.add(
                    statement,
                    [.texts(part.map(\.key)), .ints(part.map { $0.version + 1 }), .jsons(states)]
                        + names.table.columns.map { $0.encode(values) })
            }
        }
    }
}
