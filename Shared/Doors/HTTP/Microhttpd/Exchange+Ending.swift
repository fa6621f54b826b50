import Synchronization

// A task is cancelled outside the lock: its cancellation handlers run at once and take the same lock.
extension Exchange {
    /// The library is done with this request, for good or ill.
    func close() {
        let (observation, wasOpen, task) = state.withLock { state in
            if let share = state.share { core.shares.give(back: share) }
            state.connection = nil
            state.isSuspended = false
            state.inbound.fail(ClientGone())
            state.outbound.fail(ClientGone())
            let observation = Observation(
                route: state.route?.pattern.description ?? "-", method: state.head?.method,
                status: state.responseQueued == nil ? 0 : state.response?.status.code ?? 0,
                duration: .now - state.begun, bodyBytes: state.inbound.receivedBytes)
            return (observation, state.headRead != nil, state.responseQueued == nil ? state.task : nil)
        }
        task?.cancel()
        if wasOpen { core.exchangeClosed(observation) }
    }

    /// Whether the client may still be sending although it was answered: the library refuses within a head by itself.
    var isCutShort: Bool { state.withLock { $0.isCutShort || $0.headRead == nil } }

    var isAnswered: Bool { state.withLock { $0.responseQueued != nil } }

    /// Gives up at once: the route's task is cancelled and the connection closed without an answer.
    func abort() {
        let task = state.withLock { state in
            state.isAborted = true
            state.inbound.fail(ClientGone())
            state.outbound.fail(ClientGone())
            wake(&state)
            return state.task
        }
        task?.cancel()
    }

    /// Asks the route's task to end; its answer is 503 if it has none of its own.
    func cancel() {
        let task = state.withLock { $0.task }
        task?.cancel()
    }

    /// Enforces the limits in time; true when the connection has to be cut.
    func isOverdue(at now: ContinuousClock.Instant) -> Bool {
        let (isOverdue, lateTask) = state.withLock { overdue($0, at: now) }
        lateTask?.cancel()
        return isOverdue
    }

    private func overdue(_ state: State, at now: ContinuousClock.Instant) -> (isOverdue: Bool, Task<Void, Never>?) {
        guard let headRead = state.headRead else {
            return (now - state.begun > .seconds(core.limits.headerSecondsMax), nil)
        }
        let limits = state.route?.limits ?? RouteLimits()
        if let queued = state.responseQueued { return (now - queued > .seconds(limits.answerSecondsMax), nil) }
        let waited = state.inbound.waited(at: now)
        let seconds = Int(waited.components.seconds)
        let isTooSlow =
            seconds > RouteLimits.bodyGraceSeconds
            && state.inbound.receivedBytes < seconds * limits.bodyBytesPerSecondMin
        let isLate = now - headRead - waited > .seconds(limits.handlerSecondsMax)
        return (seconds > limits.bodySecondsMax || isTooSlow, isLate ? state.task : nil)
    }
}
