import Domain
import Kafka
import Telemetry
import Threads

/// Whether this process takes part in its group: it takes partitions and parked work only when every lane can record, and gives
/// its partitions back when a lane has had no connection for long, so that a process that has one goes on with them.
final class Attendance: @unchecked Sendable {
    // Sendable by hand: what changes is touched under the condition's lock or by the thread alone, the thread by who
    // starts and stops it.
    enum Step: Equatable { case stay, join, leave }

    /// A database that is away for all is waited for: leaving and joining again would only cost time.
    static let patienceMilliseconds: Int64 = 60_000

    /// - Parameter lostSince: for each lane since when it has had no connection, or nil when it has one.
    static func step(
        isMember: Bool, lostSince: [Int64?], now: Int64, patienceMilliseconds: Int64 = patienceMilliseconds
    ) -> Step {
        let losses = lostSince.compactMap { $0 }
        guard isMember else { return losses.isEmpty ? .join : .stay }
        return losses.contains { now - $0 >= patienceMilliseconds } ? .leave : .stay
    }

    private let consumer: Consumer?
    private let patienceMilliseconds: Int64
    /// Says by an error why the process may not take part yet; it may block for seconds.
    private let admit: @Sendable () throws -> Void
    private let lostSince: @Sendable () -> [Int64?]
    private let clock: @Sendable () -> Instant
    private let log: Logger
    private let condition = Condition()
    private var isMember = false
    private var hasBegun = false
    private var hindrance: String?
    private var isStopping = false
    private var thread: OwnThread?

    init(
        _ consumer: Consumer?, patienceMilliseconds: Int64, admit: @escaping @Sendable () throws -> Void,
        lostSince: @escaping @Sendable () -> [Int64?],
        clock: @escaping @Sendable () -> Instant,
        log: Logger
    ) {
        self.consumer = consumer
        self.patienceMilliseconds = patienceMilliseconds
        self.admit = admit
        self.lostSince = lostSince
        self.clock = clock
        self.log = log
    }

    /// Work may be taken.
    var isPresent: Bool { condition.locked { isMember } }

    /// Why the process could not take part when it was last tried.
    var problem: String? { condition.locked { hindrance } }

    func start() {
        thread = OwnThread("attendance") { [self] in
            while !isOver(after: isPresent || problem != nil ? 500 : 20) { attend() }
        }
    }

    /// The consumer may be closed afterwards.
    func stop() {
        condition.locked {
            isStopping = true
            condition.wakeAll()
        }
        thread?.join()
    }

    private func isOver(after milliseconds: Int) -> Bool {
        condition.locked { condition.wait(until: Deadline(milliseconds: milliseconds)) { isStopping } }
    }

    private func isAdmitted() -> Bool {
        do {
            try admit()
            condition.locked { hindrance = nil }
            return true
        } catch {
            let sentence = harmlessDescription(of: error)
            if problem != sentence {
                log.warning("No part in the group yet", metadata: ["error": .string(sentence)])
            }
            condition.locked { hindrance = sentence }
            return false
        }
    }

    private func attend() {
        let step = Attendance.step(
            isMember: isPresent, lostSince: lostSince(), now: clock().millisecondsSinceEpoch,
            patienceMilliseconds: patienceMilliseconds)
        guard step != .stay, step == .leave || isAdmitted() else { return }
        do {
            if step == .leave {
                log.warning("A lane has had no connection for long; the partitions are given back")
                consumer?.leave()
            } else if hasBegun {
                try consumer?.rejoin()
            } else {
                try consumer?.start()
                hasBegun = true
            }
            condition.locked { isMember = step == .join }
        } catch {
            log.critical("The group cannot be joined", metadata: ["error": .string(harmlessDescription(of: error))])
            // A new process starts over; nothing that was recorded is lost.
            Host.endAtOnce(status: 70)
        }
    }
}
