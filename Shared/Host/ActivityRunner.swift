import Domain
import Failpoints
import Flow
import Postgres
import Synchronization
import Telemetry

/// Leases parked work, runs activities for as long as they take, and gives results, timers and waiting records to the lanes.
final class ActivityRunner: Sendable {
    struct Parts: Sendable {
        let reactor: Reactor
        let work: ParkedWork
        let settings: HostSettings
        let clock: @Sendable () -> Instant
        let log: Logger
        /// False while what is leased could not be recorded.
        let mayLease: @Sendable () -> Bool
        /// Gives an arrival to the lane of its key; false when the lane takes no more.
        let deliver: @Sendable (Mailbox.Sealed) -> Bool
    }

    private struct State {
        var running: [EventID: Task<Void, Never>] = [:]
        var isStopping = false
        var isPoked = false
        var sleeper: CheckedContinuation<Void, Never>?
        var loop: Task<Void, Never>?
    }

    private let parts: Parts
    private let state = Mutex(State())

    init(_ parts: Parts) { self.parts = parts }

    /// Something is due now.
    func poke() {
        let sleeper = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.isPoked = true
            defer { state.sleeper = nil }
            return state.sleeper
        }
        sleeper?.resume()
    }

    /// Leases and runs until `stop`.
    func start() {
        state.withLock { state in state.loop = Task { [self] in await run() } }
    }

    private func run() async {
        while !state.withLock({ $0.isStopping }) {
            var count = 0
            do { count = parts.mayLease() ? try await leaseSome() : 0 } catch {
                parts.log.warning("Leasing work failed", metadata: ["error": .string(harmlessDescription(of: error))])
            }
            if count == 0 { await pause() }
        }
    }

    /// Leases no more, waits for what runs, at most so long; then cancels it and gives it back.
    func stop(milliseconds: Int) async {
        state.withLock { $0.isStopping = true }
        poke()
        await state.withLock { $0.loop }?.value
        let deadline = ContinuousClock.now.advanced(by: .milliseconds(milliseconds))
        while ContinuousClock.now < deadline, state.withLock({ !$0.running.isEmpty }) {
            try? await Task.sleep(for: .milliseconds(20))
        }
        for task in state.withLock({ Array($0.running.values) }) {
            task.cancel()
            await task.value
        }
    }

    private func leaseSome() async throws -> Int {
        let running = state.withLock { $0.running.count }
        let room = parts.settings.activityConcurrencyMax - running
        // Timers and waiting records take no worker: they are always looked at.
        var leased = try await parts.work.lease(
            kinds: [.wake, .record], countMax: 500, leaseMilliseconds: parts.settings.leaseMilliseconds,
            now: parts.clock())
        if room > 0 {
            leased += try await parts.work.lease(
                kinds: [.activity], countMax: room, leaseMilliseconds: parts.settings.leaseMilliseconds,
                now: parts.clock())
        }
        for item in leased {
            // Leased while the end began: somebody else shall do it at once.
            if state.withLock({ $0.isStopping }) {
                try await parts.work.release(item.item.id, epoch: item.epoch)
            } else {
                start(item)
            }
        }
        Metric.activitiesRunning.set(state.withLock { $0.running.count })
        return leased.count
    }

    private func start(_ leased: ParkedWork.Leased) {
        guard leased.item.kind == .activity, let row = parts.reactor.activity(leased.item.name)?.activity else {
            deliver(
                leased, result: nil, fault: leased.item.kind == .activity ? "no row performs \(leased.item.name)" : nil)
            return
        }
        let id = leased.item.id
        // The task removes its entry under the same lock, so never before it is there.
        state.withLock { state in
            state.running[id] = Task { [self] in
                await perform(leased, row)
                self.state.withLock { _ = $0.running.removeValue(forKey: id) }
                poke()
            }
        }
    }

    private func perform(_ leased: ParkedWork.Leased, _ row: Reaction.ActivityRow) async {
        let item = leased.item
        let attempt = item.attempts + 1
        let box = ProgressBox()
        let context = ActivityContext(
            id: item.id, origin: item.origin, key: item.key, attempt: attempt, cause: item.cause,
            progress: leased.progress,
            saveProgress: { box.save($0) })
        let began = ContinuousClock.now
        do {
            try failpoint(throwing: "W1")
            let result = try await withHeartbeat(leased, box) { try await row.run(item.payload, context) }
            failpoint("W3")
            Metric.activity(item.name, "done").increment()
            deliver(leased, result: result, fault: nil)
        } catch is LeaseLost {
            Metric.activity(item.name, "lease_lost").increment()
            parts.log.warning("Lease was lost; another worker goes on", metadata: metadata(item))
        } catch is CancellationError where state.withLock({ $0.isStopping }) {
            try? await parts.work.release(item.id, epoch: leased.epoch)
        } catch  where ActivityFailure(erasing: error) != nil {
            Metric.activity(item.name, "erased").increment()
            deliver(leased, result: row.endingOfErased(item), fault: nil)
        } catch {
            await failed(leased, row, error, attempt: attempt)
        }
        Metric.activitySeconds(item.name).record(ContinuousClock.now - began)
    }

    private func failed(_ leased: ParkedWork.Leased, _ row: Reaction.ActivityRow, _ error: any Error, attempt: Int)
        async
    {
        let item = leased.item
        var metadata = metadata(item)
        metadata["error"] = .string(harmlessDescription(of: error))
        switch verdict(on: error, attempt: attempt, backoff: .activity) {
        case .retry(let pause):
            Metric.activity(item.name, "retried").increment()
            metadata["pause.ms"] = .integer(pause)
            parts.log.warning("Activity failed and will be tried again", metadata: metadata)
            do {
                try await parts.work.postpone(
                    item.id, epoch: leased.epoch, pauseMilliseconds: pause, attempts: attempt,
                    reason: "\(type(of: error))")
            } catch {
                // The lease ends by itself, and the work falls due again.
                parts.log.warning("Release failed", metadata: ["error": .string(harmlessDescription(of: error))])
            }
        case .bury(let reason):
            Metric.activity(item.name, "given_up").increment()
            parts.log.error("Activity was given up", metadata: metadata)
            let failure = error as? ActivityFailure ?? ActivityFailure("gave-up", reason)
            do { deliver(leased, result: try row.giveUp(item.payload, failure), fault: reason) } catch {
                deliver(leased, result: nil, fault: harmlessDescription(of: error))
            }
        case .commit:
            deliver(leased, result: nil, fault: harmlessDescription(of: error))
        }
    }

    private func deliver(_ leased: ParkedWork.Leased, result: ActivityResult?, fault: String?) {
        let item = leased.item
        let arrival = Arrival(
            route: parts.reactor.route(item.name), cause: item.cause, key: item.key, bytes: item.payload,
            origin: .parked(id: item.id, epoch: leased.epoch, attempt: item.attempts + 1), isPersonal: item.isPersonal,
            headers: item.headers,
            completion: { [self] _ in
                failpoint("W5")
                poke()
            })
        arrival.result = result
        arrival.fault = result == nil ? fault : nil
        if !parts.deliver(Mailbox.Sealed(arrival: arrival)) {
            // The lane is full or at its end: the lease ends by itself.
            parts.log.notice("Result was not taken; the work will be done again", metadata: metadata(item))
        }
    }

    private func metadata(_ item: ParkedItem) -> Logger.Metadata {
        [
            "activity": .string(item.name), "key": .string(item.key), "activity.id": .string(item.id.description),
            "attempt": .integer(item.attempts + 1),
        ]
    }

    // MARK: Heartbeat

    private struct LeaseLost: Error {}

    private func withHeartbeat(
        _ leased: ParkedWork.Leased, _ progress: ProgressBox,
        _ body: @escaping @Sendable () async throws -> ActivityResult
    ) async throws -> ActivityResult {
        let work = parts.work
        let lease = parts.settings.leaseMilliseconds
        return try await withThrowingTaskGroup(of: ActivityResult?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                while true {
                    try await Task.sleep(for: .milliseconds(lease / 3))
                    // A database that is away for a moment does not end the work; a lost lease does.
                    let isOurs = try? await work.heartbeat(
                        leased.item.id, epoch: leased.epoch, leaseMilliseconds: lease, progress: progress.take())
                    if isOurs == false { throw LeaseLost() }
                }
            }
            defer { group.cancelAll() }
            while let next = try await group.next() { if let result = next { return result } }
            throw CancellationError()
        }
    }

    // MARK: Waiting

    private func pause() async {
        let next = try? await parts.work.millisecondsToNext()
        let milliseconds = min(1000, max(10, next.flatMap { $0 } ?? 1000))
        let isBusy = state.withLock { $0.running.count >= parts.settings.activityConcurrencyMax }
        let wait = isBusy ? max(200, milliseconds) : milliseconds
        let timer = Task { [self] in
            try? await Task.sleep(for: .milliseconds(wait))
            if !Task.isCancelled { poke() }
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
