import Flow
import Kernel
import Synchronization

/// What reaches a lane from inside of the process: submissions, results of activities, timers.
final class LaneInbox: Sendable {
    private struct Content {
        var arrivals: [Handover] = []
        var isClosed = false
    }

    /// An arrival on its way from one thread to another; nobody else holds it.
    struct Handover: @unchecked Sendable {
        let arrival: Arrival
    }

    private let content = Mutex(Content())
    private let wake: @Sendable () -> Void
    /// Arrivals that may wait; one more is refused.
    private let countMax: Int

    init(countMax: Int = 10_000, wake: @escaping @Sendable () -> Void) {
        self.countMax = countMax
        self.wake = wake
    }

    /// False when too many wait or the lane has ended.
    func put(_ handover: Handover) -> Bool {
        let (isTaken, isFirst) = content.withLock { content in
            guard !content.isClosed, content.arrivals.count < countMax else { return (false, false) }
            content.arrivals.append(handover)
            return (true, content.arrivals.count == 1)
        }
        // Whoever was first has woken the lane, and it takes all that wait.
        if isFirst { wake() }
        return isTaken
    }

    func take(countMax: Int) -> [Handover] {
        content.withLock { content in
            let taken = Array(content.arrivals.prefix(countMax))
            content.arrivals.removeFirst(taken.count)
            return taken
        }
    }

    var count: Int { content.withLock { $0.arrivals.count } }
    var isEmpty: Bool { content.withLock { $0.arrivals.isEmpty } }

    /// Refuses what comes from now on; returns what never was recorded.
    func close() -> [Handover] {
        content.withLock { content in
            content.isClosed = true
            defer { content.arrivals.removeAll() }
            return content.arrivals
        }
    }
}
