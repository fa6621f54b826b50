import Synchronization
import Telemetry

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
