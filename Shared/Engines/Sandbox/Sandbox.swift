import CPosix
import Synchronization
import Telemetry
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

extension Sandbox {
    private static let rule = Mutex(Isolation.whenPossible)

    /// How this process runs outside programs when a call does not say.
    static var settled: Isolation { rule.withLock { $0 } }

    /// Settles at the start of a service how it runs outside programs, and says so in the log.
    ///
    /// - Parameter word: the setting `SANDBOX_ISOLATION`: `required`, or `when-possible`, which runs them with limits
    ///   alone on a machine that gives no namespaces.
    /// - Returns: why the service must not start; nil when it may.
    package static func settle(isolation word: String, logger: Logger) async -> String? {
        guard word == "required" || word == "when-possible" else {
            return "SANDBOX_ISOLATION is neither required nor when-possible"
        }
        rule.withLock { $0 = word == "required" ? .required : .whenPossible }
        if await isolates() {
            logger.info("Outside programs run in namespaces of their own")
            return nil
        }
        if word == "required" {
            return "bubblewrap cannot make namespaces here, so files of strangers cannot be opened safely: allow them, "
                + "as docs/running.md says, or set SANDBOX_ISOLATION=when-possible to go without"
        }
        logger.warning("Outside programs run with limits alone: this machine gives no namespaces")
        return nil
    }
}
