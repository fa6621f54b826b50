import Domain

/// What becomes of work that failed: the one pure function that sorts failures.
package enum Verdict: Sendable, Hashable {
    case commit
    case retry(afterMilliseconds: Int64)
    case bury(reason: String)
}

/// An error that says whether trying again can help.
package protocol Classified: Error {
    var isRetriable: Bool { get }
}

extension ActivityFailure: Classified {}

/// Business noes are committed; what another attempt may mend is tried again with growing pauses; the rest is buried.
/// An error that does not say what it is counts as retriable, bounded by the attempts.
package func verdict(on error: any Error, attempt: Int, backoff: Backoff) -> Verdict {
    switch error {
    case let fault as DecisionFault:
        switch fault {
        case .refused: .commit
        case .malformed(let reason): .bury(reason: reason)
        }
    case let error as any Classified where !error.isRetriable:
        .bury(reason: harmlessDescription(of: error))
    default:
        attempt < backoff.attemptsMax
            ? .retry(afterMilliseconds: backoff.milliseconds(afterAttempt: attempt))
            : .bury(reason: "gave up after \(attempt) attempts: \(harmlessDescription(of: error))")
    }
}
