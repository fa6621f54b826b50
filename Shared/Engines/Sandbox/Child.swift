import CPosix
import Glibc

/// A running child with its three pipes. Used from the thread that started it, and killed with its group when dropped.
struct Child: ~Copyable {
    private let pid: pid_t
    private let exitDescriptor: Int32
    private var input: Pipe
    private var output: Pipe
    private var error: Pipe
    private var isReaped = false

    init(_ launch: Launch) throws(SandboxError) {
        var input = try Pipe()
        var output = try Pipe()
        var error = try Pipe()
        let pid = try launch.start(input: input.readEnd, output: output.writeEnd, error: error.writeEnd)
        input.closeRead()
        output.closeWrite()
        error.closeWrite()
        for descriptor in [input.writeEnd, output.readEnd, error.readEnd] { makeNonblocking(descriptor) }
        self.pid = pid
        // Where the kernel has no such descriptor, -1 makes `poll` look again after a short while instead.
        exitDescriptor = pidfd_open(pid, 0)
        self.input = input
        self.output = output
        self.error = error
    }

    /// Feeds and drains the child until it ends, or until a limit or the cancellation ends it.
    consuming func finish(
        input bytes: [UInt8], _ limits: Limits, until cancellation: Cancellation?
    ) throws(SandboxError) -> ChildEnd {
        let deadline = monotonicSeconds() + limits.wallClockSecondsMax
        var said = Said(limits)
        var sent = 0
        if bytes.isEmpty { input.closeWrite() }
        while cposix_has_ended(pid, 0) == 0 {
            let left = deadline - monotonicSeconds()
            guard left > 0 else { throw .stalled }
            var watched = [
                pollfd(fd: input.writeEnd, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: said.isOutputOpen ? output.readEnd : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: said.isErrorOpen ? error.readEnd : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: exitDescriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: cancellation?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            let milliseconds = exitDescriptor < 0 ? min(left, 0.02) * 1000 : left * 1000
            let ready = poll(&watched, nfds_t(watched.count), Int32(min(milliseconds.rounded(.up), 60_000)))
            if ready < 0 && errno != EINTR { throw .system(step: "poll", errno: errno) }
            guard watched[4].revents == 0 else { throw .cancelled }
            if watched[0].revents != 0 { feed(bytes, &sent) }
            if watched[1].revents != 0 { try said.takeOutput(from: output.readEnd) }
            if watched[2].revents != 0 { said.takeError(from: error.readEnd) }
        }
        // Whatever the program left running dies now; then the pipes hold all there will ever be.
        kill(-pid, SIGKILL)
        try said.takeOutput(from: output.readEnd)
        said.takeError(from: error.readEnd)
        var end = cposix_end()
        isReaped = true
        let failure = cposix_reap(pid, &end)
        guard failure == 0 else { throw .system(step: "wait", errno: failure) }
        return ChildEnd(
            exitStatus: end.exit_status, signal: end.signal, cpuSeconds: end.cpu_seconds,
            standardOutput: said.output, standardErrorTail: said.errorTail)
    }

    private mutating func feed(_ bytes: [UInt8], _ sent: inout Int) {
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { write(input.writeEnd, $0.baseAddress! + sent, $0.count - sent) }
            if count < 0 && errno == EINTR { continue }
            if count < 0 && errno == EAGAIN { return }
            // A program may stop reading early; its exit status says whether that was an error.
            guard count > 0 else { break }
            sent += count
        }
        input.closeWrite()
    }

    deinit {
        if !isReaped {
            kill(-pid, SIGKILL)
            _ = cposix_has_ended(pid, 1)
            var end = cposix_end()
            _ = cposix_reap(pid, &end)
        }
        if exitDescriptor >= 0 { close(exitDescriptor) }
    }
}
