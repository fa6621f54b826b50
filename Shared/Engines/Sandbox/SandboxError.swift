import Domain

/// Why a program gave no output.
package enum SandboxError: Classified, Sendable, Equatable {
    /// Its processor time was up: the input asks for more work than allowed.
    case timedOut
    /// The wall clock's time was up while it still had processor time: the machine is slow or the program stands still.
    case stalled
    /// It asked for more memory than allowed.
    case memory
    /// The kernel, short of memory, killed it.
    case killed
    /// It wrote more to standard output, or into a kept file, than allowed.
    case outputTooLarge(bytesMax: Int)
    case signalled(Int32)
    /// It exited with another status than 0. The tail may quote the input: not for logs.
    case failed(status: Int32, standardErrorTail: String)
    /// The program is not installed, or a file it should have left is not there.
    case notFound(String)
    /// The machine gives no namespaces, and they were required.
    case notIsolated
    /// The waiting task was cancelled; the program and its children were killed.
    case cancelled
    /// The machine refused a step (no descriptors, no processes, no space …): the errno and the step.
    case system(step: String, errno: Int32)

    /// Whether the input or the machine is at fault.
    package var kind: FailureKind {
        switch self {
        case .stalled, .killed, .notFound, .notIsolated, .cancelled, .system: .environment
        case .timedOut, .memory, .outputTooLarge, .signalled, .failed: .input
        }
    }
}
