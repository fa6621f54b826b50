/// Writes log lines for one part of a service; the words are swift-log's.
///
/// The message is a constant sentence, so nothing about a person can slip into it; what varies goes into the
/// metadata under dotted keys (`event.name`, `application.id`).
package struct Logger: Sendable {
    package typealias Metadata = [String: MetadataValue]

    /// The part of the service that speaks, such as `relay`.
    package let label: String
    private var ownLevel: Level?
    private let ownSink: LogSink?

    package init(label: String) {
        self.label = label
        ownSink = nil
    }

    /// A logger that writes elsewhere than the process does.
    package init(label: String, sink: LogSink) {
        self.label = label
        ownSink = sink
    }

    /// The lowest level that is written: the one given to `LoggingSystem.bootstrap` unless this logger has its own.
    package var logLevel: Level {
        get { ownLevel ?? LoggingSystem.level }
        set { ownLevel = newValue }
    }

    package func log(level: Level, _ message: StaticString, metadata: @autoclosure () -> Metadata = [:]) {
        guard level >= logLevel else { return }
        let entry = LogEntry(level: level, label: label, message: message.description, metadata: metadata())
        (ownSink ?? LoggingSystem.sink).write(entry)
    }

    package func debug(_ message: StaticString, metadata: @autoclosure () -> Metadata = [:]) {
        log(level: .debug, message, metadata: metadata())
    }

    package func info(_ message: StaticString, metadata: @autoclosure () -> Metadata = [:]) {
        log(level: .info, message, metadata: metadata())
    }

    package func notice(_ message: StaticString, metadata: @autoclosure () -> Metadata = [:]) {
        log(level: .notice, message, metadata: metadata())
    }

    package func warning(_ message: StaticString, metadata: @autoclosure () -> Metadata = [:]) {
        log(level: .warning, message, metadata: metadata())
    }

    package func error(_ message: StaticString, metadata: @autoclosure () -> Metadata = [:]) {
        log(level: .error, message, metadata: metadata())
    }

    package func critical(_ message: StaticString, metadata: @autoclosure () -> Metadata = [:]) {
        log(level: .critical, message, metadata: metadata())
    }
}

extension Logger {
    /// How much a line matters, from least to most.
    package enum Level: String, Sendable, CaseIterable, Comparable {
        case trace, debug, info, notice, warning, error, critical

        var rank: Int {
            switch self {
            case .trace: 0
            case .debug: 1
            case .info: 2
            case .notice: 3
            case .warning: 4
            case .error: 5
            case .critical: 6
            }
        }

        package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
    }
}
