import Domain
import Failpoints
import Flow
import Kafka
import Postgres
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
        let reading: RecordReading
        let settings: HostSettings
        let relay: Relay
        let clock: @Sendable () -> Instant
        let log: Logger
        /// Told that parked work is due.
        let poke: @Sendable () -> Void
    }

    let parts: Parts
    private let ledger: PostgresLedger
    let queue: LaneQueue?
    private let consumer: Consumer?
    let mailbox: Mailbox
    private let acknowledged = Mutex<[Int64]>([])
    let isStopping = Atomic<Bool>(false)
    /// Milliseconds since 1970 of the last transaction or idle look, for the readiness probe.
    private let lastTurn = Atomic<Int64>(0)
    private let isFailing = Atomic<Bool>(false)
    /// Since when there is no connection, in milliseconds since 1970, and why; nil while there is one.
    private let loss: Mutex<(since: Int64, reason: String)?>
    /// Blocks in the outbox of which no acknowledgement was seen yet.
    private var unacknowledgedCount = 0
    /// So long nothing must have arrived before acknowledged blocks get a transaction of their own.
    private static let quietMilliseconds = 20
    /// Taken while the transaction before was being written; its states are read already.
    private var upcoming: Batch?
    /// Set at the end, when the database stayed away. What was abandoned lies on the topic before everything that was taken after
    /// it, so from then on nothing is recorded and no position is kept: all of it is read again by whoever comes next.
    private var hasAbandoned = false
    var counters = OutcomeCounters()
    private var thread: OwnThread?

    init(_ parts: Parts, ledger: PostgresLedger, consumer: Consumer?) {
        self.parts = parts
        self.ledger = ledger
        self.consumer = consumer
        let queue = consumer?.lanes[parts.index]
        self.queue = queue
        loss = Mutex((parts.clock().millisecondsSinceEpoch, "it is not made yet"))
        mailbox = Mailbox(wake: { queue?.wake() })
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
            while upcoming != nil || !mailbox.isEmpty { turn(waitMilliseconds: 0) }
            queue?.finish()
        }
    }

    /// Finishes what is in work and ends the thread; answers what it could not record.
    func stop() {
        isStopping.store(true, ordering: .releasing)
        queue?.wake()
        thread?.join()
        for sealed in mailbox.close() { sealed.arrival.completion?(.stale) }
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
            if upcoming == nil { queue?.finish() }
            pause(attempt: attempt)
            return false
        }
    }

    private func noteConnection(_ error: (any Error)?) {
        guard let error, !ledger.isConnected else { return loss.withLock { $0 = nil } }
        let now = parts.clock().millisecondsSinceEpoch
        loss.withLock { $0 = ($0?.since ?? now, harmlessDescription(of: error)) }
    }

    struct Batch {
        var arrivals: [Arrival] = []
        var records: KafkaBatch?
    }

    private func turn(waitMilliseconds: Int) {
        lastTurn.store(parts.clock().millisecondsSinceEpoch, ordering: .relaxed)
        ledger.acknowledge(takeAcknowledged())
        let isOwing = unacknowledgedCount > 0 || ledger.hasAcknowledged
        let wait = isOwing ? min(waitMilliseconds, Lane.quietMilliseconds) : waitMilliseconds
        let batch = upcoming ?? gather(waitMilliseconds: wait)
        upcoming = nil
        if batch.arrivals.isEmpty {
            ledger.acknowledge(takeAcknowledged())
            do { try ledger.sweep() } catch { pause(attempt: 1) }
            queue?.finish()
            return
        }
        record(batch)
        if upcoming == nil { queue?.finish() }
    }

    /// Records until it is done: an environment that fails is waited for, while the consumer's own thread keeps the membership.
    private func record(_ batch: Batch) {
        if hasAbandoned { return abandon(batch.arrivals[...]) }
        let pieces = parted(batch.arrivals)
        var unreported = batch.arrivals[...]
        for part in pieces {
            var attempt = 0
            while true {
                attempt += 1
                do {
                    let began = ContinuousClock.now
                    let recorded = try ledger.record(part, next: { pieces.count == 1 ? next() : [] })
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
        if let records = batch.records {
            failpoint("C6")
            do { try consumer?.store(records) } catch {
                parts.log.warning(
                    "Positions were not kept; records will come again",
                    metadata: ["error": .string(harmlessDescription(of: error))])
            }
            failpoint("C7")
        }
    }

    /// The batch to come, taken once however often this transaction is done again.
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
        report(arrivals, recorded.outcomes)
        if recorded.parkedCount > 0 { parts.poke() }
    }

    /// Waits while the producer has no room: nothing more is consumed until the broker takes what is there.
    private func publish(_ block: CommittedBlock) {
        var attempt = 0
        while true {
            do {
                try parts.relay.publish(block.block) { [self] in acknowledged.withLock { $0.append(block.number) } }
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
        let milliseconds = Backoff.environment.milliseconds(afterAttempt: attempt)
        let deadline = Deadline(milliseconds: Int(milliseconds))
        while deadline.remainingMilliseconds > 0, !isStopping.load(ordering: .acquiring) {
            OwnThread.sleep(milliseconds: min(50, deadline.remainingMilliseconds))
        }
    }
}
