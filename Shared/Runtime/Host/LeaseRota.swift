import Domain
import Flow
import Kernel
import Postgres
import Synchronization

/// What is leased when: activities whenever there is room, timers and waiting records at most twenty times a second.
struct LeaseRota {
    private static let timersEvery = Duration.milliseconds(50)
    /// Work of other processes and what was parked for later is noticed within this time.
    private static let lookMillisecondsMax: Int64 = 1000
    /// So long a lease waits for more room at most.
    private static let gatherMax = Duration.milliseconds(200)
    private static let straysEvery = Duration.seconds(60)
    private static let timerCountMax = 500
    private static let strayCountMax = 100
    /// Leases that may come back empty before the next pause.
    private static let looksMax = 4

    private let runner: ActivityRunner
    private let names: [(name: String, load: ActivityLoad)]
    /// The turn that each activity served last.
    private var turns: [String: Int64] = [:]
    private var leasedAt: [String: ContinuousClock.Instant] = [:]
    private var timersSeen: ContinuousClock.Instant?
    private var straysSeen: ContinuousClock.Instant?
    private var nextTimer: ContinuousClock.Instant?

    init(_ runner: ActivityRunner) {
        self.runner = runner
        names = runner.parts.reactor.reactions.compactMap { row in row.activity.map { (row.name, $0.load) } }
    }

    /// Leases once around; says whether there is probably more to lease at once.
    mutating func lease() async throws -> Bool {
        var isMore = try await leaseTimers()
        for (name, load) in names {
            if try await leaseActivities(name, load) { isMore = true }
        }
        try await leaseStrays()
        return isMore
    }

    private mutating func leaseTimers() async throws -> Bool {
        let now = ContinuousClock.now
        let isParked = runner.state.withLock { $0.isParked }
        guard timersSeen.map({ now - $0 >= LeaseRota.timersEvery }) ?? true,
            isParked || nextTimer.map({ $0 <= now }) ?? true
        else { return false }
        runner.state.withLock { $0.isParked = false }
        for table in runner.parts.awaitedTables {
            try await runner.parts.work.postponeWaiting(for: table, countMax: LeaseRota.timerCountMax)
        }
        guard let amount = amount(LeaseRota.timerCountMax) else { return false }
        let leased = try await runner.parts.work.leaseTimers(amount, now: runner.parts.clock())
        try await runner.take(leased)
        timersSeen = now
        let pause = min(try await runner.parts.work.millisecondsToNext() ?? .max, LeaseRota.lookMillisecondsMax)
        nextTimer = ContinuousClock.now.advanced(by: .milliseconds(max(0, pause)))
        return false
    }

    private mutating func leaseActivities(_ name: String, _ load: ActivityLoad) async throws -> Bool {
        let (isWorthIt, room) = runner.state.withLock {
            ($0.inHand.isWorthLeasing(name, load), $0.inHand.room(load))
        }
        // Work that hangs must not keep the room beside it empty for long.
        let now = ContinuousClock.now
        let isOverdue = leasedAt[name].map { now - $0 >= LeaseRota.gatherMax } ?? true
        guard isWorthIt || (room > 0 && isOverdue), let amount = amount(room) else { return false }
        leasedAt[name] = now
        let leased = try await leaseInTurn(name, amount)
        runner.state.withLock { state in
            if leased.count * 4 >= room || leased.reduce(0, { $0 + $1.item.payload.count }) * 2 >= amount.bytesMax {
                state.inHand.plentiful.insert(name)
            } else {
                state.inHand.plentiful.remove(name)
            }
        }
        try await runner.take(leased)
        return !leased.isEmpty && runner.state.withLock { $0.inHand.isWorthLeasing(name, load) }
    }

    /// Goes on to further turns when nothing is due in the next ones.
    private mutating func leaseInTurn(_ name: String, _ amount: ParkedWork.Amount) async throws -> [ParkedWork.Leased] {
        for _ in 0..<LeaseRota.looksMax {
            let turn = turns[name] ?? .min
            let leased = try await runner.parts.work.leaseActivities(
                name, after: turn, amount, now: runner.parts.clock())
            if let last = leased.last {
                turns[name] = last.item.turn
                return leased
            }
            turns[name] = try await runner.parts.work.turnToGoOn(name, after: turn)
            if turns[name] == .min { break }
        }
        return []
    }

    private mutating func leaseStrays() async throws {
        let now = ContinuousClock.now
        guard straysSeen.map({ now - $0 >= LeaseRota.straysEvery }) ?? true,
            let amount = amount(LeaseRota.strayCountMax)
        else { return }
        straysSeen = now
        try await runner.take(
            try await runner.parts.work.leaseStrays(
                knowing: names.map(\.name), amount, now: runner.parts.clock()))
    }

    /// Nil when too much is in hand already.
    private func amount(_ countMax: Int) -> ParkedWork.Amount? {
        runner.state.withLock { state in
            let bytes = state.inHand.roomForBytes
            state.inHand.isShortOfBytes = bytes == 0
            guard bytes > 0, countMax > 0 else { return nil }
            return ParkedWork.Amount(
                countMax: countMax, bytesMax: bytes, leaseMilliseconds: runner.parts.settings.leaseMilliseconds)
        }
    }

    /// How long nothing is to be done unless somebody pokes.
    mutating func pauseMilliseconds() async -> Int {
        let now = ContinuousClock.now
        var until = now.advanced(by: .milliseconds(LeaseRota.lookMillisecondsMax))
        let (isParked, isPlenty, retry) = runner.state.withLock { state in
            if let retry = state.nextRetry, retry <= now { state.nextRetry = nil }
            return (state.isParked, !state.inHand.plentiful.isEmpty, state.nextRetry)
        }
        if let nextTimer { until = min(until, max(nextTimer, (timersSeen ?? now).advanced(by: LeaseRota.timersEvery))) }
        if isParked, let timersSeen { until = min(until, timersSeen.advanced(by: LeaseRota.timersEvery)) }
        if isPlenty { until = min(until, now.advanced(by: LeaseRota.gatherMax)) }
        if let retry { until = min(until, retry) }
        let wait = (until - now).components
        return max(1, Int(wait.seconds * 1000 + wait.attoseconds / 1_000_000_000_000_000))
    }
}
