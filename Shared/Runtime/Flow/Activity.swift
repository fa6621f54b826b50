import Domain

/// What an activity knows about its run besides its input.
package struct ActivityContext: Sendable {
    /// The same at every run: hand it to the outside as idempotency key.
    package let id: EventID
    /// What asked for this in the first place: the same at every run, and also when an operator gives the record back from the
    /// dead letters. By this an activity tells what an earlier run of its own left behind from what another one wrote.
    package let origin: EventID
    package let key: String
    /// 1 for the first run.
    package let attempt: Int
    package let cause: Cause

    package init(id: EventID, origin: EventID? = nil, key: String, attempt: Int, cause: Cause) {
        self.id = id
        self.origin = origin ?? id
        self.key = key
        self.attempt = attempt
        self.cause = cause
    }

    package var now: Instant { cause.now }
}

/// Work in the outside world: it may take minutes, fail, and be done twice. It reads the vault; decisions do not.
package typealias Activity<Input, Output> = @Sendable (Input, ActivityContext) async throws -> Output

/// What an activity asks of the machine.
package enum ActivityLoad: Sendable, Hashable, CaseIterable {
    /// Processors and memory: as many at a time as the machine has room for (`ACTIVITY_CONCURRENCY_MAX`).
    case computing
    /// It mostly waits for the vault, a mail server, another house: hundreds at a time (`WAITING_ACTIVITY_CONCURRENCY_MAX`).
    /// What it computes beside that it must bound itself.
    case waiting
}

/// Why an activity ends without a result. Of the kind `input` it may be told to whoever asked, so its words are for them.
package struct ActivityFailure: Classified, Sendable, Hashable, CustomStringConvertible {
    /// Stable, kebab-case, nothing personal.
    package let code: String
    package let message: String
    package let kind: FailureKind

    package init(_ code: String, _ message: String, _ kind: FailureKind = .input) {
        self.code = code
        self.message = message
        self.kind = kind
    }

    package var description: String { "\(code): \(message)" }

    /// The candidate's data was erased while the work waited or ran: it ends, and nobody needs to be told, for the erasure is
    /// a fact of its own.
    package static let candidateErased = ActivityFailure("candidate-erased", "The candidate was erased.")

    /// The other state that the row reads did not come to be while the fact waited for it.
    package static let referenceMissing = ActivityFailure(
        "reference-missing", "What this refers to did not arrive in time.")
}
