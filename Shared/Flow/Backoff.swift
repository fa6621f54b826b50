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

    /// For what another service is about to say: quick at first, about an hour in all.
    package static let notYet = Backoff(firstMilliseconds: 50, pauseMillisecondsMax: 60_000, attemptsMax: 70)
    /// For activities: about an hour and a half in all.
    package static let activity = Backoff(firstMilliseconds: 1000, pauseMillisecondsMax: 600_000, attemptsMax: 12)
    /// For a database or broker that is away: for ever, at most ten seconds apart.
    package static let environment = Backoff(firstMilliseconds: 50, pauseMillisecondsMax: 10_000, attemptsMax: .max)
}
