import Synchronization
import Telemetry

/// Keeps the entries it is given.
final class LogCapture: Sendable {
    private let kept = Mutex<[LogEntry]>([])

    var sink: LogSink { LogSink { [self] entry in kept.withLock { $0.append(entry) } } }
    var entries: [LogEntry] { kept.withLock { $0 } }
    var messages: [String] { entries.map(\.message) }
}
