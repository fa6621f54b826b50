import CPosix
import Threads

/// A program that reads its standard input and writes to its standard output, started ahead in sandboxes of its own.
///
/// Starting a program costs more than having it read a page: namespaces, libraries, symbols. Here that is paid once in a
/// while. The program stands at its `main` in a sandbox; each input gets a forked child, which may read and compute and
/// nothing else (no file to write, no process, no program, no signal), and is gone with its input. A machine that cannot
/// prepare, or a sandbox that dies, makes an input slower and not lost: it is then run by a launch of its own.
package final class PreparedProgram: Sendable {
    private let command: Command
    private let limits: Limits
    private let isolation: Isolation?
    private let temporaryFolder: String
    private let work = PreparedWork()

    /// - Parameters:
    ///   - command: the program with the arguments that every input gets; without input and files.
    ///   - limits: for each input; the size of a file is that of the standard output.
    ///   - isolation: nil: as ``Sandbox/settle(isolation:logger:)`` said, else when possible.
    ///   - count: how many inputs at a time.
    package init(
        _ command: Command, limits: Limits, isolation: Isolation? = nil, count: Int = processorCount,
        temporaryFolder: String = "/tmp"
    ) {
        self.command = command
        self.limits = limits
        self.isolation = isolation
        self.temporaryFolder = temporaryFolder
        for _ in 0..<count {
            _ = OwnThread("prepared") { [work] in
                PreparedThread(command, limits, isolation, temporaryFolder: temporaryFolder).run(work)
            }
        }
    }

    /// What the program makes of an input, with the same reasons for a failure as ``Sandbox/run(_:limits:isolation:temporaryFolder:)``.
    package func run(_ input: [UInt8]) async throws(SandboxError) -> Output {
        let cancellation = try Cancellation()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                work.add(
                    PreparedWork.Item(input: input, cancellation: cancellation) { continuation.resume(returning: $0) })
            }
        } onCancel: {
            cancellation.raise()
        }
        return try result.get()
    }

    /// Why the program cannot be prepared on this machine; nil when it can.
    package func obstacle() async -> SandboxError? {
        await onOwnThread { [command, limits, isolation, temporaryFolder] in
            cposix_block_signals()
            do throws(SandboxError) {
                _ = try PreparedSandbox.made(
                    command, limits, isolation ?? Sandbox.settled, temporaryFolder: temporaryFolder)
                return nil
            } catch { return error }
        }
    }

    deinit { work.close() }
}
