import Flow

/// Pauses between attempts: doubled each time up to a bound.
package struct Backoff: Sendable, Hashable {
    package let firstMilliseconds: Int64
    package let pauseMillisecondsMax: Int64
    package let attemptsMax: Int

    package init(firstMilliseconds: Int64, pauseMillisecondsMax: Int64, attemptsMax: Int) {
        self.firstMilliseconds = firstMilliseconds
        self.pauseMillisecondsMax = pauseMillisecondsMax
        self.attemptsMax = attemptsMax
    }

    /// The pause after the attempt with this number (1 for the first).
    package func milliseconds(afterAttempt attempt: Int) -> Int64 {
        let doublings = min(max(0, attempt - 1), 40)
        let (pause, overflow) = firstMilliseconds.multipliedReportingOverflow(by: 1 << Int64(doublings))
        return overflow ? pauseMillisecondsMax : min(pause, pauseMillisecondsMax)
    }

    /// The same, three to five quarters of it: what failed together does not come back together. The identity chooses, so
    /// that the same work waits the same time wherever it is asked.
    package func milliseconds(afterAttempt attempt: Int, spreadBy id: EventID) -> Int64 {
        let pause = milliseconds(afterAttempt: attempt)
        let share = EventID.derived(from: id, index: attempt, purpose: 3).low % 513
        return pause * Int64(768 + share) / 1024
    }

    /// For what another service is about to say: quick at first, an hour in all (`BackoffTests` adds it up).
    package static let notYet = Backoff(firstMilliseconds: 50, pauseMillisecondsMax: 60_000, attemptsMax: 70)
    /// For activities that fail for no known reason: half an hour in all.
    package static let bug = Backoff(firstMilliseconds: 1000, pauseMillisecondsMax: 600_000, attemptsMax: 12)
    /// For activities whose surroundings fail: ten minutes apart in the end, for as long as the operator's `Patience` says.
    package static let outage = Backoff(firstMilliseconds: 1000, pauseMillisecondsMax: 600_000, attemptsMax: .max)
    /// For a database or broker that is away: for ever, at most ten seconds apart.
    package static let environment = Backoff(firstMilliseconds: 50, pauseMillisecondsMax: 10_000, attemptsMax: .max)
}
