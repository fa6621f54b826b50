import CPosix
import Threads

/// Runs outside programs on input that may be hostile: bounded, alone, and gone afterwards.
///
/// Each run has one thread, one process group and one private folder; all three are gone when it returns.
package enum Sandbox {
    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - isolation: how far from the machine; nil: as ``settle(isolation:logger:)`` said, else when possible.
    ///   - temporaryFolder: where the private working directory is made.
    package static func run(
        _ command: Command, limits: Limits = Limits(), isolation: Isolation? = nil,
        temporaryFolder: String = "/tmp"
    ) async throws(SandboxError) -> Output {
        let cancellation: Cancellation
        do { cancellation = try Cancellation() } catch { throw error }
        let run = Run(
            command: command, limits: limits, isolation: isolation ?? settled, temporaryFolder: temporaryFolder,
            cancellation: cancellation)
        let result = await withTaskCancellationHandler {
            await onOwnThread {
                // PDEATHSIG fires when the thread that started a child ends: this one lives as long as the child.
                cposix_block_signals()
                return run.result()
            }
        } onCancel: {
            cancellation.raise()
        }
        return try result.get()
    }

    /// Whether programs get namespaces of their own on this machine.
    package static func isolates() async -> Bool {
        await onOwnThread { Jail.isAvailable }
    }
}
