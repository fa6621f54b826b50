import Glibc

/// A moment of the monotonic clock.
package struct Deadline: Sendable {
    private let nanoseconds: UInt64

    package init(milliseconds: Int) {
        nanoseconds = Deadline.now &+ UInt64(max(0, milliseconds)) &* 1_000_000
    }

    var time: timespec {
        timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    }

    /// What is left, in milliseconds, at least 0.
    package var remainingMilliseconds: Int {
        let now = Deadline.now
        return now >= nanoseconds ? 0 : Int((nanoseconds - now + 999_999) / 1_000_000)
    }

    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}
