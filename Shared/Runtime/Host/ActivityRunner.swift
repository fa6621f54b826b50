import Domain
import Failpoints
import Flow
import Kernel
import Postgres
import Synchronization
import Telemetry

/// Leases parked work, runs activities for as long as they take, and gives results, timers and waiting records to the lanes.
final class ActivityRunner: Sendable {
    struct Parts: Sendable {
        let reactor: Reactor
        let work: ParkedWork
        let settings: HostSettings
        /// Tables whose rows records may wait for.
        let awaitedTables: [String]
        let clock: @Sendable () -> Instant
        let log: Logger
        /// False while what is leased could not be recorded.
        let mayLease: @Sendable () -> Bool
        /// Gives an arrival to the lane of its key; false when the lane takes no more.
        let deliver: @Sendable (LaneInbox.Handover) -> Bool
    }

    struct State {
        var inHand: WorkInHand
        /// Activities at work whose lease another worker took.
        var lost: Set<EventID> = []
        var isStopping = false
        var isPoked = false
        /// Something was parked since timers were looked at.
        var isParked = true
        var nextRetry: ContinuousClock.Instant?
        var sleeper: CheckedContinuation<Void, Never>?
        var tasks: [Task<Void, Never>] = []
        /// When an activity that had waited last worked again, so that the rest is not called up at each one.
        var hastened: [String: ContinuousClock.Instant] = [:]
        var gathered = Gathered()
    }

    private static let pauseAfterFailureMilliseconds = 200
    let parts: Parts
    let state: Mutex<State>

    init(_ parts: Parts) {
        self.parts = parts
        let settings = parts.settings
        state = Mutex(
            State(
                inHand: WorkInHand(
                    .init(
                        computingMax: settings.activityConcurrencyMax,
                        waitingMax: settings.waitingActivityConcurrencyMax, bytesMax: settings.leasedBytesMax))))
    }

    /// Leases and runs until `stop`.
    func start() {
        let tasks = [Task { [self] in await run() }, Task { [self] in await beat() }]
        state.withLock { $0.tasks = tasks }
    }

    private func run() async {
        var rota = LeaseRota(self)
        while !state.withLock({ $0.isStopping }) {
            do {
                let isMore = parts.mayLease() ? try await rota.lease() : false
                if !isMore { await pause(milliseconds: await rota.pauseMilliseconds()) }
            } catch {
                parts.log.warning("Leasing work failed", metadata: ["error": .string(harmlessDescription(of: error))])
                // What is due stays due while the database is away: without a pause of its own this would turn as fast as it can.
                await pause(milliseconds: Self.pauseAfterFailureMilliseconds)
            }
        }
    }

    /// Leases no more, waits for what runs, at most so long; then cancels it and gives it back.
    func stop(milliseconds: Int) async {
        let tasks = state.withLock { state in
            state.isStopping = true
            return state.tasks
        }
        wake()
        await tasks.first?.value
        let deadline = ContinuousClock.now.advanced(by: .milliseconds(milliseconds))
        while ContinuousClock.now < deadline, state.withLock({ !$0.inHand.running.isEmpty }) {
            try? await Task.sleep(for: .milliseconds(20))
        }
        for work in state.withLock({ Array($0.inHand.running.values) }) {
            work.task.cancel()
            await work.task.value
        }
        handOverGathered()
        for task in tasks {
            task.cancel()
            await task.value
        }
    }

    /// Takes what was leased in hand: activities run, the rest goes to the lanes.
    func take(_ leased: [ParkedWork.Leased]) async throws {
        for item in leased {
            // Leased while the end began: somebody else shall do it at once.
            if state.withLock({ $0.isStopping }) {
                try await parts.work.release(item.item.id, epoch: item.epoch)
                continue
            }
            state.withLock { $0.inHand.hold(byteCount: item.item.payload.count) }
            start(item)
        }
        Metric.activitiesRunning.set(state.withLock { $0.inHand.running.count })
    }

    private func start(_ leased: ParkedWork.Leased) {
        guard parts.reactor.route(leased.item.name) != nil else {
            Task { [self] in await unknown(leased) }
            return
        }
        guard leased.item.kind == .activity, let row = parts.reactor.activity(leased.item.name)?.activity else {
            deliver(
                leased, result: nil, fault: leased.item.kind == .activity ? "no row performs \(leased.item.name)" : nil)
            return
        }
        let id = leased.item.id
        // The task removes its entry under the same lock, so never before it is there.
        state.withLock { state in
            let task = Task { [self] in
                await perform(leased, row)
                end(id, leased.item.name, row.load)
            }
            state.inHand.begin(id, .init(load: row.load, epoch: leased.epoch, task: task))
        }
    }

    private func end(_ id: EventID, _ name: String, _ load: ActivityLoad) {
        let isWanted = state.withLock { state in
            state.inHand.end(id)
            state.lost.remove(id)
            return state.inHand.plentiful.contains(name) && state.inHand.isWorthLeasing(name, load)
        }
        if isWanted { wake() }
    }

