import Synchronization

/// What all loggers of the process share: the service's name, the lowest level, and where lines go.
package enum LoggingSystem {
    private struct Shared {
        var service = "colloquy"
        var sink = LogSink.standardOutput
    }

    private static let shared = Mutex(Shared())
    private static let levelRank = Atomic<Int>(Logger.Level.info.rank)

    /// Lines written within this task go to the given sink instead; for tests, which run side by side.
    @TaskLocal package static var taskSink: LogSink?

    /// Sets the name and level of the process; called once at start. Loggers made earlier follow it too.
    package static func bootstrap(service: String, level: Logger.Level, sink: LogSink = .standardOutput) {
        shared.withLock {
            $0.service = service
            $0.sink = sink
        }
        levelRank.store(level.rank, ordering: .relaxed)
    }

    static var service: String { shared.withLock { $0.service } }
    static var sink: LogSink { taskSink ?? shared.withLock { $0.sink } }
    static var level: Logger.Level { Logger.Level.allCases[levelRank.load(ordering: .relaxed)] }
}
