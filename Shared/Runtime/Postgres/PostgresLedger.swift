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

    let settings: Settings
    let reactor: Reactor
    let sealer: @Sendable ([UInt8]) throws -> [UInt8]
    var open: LedgerConnection?
    /// Blocks that the relay has had acknowledged; they go with the next transaction.
    var acknowledged: [Int64] = []
    var lastNumber: Int64 = 0
    /// The highest number whose fate is known.
    var confirmedNumber: Int64 = 0
    /// How large the block before was: the next one is likely to be as large.
    var lastBlockBytes = 0
    let compressor = BlockCompressor()
    /// States that this lane wrote lately.
    let kept: KeptSlots
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
