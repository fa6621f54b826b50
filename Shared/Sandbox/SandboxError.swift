/// Why a program gave no output.
package enum SandboxError: Error, Sendable, Equatable {
    /// Its time was up: the wall clock's or the processor's.
    case timedOut
    /// It asked for more memory than allowed, or the kernel took it away.
    case memory
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

    /// Whether the same input may succeed later on the same machine.
    package var isRetriable: Bool {
        switch self {
        case .system, .cancelled, .notIsolated: true
        case .timedOut, .memory, .outputTooLarge, .signalled, .failed, .notFound: false
        }
    }
}
