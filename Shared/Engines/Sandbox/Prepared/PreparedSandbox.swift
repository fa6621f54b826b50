import CPosix
import Glibc

/// One program held at its `main` in one sandbox; a forked child of it reads each input. Used from the thread that made it,
/// and killed with all that it started when dropped.
final class PreparedSandbox {
    private let folder: PrivateFolder
    private let conversation: SocketPair
    private let pid: pid_t
    private let limits: Limits
    private let madeAt = monotonicSeconds()
    private var runCount = 0

    /// Starts the program and waits until it stands at its `main`.
    static func made(
        _ command: Command, _ limits: Limits, _ isolation: Isolation, temporaryFolder: String
    ) throws(SandboxError) -> PreparedSandbox {
        guard let library = Preparation.library else { throw .notFound("libcolloquy-prepare.so") }
        let isJailed = try isolation.isJailed()
        let sandbox = try PreparedSandbox(command, limits, library, isJailed: isJailed, in: temporaryFolder)
        guard try sandbox.end(within: Preparation.secondsMax, until: nil) != nil else {
            throw .notFound("the beginning of \(command.executable)")
        }
        return sandbox
    }

    private init(
        _ command: Command, _ limits: Limits, _ library: String, isJailed: Bool, in parent: String
    ) throws(SandboxError) {
        // It opens no file for writing; what its streams take is the bound of a file.
        var limits = limits
        limits.fileBytesMax = UInt64(clamping: limits.standardOutputBytesMax)
        var command = command
        command.readable.append(library)
        let folder = try PrivateFolder(in: parent)
        var conversation = try SocketPair()
        let launch = try Launch(
            command, folder: folder.path, limits: limits, isJailed: isJailed,
            variables: Preparation.variables(library))
        let nowhere = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard nowhere >= 0 else { throw .system(step: "open", errno: errno) }
        defer { close(nowhere) }
        pid = try launch.start(input: conversation.theirs, output: nowhere, error: nowhere)
        conversation.closeTheirs()
        self.folder = folder
        self.conversation = conversation
        self.limits = limits
    }

    /// Whether another one is to take its place: what stands for long is worth more to whoever may have got into it.
    var isWorn: Bool { runCount >= Self.runCountMax || monotonicSeconds() - madeAt >= Self.secondsMax }

    static let runCountMax = 200
    static let secondsMax = 600.0

    /// What the program makes of an input; nil when the sandbox ended before it answered.
    ///
    /// After a failure of the environment and after nil the sandbox is of no further use: its child may still run.
    func run(_ input: [UInt8], until cancellation: Cancellation) throws(SandboxError) -> Output? {
        runCount += 1
        let document = try MemoryFile()
        try document.fill(input)
        let output = try MemoryFile()
        let error = try MemoryFile()
        let failure = cposix_send_streams(
            conversation.ours, document.descriptor, output.descriptor, error.descriptor)
        guard failure == 0, let end = try end(within: limits.wallClockSecondsMax, until: cancellation) else {
            return nil
        }
        guard end.failure == 0 else { throw .system(step: "fork", errno: end.failure) }
        let errorSize = try error.size()
        let tailSize = min(errorSize, limits.standardErrorTailBytesMax)
        var child = ChildEnd(
            exitStatus: end.exit_status, signal: end.signal, cpuSeconds: Double(end.cpu_microseconds) / 1e6,
            standardOutput: [], standardErrorTail: try error.read(from: errorSize - tailSize, count: tailSize))
        if let failure = child.failure(limits, isJailed: false) { throw failure }
        child.standardOutput = try output.read(from: 0, count: output.size())
        return Output(
            standardOutput: child.standardOutput,
            standardErrorTail: String(decoding: child.standardErrorTail, as: UTF8.self), files: [:])
    }

    /// Waits for what the program says next; nil when it is gone.
    private func end(within seconds: Double, until cancellation: Cancellation?) throws(SandboxError) -> prepared_end? {
        let deadline = monotonicSeconds() + seconds
        var end = prepared_end()
        while true {
            let left = deadline - monotonicSeconds()
            guard left > 0 else { throw .stalled }
            var watched = [
                pollfd(fd: conversation.ours, events: Int16(POLLIN), revents: 0),
                pollfd(fd: cancellation?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&watched, nfds_t(watched.count), Int32(min((left * 1000).rounded(.up), 60_000)))
            if ready < 0 && errno != EINTR { throw .system(step: "poll", errno: errno) }
            guard watched[1].revents == 0 else { throw .cancelled }
            guard watched[0].revents != 0 else { continue }
            switch cposix_receive_end(conversation.ours, &end) {
            case 1: return end
            case 0: continue
            default: return nil
            }
        }
    }

    deinit {
        kill(-pid, SIGKILL)
        _ = cposix_has_ended(pid, 1)
        var end = cposix_end()
        _ = cposix_reap(pid, &end)
    }
}
