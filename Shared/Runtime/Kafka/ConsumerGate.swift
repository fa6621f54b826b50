import Threads

/// Keeps lanes and rebalances apart: a partition is given away only when no lane holds a batch, and no batch is handed
/// out while partitions change hands.
final class ConsumerGate: @unchecked Sendable {
    // Sendable by hand: everything below is read and written under the condition's lock.
    struct Assignment {
        let generation: Int
        let places: Set<TopicPartition>
    }

    private enum Lane { case idle, polling, working }

    private let condition = Condition()
    private var lanes: [Lane]
    private var wakes: [Int]
    private var isOpen = false
    private var assignment = Assignment(generation: 0, places: [])

    init(laneCount: Int) {
        lanes = Array(repeating: .idle, count: laneCount)
        wakes = Array(repeating: 0, count: laneCount)
    }

    var current: Assignment { condition.locked { assignment } }

    /// False when the time is over or the lane was woken before there was anything to poll.
    func beginPolling(_ lane: Int, until deadline: Deadline) -> Bool {
        condition.locked {
            lanes[lane] = .idle
            condition.wakeAll()
            let wakesBefore = wakes[lane]
            _ = condition.wait(until: deadline) { isOpen || wakes[lane] != wakesBefore }
            guard isOpen else { return false }
            lanes[lane] = .polling
            return true
        }
    }

    /// The assignment the records belong to, or nil when they belong to nobody any more.
    func endPolling(_ lane: Int, found: Bool) -> Assignment? {
        condition.locked {
            lanes[lane] = isOpen && found ? .working : .idle
            condition.wakeAll()
            return isOpen ? assignment : nil
        }
    }

    /// The assignment, for a lane that holds a batch and takes more with it; nil while partitions change hands.
    func continuing(_ lane: Int) -> Assignment? {
        condition.locked { isOpen && lanes[lane] == .working ? assignment : nil }
    }

    func finish(_ lane: Int) {
        condition.locked {
            lanes[lane] = .idle
            condition.wakeAll()
        }
    }

    func wake(_ lane: Int) {
        condition.locked {
            wakes[lane] += 1
            condition.wakeAll()
        }
    }

    func open(_ places: [TopicPartition]) {
        condition.locked {
            assignment = Assignment(generation: assignment.generation + 1, places: Set(places))
            isOpen = true
            condition.wakeAll()
        }
    }

    /// Hands out nothing more.
    func close() {
        condition.locked { isOpen = false }
    }

    /// Waits until no lane polls or works; false when one still does after the time.
    func awaitIdle(milliseconds: Int) -> Bool {
        condition.locked {
            condition.wait(until: Deadline(milliseconds: milliseconds)) { lanes.allSatisfy { $0 == .idle } }
        }
    }

    /// Nothing is assigned any more; positions of the old generation are refused.
    func clear() {
        condition.locked { assignment = Assignment(generation: assignment.generation + 1, places: []) }
    }
}