    private func perform(_ leased: ParkedWork.Leased, _ row: Reaction.ActivityRow) async {
        let item = leased.item
        let attempt = item.attempts + 1
        let context = ActivityContext(
            id: item.id, origin: item.origin, key: item.key, attempt: attempt, cause: item.cause)
        let began = ContinuousClock.now
        do {
            try failpoint(throwing: "W1")
            let result = try await row.run(item.payload, context)
            failpoint("W3")
            Metric.activity(item.name, "done").increment()
            deliver(leased, result: result, fault: nil, after: ContinuousClock.now - began)
            if leased.failure?.kind == .environment { await worked(item.name) }
        } catch  where state.withLock({ $0.lost.contains(item.id) }) {
            Metric.activity(item.name, "lease_lost").increment()
            parts.log.warning("Lease was lost; another worker goes on", metadata: metadata(item))
            letGo(item)
        } catch is CancellationError where state.withLock({ $0.isStopping }) {
            try? await parts.work.release(item.id, epoch: leased.epoch)
            letGo(item)
        } catch  where ActivityFailure(erasing: error) != nil {
            Metric.activity(item.name, "erased").increment()
            deliver(leased, result: row.endingOfErased(item), fault: nil)
        } catch {
            await failed(leased, row, error)
        }
        Metric.activitySeconds(item.name).record(ContinuousClock.now - began)
    }

    /// The work is in nobody's hands any more.
    func letGo(_ item: ParkedItem) { letGo(item.payload.count, load(of: item), item.name) }

    private func letGo(_ byteCount: Int, _ load: ActivityLoad?, _ name: String) {
        if byteCount > parts.settings.batchBytesMax { Allocator.giveBack() }
        let isWanted = state.withLock { state in
            state.inHand.letGo(byteCount: byteCount, load)
            guard let load else { return state.inHand.isShortOfBytes }
            return state.inHand.isShortOfBytes
                || state.inHand.plentiful.contains(name) && state.inHand.isWorthLeasing(name, load)
        }
        if isWanted { wake() }
    }

    /// Nil: it is no activity, or nobody performs it.
    private func load(of item: ParkedItem) -> ActivityLoad? {
        item.kind == .activity ? parts.reactor.activity(item.name)?.activity?.load : nil
    }

    /// - Parameter took: how long the work took that brought the result.
    func deliver(
        _ leased: ParkedWork.Leased, result: Reaction.ActivityResult?, fault: String?, after took: Duration = .zero
    ) {
        let item = leased.item
        let (byteCount, load, name) = (item.payload.count, load(of: item), item.name)
        let arrival = Arrival(
            route: parts.reactor.route(item.name), cause: item.cause, key: item.key, bytes: item.payload,
            origin: .parked(id: item.id, epoch: leased.epoch, attempt: item.attempts + 1), isPersonal: item.isPersonal,
            headers: HeadersOfWork(item: item),
            completion: { [self] _ in
                failpoint("W5")
                letGo(byteCount, load, name)
            })
        arrival.result = result
        arrival.fault = result == nil ? fault : nil
        let handover = LaneInbox.Handover(arrival: arrival)
        let handOver: @Sendable () -> Void = { [self] in
            if !parts.deliver(handover) {
                // The lane is full or at its end: the lease ends by itself.
                parts.log.notice("Result was not taken; the work will be done again", metadata: metadata(item))
                letGo(byteCount, load, name)
            }
        }
        if took > .zero { gather(after: took, handOver) } else { handOver() }
    }

    func metadata(_ item: ParkedItem) -> Logger.Metadata {
        [
            "activity": .string(item.name), "key": .string(item.key), "activity.id": .string(item.id.description),
            "attempt": .integer(item.attempts + 1),
        ]
    }
}

extension ActivityRunner {
    /// Work under a name that this program does not know: a newer one of the service is being brought in, or an older one put
    /// back. It waits for a program that knows it.
    struct UnknownWork: Classified, CustomStringConvertible {
        var kind: FailureKind { .environment }
        var description: String { "this program has no row of this name" }
    }

    func unknown(_ leased: ParkedWork.Leased) async { await failed(leased, nil, UnknownWork()) }

