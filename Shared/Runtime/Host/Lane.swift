import Domain
import Failpoints
import Flow
import Kernel
import Synchronization
import Telemetry
import Threads

/// One thread with one connection and the partitions that are its own: it takes what has arrived, records it in one
/// transaction, hands what follows to the relay and keeps the positions. Everything under one key passes through one lane of a
/// process, so that order per key costs no lock.
final class Lane: @unchecked Sendable {
    // Sendable by hand: the ledger and what is in work are touched by the lane's thread alone, the rest is thread-safe.
    struct Parts: Sendable {
        let index: Int
        let reactor: Reactor
        let batchCountMax: Int
        let batchBytesMax: Int
        /// Hands a committed block to the relay, which says when the broker has all of it. Throws while there is no room.
        let publish: @Sendable (OutboxBlock, _ acknowledged: @escaping @Sendable () -> Void) throws -> Void
        let clock: @Sendable () -> Instant
        /// Waits so many milliseconds, less when told to by the end of the lane.
        let sleep: @Sendable (_ milliseconds: Int) -> Void
        let log: Logger
        /// Told that parked work is due.
        let poke: @Sendable () -> Void
    }

    let parts: Parts
    private let ledger: any Ledger
    let source: (any RecordSource)?
    let inbox: LaneInbox
    private let acknowledged = Mutex<[Int64]>([])
    let isStopping = Atomic<Bool>(false)
    private let isFailing = Atomic<Bool>(false)
    /// Since when there is no connection, in milliseconds since 1970, and why; nil while there is one.
    private let loss: Mutex<(since: Int64, reason: String)?>
    /// Blocks in the outbox of which no acknowledgement was seen yet.
    private var unacknowledgedCount = 0
    /// How long nothing must have arrived before acknowledged blocks get a transaction of their own.
    private static let quietMilliseconds = 20
    /// Taken while the transaction before was being written.
    private var upcoming: Gathered?
    /// Set at the end, when the database stayed away. What was abandoned lies on the topic before everything that was taken after
    /// it, so from then on nothing is recorded and no position is kept: all of it is read again by whoever comes next.
    private var hasAbandoned = false
    private var outcomes: OutcomeReport
    private var thread: OwnThread?

    init(_ parts: Parts, ledger: any Ledger, source: (any RecordSource)?) {
        self.parts = parts
        self.ledger = ledger
        self.source = source
        outcomes = OutcomeReport(parts.reactor, parts.log)
        loss = Mutex((parts.clock().millisecondsSinceEpoch, "it is not made yet"))
        inbox = LaneInbox(wake: { source?.wake() })
    }

    var isHealthy: Bool { !isFailing.load(ordering: .relaxed) }

    var lostSince: Int64? { loss.withLock { $0?.since } }
    /// Why the lane cannot record at present.
    var trouble: String? {
        loss.withLock { $0.map { "lane \(parts.index) has no connection to the database: \($0.reason)" } }
    }

    func start() {
        thread = OwnThread("lane-\(parts.index)") { [self] in
            var attempt = 0
            while !isStopping.load(ordering: .acquiring) {
                if connect(&attempt) { turn(waitMilliseconds: 100) }
            }
            // What was taken is recorded before the end.
            while upcoming != nil || !inbox.isEmpty { turn(waitMilliseconds: 0) }
            source?.finish()
        }
    }

    /// Finishes what is in work and ends the thread; answers what it could not record.
    func stop() {
        isStopping.store(true, ordering: .releasing)
        source?.wake()
        thread?.join()
        for handover in inbox.close() { handover.arrival.completion?(.stale) }
    }

    /// Deletes what was acknowledged since; call it after the thread has ended.
    func sweepAtEnd() {
        ledger.acknowledge(takeAcknowledged())
        try? ledger.sweep()
    }

    /// Makes sure of the connection: a lane without one takes nothing, since what it took would only wait in it.
    private func connect(_ attempt: inout Int) -> Bool {
        do {
            try ledger.prepare()
            noteConnection(nil)
            attempt = 0
            return true
        } catch {
            attempt += 1
            noteConnection(error)
            parts.log.warning(
                "Lane has no connection to the database",
                metadata: ["error": .string(harmlessDescription(of: error)), "attempt": .integer(attempt)])
            if upcoming == nil { source?.finish() }
            pause(attempt: attempt)
            return false
        }
    }

