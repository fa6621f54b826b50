import Glibc

/// One run, from the private folder to the verdict; blocks its thread.
struct Run: Sendable {
    let command: Command
    let limits: Limits
    let isolation: Isolation
    let temporaryFolder: String
    let cancellation: Cancellation

    func result() -> Result<Output, SandboxError> {
        Result { () throws(SandboxError) in try output() }
    }

    private func output() throws(SandboxError) -> Output {
        let isJailed = try isolates()
        let folder = try PrivateFolder(in: temporaryFolder)
        try folder.write(command.files)
        let launch = try Launch(command, folder: folder.path, limits: limits, isJailed: isJailed)
        let end = try Child(launch).finish(input: command.standardInput, limits, until: cancellation)
        let errorTail = String(decoding: end.standardErrorTail, as: UTF8.self)
        if let failure = failure(of: end, errorTail, isJailed: isJailed) { throw failure }
        var files: [String: [UInt8]] = [:]
        for name in command.keeping {
            files[name] = try folder.read(name, bytesMax: Int(clamping: limits.fileBytesMax))
        }
        return Output(standardOutput: end.standardOutput, standardErrorTail: errorTail, files: files)
    }

    private func isolates() throws(SandboxError) -> Bool {
        switch isolation {
        case .limitsOnly: return false
        case .whenPossible: return Jail.isAvailable
        case .required:
            guard Jail.isAvailable else { throw .notIsolated }
            return true
        }
    }

    private func failure(of end: ChildEnd, _ errorTail: String, isJailed: Bool) -> SandboxError? {
        var (status, signal) = (end.exitStatus, end.signal)
        if status == 0 { return nil }
        // The jail reports a signal of its program as a shell does.
        if isJailed && status > 128 && status < 128 + 65 { (status, signal) = (-1, status - 128) }
        if signal == SIGXCPU || (signal == SIGKILL && end.cpuSeconds >= Double(limits.cpuSecondsMax)) {
            return .timedOut
        }
        // Nobody else sends SIGKILL to this group while it runs than the kernel short of memory.
        if signal == SIGKILL { return .killed }
        if signal == SIGXFSZ { return .outputTooLarge(bytesMax: Int(clamping: limits.fileBytesMax)) }
        if Self.memoryPhrases.contains(where: errorTail.contains) { return .memory }
        return signal != 0 ? .signalled(signal) : .failed(status: status, standardErrorTail: errorTail)
    }

    /// How programs and run times say that an allocation was refused; none has an exit status of its own for it.
    private static let memoryPhrases = [
        "Cannot allocate memory", "MemoryError", "std::bad_alloc", "Out of memory", "out of memory", "memory exhausted",
        "not enough memory", "failed to allocate memory",
    ]
}
