import Glibc
import Synchronization

/// One thing that was said, before it is written out.
package struct LogEntry: Sendable, Equatable {
    package let level: Logger.Level
    package let label: String
    package let message: String
    package let metadata: Logger.Metadata
}

/// Where log entries go.
package struct LogSink: Sendable {
    package let write: @Sendable (LogEntry) -> Void

    package init(write: @escaping @Sendable (LogEntry) -> Void) { self.write = write }

    /// One JSON object per line on standard output.
    package static let standardOutput = LogSink.jsonLines(to: STDOUT_FILENO)

    /// One JSON object per line on a file descriptor, each by one `write` under a lock, so lines never mix.
    package static func jsonLines(to descriptor: Int32) -> LogSink {
        let lock = LineLock()
        return LogSink { entry in
            let line = JSONLine.render(entry, service: LoggingSystem.service, at: WallTime.now())
            lock.write(line, to: descriptor)
        }
    }
}

private final class LineLock: Sendable {
    private let lock = Mutex(())

    /// A log that cannot be written is lost: a service must not stop for it.
    func write(_ line: [UInt8], to descriptor: Int32) {
        lock.withLock { _ in
            var written = 0
            while written < line.count {
                let count = line[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count > 0 {
                    written += count
                } else if errno == EAGAIN {
                    var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    guard poll(&ready, 1, writeWaitMillisecondsMax) > 0 else { return }
                } else if errno != EINTR {
                    return
                }
            }
        }
    }
}

private let writeWaitMillisecondsMax: Int32 = 1000
