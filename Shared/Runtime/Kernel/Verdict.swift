import Domain
import Flow

/// What becomes of work that failed: the one pure function that sorts failures.
package enum Verdict: Sendable, Hashable {
    case commit
    case retry(afterMilliseconds: Int64)
    /// Nothing more is tried: the row says what follows, or it is a dead letter.
    case bury(reason: String)
}

/// How long work waits, and how often it is tried.
package struct Patience: Sendable, Hashable {
    /// For trouble of the environment: so long after the first failure.
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// As long as an operator may be away.
    package static let week = Patience(milliseconds: 7 * 24 * 3_600_000)
}

/// How often a piece of work has failed so far.
package struct FailureCount: Sendable, Hashable {
    /// In a row and of this kind, the last one included.
    package let attempts: Int
    /// Since the first failure, of whatever kind.
    package let waitedMilliseconds: Int64

    package init(attempts: Int, waitedMilliseconds: Int64) {
        self.attempts = attempts
        self.waitedMilliseconds = waitedMilliseconds
    }
}

/// The kind of any error: one that does not say what it is counts as a mistake of ours.
package func kind(of error: any Error) -> FailureKind {
    (error as? any Classified)?.kind ?? .bug
}

/// Business noes are committed; what the environment does waits; what can never work is buried at once, and what is not
/// understood after a few attempts. `id` spreads the pauses of what fails together.
package func verdict(on error: any Error, after count: FailureCount, of id: EventID, patience: Patience) -> Verdict {
    if let fault = error as? Reaction.Fault {
        switch fault {
        case .refused: return .commit
        case .malformed(let reason): return .bury(reason: reason)
        }
    }
    switch kind(of: error) {
    case .input: return .bury(reason: harmlessDescription(of: error))
    case .environment:
        guard count.waitedMilliseconds < patience.milliseconds else {
            return .bury(
                reason: "waited \(count.waitedMilliseconds / 1000) s in vain: \(harmlessDescription(of: error))")
        }
        return .retry(afterMilliseconds: Backoff.outage.milliseconds(afterAttempt: count.attempts, spreadBy: id))
    case .bug:
        guard count.attempts < Backoff.bug.attemptsMax else {
            return .bury(reason: "gave up after \(count.attempts) attempts: \(harmlessDescription(of: error))")
        }
        return .retry(afterMilliseconds: Backoff.bug.milliseconds(afterAttempt: count.attempts, spreadBy: id))
    }
}