    /// Sorts a failure: the work waits, or what is to follow goes to the lane of its key.
    func failed(_ leased: ParkedWork.Leased, _ row: Reaction.ActivityRow?, _ error: any Error) async {
        let item = leased.item
        let kind = kind(of: error)
        var metadata = metadata(item)
        metadata["error"] = .string(harmlessDescription(of: error))
        metadata["error.kind"] = .string(kind.rawValue)
        // Attempts of another kind say nothing about this one: after days without a disk a mistake of ours is still new.
        let attempts = leased.failure?.kind == kind ? item.attempts + 1 : 1
        let waited = leased.failure.map { parts.clock().milliseconds(since: $0.since) } ?? 0
        let count = FailureCount(attempts: attempts, waitedMilliseconds: max(0, waited))
        switch verdict(on: error, after: count, of: item.id, patience: parts.settings.patience) {
        case .retry(let pause):
            Metric.activity(item.name, "retried").increment()
            metadata["pause.ms"] = .integer(pause)
            parts.log.warning("Activity failed and will be tried again", metadata: metadata)
            do {
                try await parts.work.postpone(
                    item.id, epoch: leased.epoch, pauseMilliseconds: pause, attempts: attempts, kind: kind,
                    reason: reason(error))
                retry(afterMilliseconds: pause)
            } catch {
                // The lease ends by itself, and the work falls due again.
                parts.log.warning(
                    "Activity could not be given back", metadata: ["error": .string(harmlessDescription(of: error))])
            }
            letGo(item)
        case .bury(let reason):
            Metric.activity(item.name, "given_up").increment()
            parts.log.error("Activity was given up", metadata: metadata)
            let result: Reaction.ActivityResult?
            do { result = try row?.giveUp(item.payload, ActivityFailure(givingUp: error)) } catch {
                deliver(leased, result: nil, fault: harmlessDescription(of: error))
                return
            }
            deliver(leased, result: result, fault: reason)
        case .commit:
            deliver(leased, result: nil, fault: harmlessDescription(of: error))
        }
    }

    /// A word for the metrics: the failure's code, or the name of the error's type.
    private func reason(_ error: any Error) -> String {
        (error as? ActivityFailure)?.code ?? "\(type(of: error))"
    }

    /// What its surroundings had held up works again: so will the rest, which need not wait for the end of its pauses.
    private func worked(_ name: String) async {
        let now = ContinuousClock.now
        let isFirst = state.withLock { state -> Bool in
            if let last = state.hastened[name], now - last < .seconds(60) { return false }
            state.hastened[name] = now
            return true
        }
        guard isFirst else { return }
        // When this fails, the pauses end by themselves.
        try? await parts.work.hasten(name, withinMilliseconds: 5000)
        wake()
    }
}

/// What a dead letter made from parked work says besides its reason, so that the work can be given back: where its record came
/// from, or what it was called and what had caused it.
struct HeadersOfWork: HeaderSource {
    let item: ParkedItem

    var headers: [Header] {
        if item.headers.contains(where: { $0.name == DeadLetter.topicHeader }) { return item.headers }
        return item.headers + DeadLetter.headers(ofWork: item)
    }
}

/// Results wait a little for each other: work that ends one by one would else be recorded one by one, here and by everyone who
/// hears of it.
extension ActivityRunner {
    /// Results that wait for company.
    struct Gathered {
        var handOvers: [@Sendable () -> Void] = []
        /// When the first of them may wait no longer.
        var dueAt: ContinuousClock.Instant?

        mutating func take() -> [@Sendable () -> Void] {
            dueAt = nil
            defer { handOvers.removeAll() }
            return handOvers
        }
    }

    private static let gatherMax = Duration.milliseconds(250)
    private static let gatherCountMax = 200

    /// Calls `handOver` when company came, after a tenth of the time that the work took at most, and at once when nothing else is
    /// at work.
    func gather(after took: Duration, _ handOver: @escaping @Sendable () -> Void) {
        let dueAt = ContinuousClock.now.advanced(by: min(took / 10, ActivityRunner.gatherMax))
        let (ready, isFirst) = state.withLock { state in
            state.gathered.handOvers.append(handOver)
            if state.isStopping || state.inHand.running.count <= 1
                || state.gathered.handOvers.count >= ActivityRunner.gatherCountMax
            {
                return (state.gathered.take(), false)
            }
            let isFirst = state.gathered.dueAt.map { dueAt < $0 } ?? true
            if isFirst { state.gathered.dueAt = dueAt }
            return ([], isFirst)
        }
        for handOver in ready { handOver() }
        guard isFirst else { return }
        Task { [self] in
            try? await Task.sleep(until: dueAt, clock: .continuous)
            handOverGathered { $0 <= ContinuousClock.now }
        }
    }

    private func handOverGathered(when isDue: (ContinuousClock.Instant) -> Bool = { _ in true }) {
        let ready = state.withLock { state in
            state.gathered.dueAt.map(isDue) == true ? state.gathered.take() : []
        }
        for handOver in ready { handOver() }
    }
}

/// How the loop sleeps and is woken.
extension ActivityRunner {
    /// Something was parked.
    func poke() {
        state.withLock { $0.isParked = true }
        wake()
    }

    func wake() {
        let sleeper = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.isPoked = true
            defer { state.sleeper = nil }
            return state.sleeper
        }
        sleeper?.resume()
    }

    /// Looks again when a pause that was given is over.
    func retry(afterMilliseconds pause: Int64) {
        let at = ContinuousClock.now.advanced(by: .milliseconds(pause))
        state.withLock { $0.nextRetry = min($0.nextRetry ?? at, at) }
        wake()
    }

    /// Waits until somebody wakes, at most so long.
    func pause(milliseconds: Int) async {
        let timer = Task { [self] in
            try? await Task.sleep(for: .milliseconds(milliseconds))
            if !Task.isCancelled { wake() }
        }
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state -> Bool in
                if state.isPoked { return true }
                state.sleeper = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
        state.withLock { $0.isPoked = false }
        timer.cancel()
    }
}
