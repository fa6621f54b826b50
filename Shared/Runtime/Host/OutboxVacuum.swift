import Domain
import Postgres
import Telemetry
import Threads

/// Keeps the outbox small. Its rows live for milliseconds, and autovacuum, which comes once a minute, would let a busy service's
/// table grow to hundreds of megabytes of dead rows, each page of it new: written, cached and written again.
final class OutboxVacuum: @unchecked Sendable {
    // Sendable by hand: the count is touched under the condition's lock, the connection by the thread alone, the
    // thread by who starts and stops it.
    private let url: String
    private let service: String
    private let log: Logger
    private let condition = Condition()
    private var acknowledgedBytes = 0
    private var isStopping = false
    private var connection: Connection?
    private var thread: OwnThread?

    /// So much must have been published since the last time: an idle service leaves its table to autovacuum.
    private static let acknowledgedBytesMin = 8 * 1024 * 1024
    /// The pause between two times.
    private static let pauseMilliseconds = 250

    init(url: String, service: String, log: Logger) {
        self.url = url
        self.service = service
        self.log = log
    }

    /// A block of so many bytes was acknowledged; its rows are about to be deleted.
    func note(byteCount: Int) {
        condition.locked {
            acknowledgedBytes += byteCount
            if acknowledgedBytes >= OutboxVacuum.acknowledgedBytesMin { condition.wakeAll() }
        }
    }

    func start() {
        thread = OwnThread("outbox-vacuum") { [self] in
            while awaitWork() {
                vacuum()
                OwnThread.sleep(milliseconds: OutboxVacuum.pauseMilliseconds)
            }
        }
    }

    func stop() {
        condition.locked {
            isStopping = true
            condition.wakeAll()
        }
        thread?.join()
    }

    /// False at the end.
    private func awaitWork() -> Bool {
        condition.locked {
            while !isStopping, acknowledgedBytes < OutboxVacuum.acknowledgedBytesMin {
                _ = condition.wait(until: Deadline(milliseconds: 60_000)) {
                    isStopping || acknowledgedBytes >= OutboxVacuum.acknowledgedBytesMin
                }
            }
            acknowledgedBytes = 0
            return !isStopping
        }
    }

    private func vacuum() {
        do {
            if connection?.isOpen != true {
                connection = try Connection(url, name: "\(service)-outbox-vacuum", schema: service)
            }
            // Another process of the service may be at it, and cutting the file short would need a lock that stops the lanes.
            try connection?.execute("VACUUM (TRUNCATE false, SKIP_LOCKED) outbox")
        } catch {
            connection = nil
            log.warning(
                "The outbox could not be vacuumed", metadata: ["error": .string(harmlessDescription(of: error))])
        }
    }
}
