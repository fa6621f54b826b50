import Synchronization

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