    private func noteConnection(_ error: (any Error)?) {
        guard let error, !ledger.isConnected else { return loss.withLock { $0 = nil } }
        let now = parts.clock().millisecondsSinceEpoch
        loss.withLock { $0 = ($0?.since ?? now, harmlessDescription(of: error)) }
    }

    /// What was taken at once.
    struct Gathered {
        var arrivals: [Arrival] = []
        /// What the source is told when all of them are recorded.
        var position: (any Sendable)?
        /// The same arrivals with their states, when those were read with the transaction before.
        var ahead: Batch?
    }

    /// Takes and records once; waits at most so long for something to take.
    func turn(waitMilliseconds: Int) {
        ledger.acknowledge(takeAcknowledged())
        let isOwing = unacknowledgedCount > 0 || ledger.hasAcknowledged
        let wait = isOwing ? min(waitMilliseconds, Lane.quietMilliseconds) : waitMilliseconds
        let gathered = upcoming ?? gather(waitMilliseconds: wait)
        upcoming = nil
        if gathered.arrivals.isEmpty {
            ledger.acknowledge(takeAcknowledged())
            do { try ledger.sweep() } catch { pause(attempt: 1) }
            source?.finish()
            return
        }
        record(gathered)
        if upcoming == nil { source?.finish() }
    }

    /// Records until it is done: an environment that fails is waited for, while the consumer's own thread keeps the membership.
    private func record(_ gathered: Gathered) {
        if hasAbandoned { return abandon(gathered.arrivals[...]) }
        let pieces = parted(gathered.arrivals)
        var unreported = gathered.arrivals[...]
        for part in pieces {
            let batch = pieces.count == 1 ? gathered.ahead ?? Batch(part) : Batch(part)
            var attempt = 0
            while true {
                attempt += 1
                do {
                    let began = ContinuousClock.now
                    let recorded = try inTurn(part) {
                        try ledger.record(batch, next: { pieces.count == 1 ? next() : [] })
                    }
                    upcoming?.ahead = recorded.ahead
                    Metric.recording.record(ContinuousClock.now - began)
                    isFailing.store(false, ordering: .relaxed)
                    noteConnection(nil)
                    finish(part, recorded)
                    unreported = unreported.dropFirst(part.count)
                    break
                } catch {
                    isFailing.store(true, ordering: .relaxed)
                    noteConnection(error)
                    Metric.recordingFailures.increment()
                    parts.log.warning(
                        "Recording failed and will be done again",
                        metadata: ["error": .string(harmlessDescription(of: error)), "attempt": .integer(attempt)])
                    // At the end of the process what is not recorded stays on the topic, unread.
                    if isStopping.load(ordering: .acquiring), attempt > 3 { return abandon(unreported) }
                    pause(attempt: attempt)
                }
            }
        }
        if let position = gathered.position {
            failpoint("C6")
            do { try source?.store(position) } catch {
                parts.log.warning(
                    "Positions were not kept; records will come again",
                    metadata: ["error": .string(harmlessDescription(of: error))])
            }
            failpoint("C7")
        }
    }

    /// What comes next, taken once however often this transaction is done again.
    private func next() -> [Arrival] {
        if upcoming == nil {
            let more = gatherMore()
            if more.arrivals.isEmpty { return [] }
            upcoming = more
        }
        return upcoming?.arrivals ?? []
    }

    private func finish(_ arrivals: [Arrival], _ recorded: Recorded) {
        unacknowledgedCount += recorded.blocks.count
        for block in recorded.blocks { publish(block) }
        Metric.batchSize.record(arrivals.count)
        outcomes.tell(arrivals, recorded.outcomes)
        if recorded.parkedCount > 0 { parts.poke() }
    }

    /// Waits while the producer has no room: nothing more is consumed until the broker takes what is there.
    private func publish(_ block: CommittedBlock) {
        var attempt = 0
        while true {
            do {
                try parts.publish(block.block) { [self] in acknowledged.withLock { $0.append(block.number) } }
                return
            } catch {
                attempt += 1
                parts.log.warning(
                    "The broker takes no more for now", metadata: ["error": .string(harmlessDescription(of: error))])
                if isStopping.load(ordering: .acquiring) { return }
                pause(attempt: attempt)
            }
        }
    }

