import Glibc

/// Elapsed time, unaffected by changes of the wall clock.
enum Uptime {
    /// Milliseconds since the machine started.
    static var milliseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
    }
}
