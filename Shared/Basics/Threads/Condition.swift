import Glibc

/// A lock with a condition, at an address that does not move. All waits are bounded.
package final class Condition: @unchecked Sendable {
    // Sendable by hand: both are what threads share on purpose, and the pointers never change.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    package init() {
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    @inline(__always)
    package func locked<T>(_ body: () throws -> T) rethrows -> T {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// Waits, while holding the lock, until `isTrue` or the time is over; says whether it is true.
    package func wait(until deadline: Deadline, _ isTrue: () -> Bool) -> Bool {
        var time = deadline.time
        while !isTrue() {
            if pthread_cond_timedwait(condition, mutex, &time) == ETIMEDOUT { return isTrue() }
        }
        return true
    }

    /// Enough where every waiter waits for the same and one can take it.
    package func wakeOne() { pthread_cond_signal(condition) }

    package func wakeAll() { pthread_cond_broadcast(condition) }
}
