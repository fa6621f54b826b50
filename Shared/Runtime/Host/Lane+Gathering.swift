import Domain
import Failpoints
import Flow
import Kernel
import Synchronization
import Telemetry

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
    func gatherMore() -> Gathered {
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
    func inTurn(_ part: [Arrival], _ body: () throws -> Recorded) throws -> Recorded {
        guard part.reduce(0, { $0 + $1.value.count }) > parts.batchBytesMax else { return try body() }
        return try Lane.turnOfLarge.withLock { _ in
            defer { Allocator.giveBack() }
            return try body()
        }
    }

    private static let turnOfLarge = Mutex(())

    /// Large records make small transactions, so that a block of the outbox stays within its bound.
    func parted(_ arrivals: [Arrival]) -> [[Arrival]] {
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

    /// Logs and counts what became of a transaction's arrivals, and tells those who wait for it.
    func report(_ arrivals: [Arrival], _ outcomes: [Outcome]) {
        var run = (route: Int?.none, label: "", count: 0)
        for index in arrivals.indices {
            let (route, outcome) = (arrivals[index].route, outcomes[index])
            if run.route != route || run.label != outcome.label {
                counters.count(run.count, route: run.route, outcome: run.label, parts.reactor)
                run = (route, outcome.label, 0)
            }
            run.count += 1
            log(arrivals[index], outcome)
            arrivals[index].completion?(outcome)
        }
        counters.count(run.count, route: run.route, outcome: run.label, parts.reactor)
    }

    private func log(_ arrival: borrowing Arrival, _ outcome: Outcome) {
        let level: Logger.Level
        let message: StaticString
        switch outcome {
        case .buried: (level, message) = (.error, "Record went to the dead letters")
        case .refused: (level, message) = (.notice, "Event was refused")
        case .notYet: (level, message) = (.debug, "Event waits for its other half")
        case .ignored: (level, message) = (.trace, "Event concerns nobody here")
        default: (level, message) = (.debug, "Event recorded")
        }
        guard level >= parts.log.logLevel else { return }
        parts.log.log(level: level, message, metadata: Lane.metadata(arrival, outcome, parts.reactor))
    }

    static func metadata(_ arrival: borrowing Arrival, _ outcome: Outcome, _ reactor: Reactor) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "event.name": .string(arrival.route.map { reactor.name(of: $0) } ?? "-"),
            "event.id": .string(arrival.cause.inboxID.description), "outcome": .string(outcome.label),
        ]
        if arrival.fault != nil, case .topic(let name, let partition, let offset) = arrival.origin {
            // The key of a record that nobody could read is the sender's and may be anything.
            metadata["record"] = .string("\(name)/\(partition)/\(offset)")
        } else {
            metadata["key"] = .string(arrival.key)
        }
        switch outcome {
        case .buried(let reason), .notYet(let reason): metadata["reason"] = .string(reason)
        case .refused(let refusal):
            metadata["refusal.code"] = .string(refusal.code)
            metadata["refusal.ending"] = .string(refusal.ending.label)
        default: break
        }
        return metadata
    }
}

/// The counters of one lane by what they count, so that finding one costs no lock.
struct OutcomeCounters {
    private struct Key: Hashable {
        let route: Int?
        let outcome: String
    }

    private var counters: [Key: Counter] = [:]

    mutating func count(_ count: Int, route: Int?, outcome: String, _ reactor: Reactor) {
        guard count > 0 else { return }
        let key = Key(route: route, outcome: outcome)
        let counter = counters[key] ?? Metric.handled(route.map { reactor.name(of: $0) } ?? "-", outcome)
        counters[key] = counter
        counter.increment(by: Int64(count))
    }
}
