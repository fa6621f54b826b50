import Synchronization

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

    func handOverGathered(when isDue: (ContinuousClock.Instant) -> Bool = { _ in true }) {
        let ready = state.withLock { state in
            state.gathered.dueAt.map(isDue) == true ? state.gathered.take() : []
        }
        for handOver in ready { handOver() }
    }
}
