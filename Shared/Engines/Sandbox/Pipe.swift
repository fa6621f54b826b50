import CPosix
import Glibc

/// One pipe; both ends close when it goes, each at most once.
struct Pipe: ~Copyable {
    private(set) var readEnd: Int32
    private(set) var writeEnd: Int32

    init() throws(SandboxError) {
        var (reading, writing): (Int32, Int32) = (-1, -1)
        let failure = cposix_pipe(&reading, &writing)
        guard failure == 0 else { throw .system(step: "pipe", errno: failure) }
        readEnd = reading
        writeEnd = writing
    }

    mutating func closeRead() {
        if readEnd >= 0 { close(readEnd) }
        readEnd = -1
    }

    mutating func closeWrite() {
        if writeEnd >= 0 { close(writeEnd) }
        writeEnd = -1
    }

    deinit {
        if readEnd >= 0 { close(readEnd) }
        if writeEnd >= 0 { close(writeEnd) }
    }
}

func makeNonblocking(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
}

/// Seconds of a clock that only goes forward.
func monotonicSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}
