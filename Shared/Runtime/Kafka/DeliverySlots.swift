import Threads

/// Remembers for every record in flight whose it is and when it was produced. Its size is the bound on records in
/// flight: who finds no free slot waits.
final class DeliverySlots: @unchecked Sendable {
    // Sendable by hand: all is read and written under the condition's lock.
    struct Entry {
        var ticket: UInt
        var sequence: UInt64
    }

    private let condition = Condition()
    private let entries: UnsafeMutablePointer<Entry>
    private let free: UnsafeMutablePointer<UInt32>
    private let capacity: Int
    private var freeCount: Int
    /// Those who wait for a slot, or for all of them.
    private var waiterCount = 0
    private var sequence: UInt64 = 0

    init(capacity: Int) {
        self.capacity = capacity
        entries = .allocate(capacity: capacity)
        entries.initialize(repeating: Entry(ticket: 0, sequence: 0), count: capacity)
        free = .allocate(capacity: capacity)
        for index in 0..<capacity { free[index] = UInt32(truncatingIfNeeded: capacity - 1 - index) }
        freeCount = capacity
    }

    deinit {
        entries.deallocate()
        free.deallocate()
    }

    /// Records in flight.
    var inFlightCount: Int { condition.locked { capacity - freeCount } }

    /// A slot for one record, or nil when none came free in time.
    func take(_ ticket: UInt, until deadline: Deadline) -> Int? {
        condition.locked {
            guard freeCount > 0 || wait(until: deadline, { freeCount > 0 }) else { return nil }
            freeCount -= 1
            let slot = Int(free[freeCount])
            entries[slot] = Entry(ticket: ticket, sequence: sequence)
            sequence += 1
            return slot
        }
    }

    /// At most `count` slots, the first to be used last; none when none came free in time.
    func take(_ count: Int, _ ticket: UInt, until deadline: Deadline) -> [UInt32] {
        condition.locked {
            guard freeCount > 0 || wait(until: deadline, { freeCount > 0 }) else { return [] }
            let taken = min(count, freeCount)
            var slots: [UInt32] = []
            slots.reserveCapacity(taken)
            for index in freeCount - taken..<freeCount { slots.append(free[index]) }
            freeCount -= taken
            for slot in slots.reversed() {
                entries[Int(slot)] = Entry(ticket: ticket, sequence: sequence)
                sequence += 1
            }
            return slots
        }
    }

    /// What was remembered; the slot stays taken. (No lock: a slot's entry was written before its record was queued.)
    func entry(_ slot: Int) -> Entry { entries[slot] }

    /// Gives the slot back.
    func give(_ slot: Int) {
        condition.locked {
            free[freeCount] = UInt32(truncatingIfNeeded: slot)
            freeCount += 1
            if waiterCount > 0 { condition.wakeAll() }
        }
    }

    func give(_ slots: [UInt32]) {
        guard !slots.isEmpty else { return }
        condition.locked {
            for slot in slots {
                free[freeCount] = slot
                freeCount += 1
            }
            if waiterCount > 0 { condition.wakeAll() }
        }
    }

    /// Waits for any slot to come free or the time to be over.
    func awaitGiven(until deadline: Deadline) {
        condition.locked {
            let before = freeCount
            _ = wait(until: deadline) { freeCount > before }
        }
    }

    /// Waits until nothing is in flight; false when the time is over first.
    func awaitEmpty(until deadline: Deadline) -> Bool {
        condition.locked { wait(until: deadline) { freeCount == capacity } }
    }

    /// Call it under the lock.
    private func wait(until deadline: Deadline, _ isTrue: () -> Bool) -> Bool {
        waiterCount += 1
        defer { waiterCount -= 1 }
        return condition.wait(until: deadline, isTrue)
    }
}
