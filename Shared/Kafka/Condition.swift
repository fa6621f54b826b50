import Glibc

/// A lock with a condition, at an address that does not move. All waits are bounded.
final class Condition: @unchecked Sendable {
    // Sendable by hand: both are what threads share on purpose, and the pointers never change.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
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
    func locked<T>(_ body: () throws -> T) rethrows -> T {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// Waits, while holding the lock, until `isTrue` or the time is over; says whether it is true.
    func wait(until deadline: Deadline, _ isTrue: () -> Bool) -> Bool {
        var time = deadline.time
        while !isTrue() {
            if pthread_cond_timedwait(condition, mutex, &time) == ETIMEDOUT { return isTrue() }
        }
        return true
    }

    func wakeAll() { pthread_cond_broadcast(condition) }
}

/// A moment of the monotonic clock.
struct Deadline {
    private let nanoseconds: UInt64

    init(milliseconds: Int) {
        nanoseconds = Deadline.now &+ UInt64(max(0, milliseconds)) &* 1_000_000
    }

    var time: timespec {
        timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    }

    /// What is left, in milliseconds, at least 0.
    var remainingMilliseconds: Int {
        let now = Deadline.now
        return now >= nanoseconds ? 0 : Int((nanoseconds - now + 999_999) / 1_000_000)
    }

    /// Blocks the calling thread.
    static func pause(milliseconds: Int) { usleep(UInt32(clamping: milliseconds * 1000)) }

    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}
