import Glibc

/// How a child ended and what it said.
struct ChildEnd {
    var exitStatus: Int32
    var signal: Int32
    /// Of the child and what it waited for; a jail does not wait for its program.
    var cpuSeconds: Double
    var standardOutput: [UInt8]
    var standardErrorTail: [UInt8]

    /// Why it is no success; nil when it is.
    func failure(_ limits: Limits, isJailed: Bool) -> SandboxError? {
        var (status, signal) = (exitStatus, signal)
        if status == 0 { return nil }
        // The jail reports a signal of its program as a shell does.
        if isJailed && status > 128 && status < 128 + 65 { (status, signal) = (-1, status - 128) }
        if signal == SIGXCPU || (signal == SIGKILL && cpuSeconds >= Double(limits.cpuSecondsMax)) {
            return .timedOut
        }
        // Nobody else sends SIGKILL to this group while it runs than the kernel short of memory.
        if signal == SIGKILL { return .killed }
        if signal == SIGXFSZ { return .outputTooLarge(bytesMax: Int(clamping: limits.fileBytesMax)) }
        let said = String(decoding: standardErrorTail, as: UTF8.self)
        if Self.memoryPhrases.contains(where: said.contains) { return .memory }
        return signal != 0 ? .signalled(signal) : .failed(status: status, standardErrorTail: said)
    }

    /// How programs and run times say that an allocation was refused; none has an exit status of its own for it.
    private static let memoryPhrases = [
        "Cannot allocate memory", "MemoryError", "std::bad_alloc", "Out of memory", "out of memory", "memory exhausted",
        "not enough memory", "failed to allocate memory",
    ]
}
