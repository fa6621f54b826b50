import Glibc
import Threads

/// Inputs that wait for a prepared sandbox, in the order in which they came.
final class PreparedWork: @unchecked Sendable {
    // Sendable by hand: everything that changes is read and written under the lock alone.
    struct Item: Sendable {
        let input: [UInt8]
        let cancellation: Cancellation
        let answer: @Sendable (Result<Output, SandboxError>) -> Void
    }

    private let condition = Condition()
    private var waiting: [Item] = []
    private var isClosed = false

    func add(_ item: Item) {
        condition.locked { waiting.append(item) }
        condition.wakeOne()
    }

    /// The next one, waited for; nil when there will be none.
    func next() -> Item? {
        condition.locked {
            while true {
                if !waiting.isEmpty { return waiting.removeFirst() }
                if isClosed { return nil }
                _ = condition.wait(until: Deadline(milliseconds: 60_000)) { !waiting.isEmpty || isClosed }
            }
        }
    }

    func close() {
        condition.locked { isClosed = true }
        condition.wakeAll()
    }
}