    /// Tells those who wait that nothing was recorded of this, and ends the recording.
    private func abandon(_ arrivals: ArraySlice<Arrival>) {
        hasAbandoned = true
        for arrival in arrivals { arrival.completion?(.stale) }
    }

    private func takeAcknowledged() -> [Int64] {
        let taken = acknowledged.withLock { numbers in
            defer { numbers.removeAll() }
            return numbers
        }
        unacknowledgedCount -= taken.count
        return taken
    }

    private func pause(attempt: Int) {
        var left = Int(Backoff.environment.milliseconds(afterAttempt: attempt))
        while left > 0, !isStopping.load(ordering: .acquiring) {
            parts.sleep(min(50, left))
            left -= 50
        }
    }
}

/// Taking what has arrived, and telling what became of it.
extension Lane {
    /// What waits in the inbox, then what has arrived on the partitions.
    func gather(waitMilliseconds: Int) -> Gathered {
        let now = parts.clock()
        var gathered = Gathered()
        gathered.arrivals = inbox.take(countMax: parts.batchCountMax).map { dated($0.arrival, now) }
        let room = parts.batchCountMax - gathered.arrivals.count
        guard room > 0, let source else { return gathered }
        let wait = gathered.arrivals.isEmpty ? waitMilliseconds : 0
        let taken = source.take(countMax: room, waitMilliseconds: wait, now: now)
        if let position = taken.position {
            failpoint("C1")
            gathered.position = position
            gathered.arrivals += taken.arrivals
        }
        // A submission may have woken the poll: it goes along.
        if gathered.arrivals.isEmpty {
            gathered.arrivals = inbox.take(countMax: room).map { dated($0.arrival, now) }
        }
        return gathered
    }

    /// What has arrived meanwhile, without waiting, when that is much: to read ahead saves a round trip, but what is taken early
    /// is recorded without what comes while this transaction is written. A few wait for it, and so become one transaction.
    private func gatherMore() -> Gathered {
        guard !isStopping.load(ordering: .acquiring) else { return Gathered() }
        let now = parts.clock()
        var gathered = Gathered()
        let countMin = max(1, parts.batchCountMax / Lane.aheadShare)
        let waitingCount = min(inbox.count, parts.batchCountMax)
        let room = parts.batchCountMax - waitingCount
        if room > 0,
            let taken = source?.takeMore(countMin: max(1, countMin - waitingCount), countMax: room, now: now),
            let position = taken.position
        {
            gathered.position = position
            gathered.arrivals = taken.arrivals
        }
        guard gathered.position != nil || waitingCount >= countMin else { return Gathered() }
        gathered.arrivals = inbox.take(countMax: waitingCount).map { dated($0.arrival, now) } + gathered.arrivals
        return gathered
    }

    /// This part of a full transaction must wait before it is read ahead.
    private static let aheadShare = 4

    private func dated(_ arrival: Arrival, _ now: Instant) -> Arrival {
        arrival.cause.now = now
        return arrival
    }

    /// Records that are larger than a transaction is meant to be are recorded one at a time in the whole process: on its way into
    /// the database such a record is in memory several times.
    private func inTurn(_ part: [Arrival], _ body: () throws -> Recorded) throws -> Recorded {
        guard part.reduce(0, { $0 + $1.value.count }) > parts.batchBytesMax else { return try body() }
        return try Lane.turnOfLarge.withLock { _ in
            defer { Allocator.giveBack() }
            return try body()
        }
    }

    private static let turnOfLarge = Mutex(())

    /// Large records make small transactions, so that a block of the outbox stays within its bound.
    private func parted(_ arrivals: [Arrival]) -> [[Arrival]] {
        let bytesMax = parts.batchBytesMax
        guard arrivals.reduce(0, { $0 + $1.value.count }) > bytesMax else { return [arrivals] }
        var pieces: [[Arrival]] = []
        var piece: [Arrival] = []
        var bytes = 0
        for arrival in arrivals {
            if !piece.isEmpty, bytes + arrival.value.count > bytesMax {
                pieces.append(piece)
                piece = []
                bytes = 0
            }
            piece.append(arrival)
            bytes += arrival.value.count
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces
    }
}
