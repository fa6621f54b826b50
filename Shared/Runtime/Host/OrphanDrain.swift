import Domain
import Flow
import Postgres
import Telemetry
import Threads

/// Publishes what dead processes of this service left in the outbox, before anything newer of the same keys: at the start, and
/// whenever partitions are assigned; besides, every few seconds.
final class OrphanDrain: @unchecked Sendable {
    // Sendable by hand: the owner's session is used under the lock alone.
    private let owner: OutboxOwner
    private let relay: Relay
    private let log: Logger
    private let lock = Condition()
    private static let blockCountMax = 200
    private static let acknowledgeMillisecondsMax = 30_000

    init(owner: OutboxOwner, relay: Relay, log: Logger) {
        self.owner = owner
        self.relay = relay
        self.log = log
    }

    /// Holds this process's own lock; throws when the database is away.
    func hold() throws { try lock.locked { try owner.hold() } }

    /// Publishes until nothing of dead owners is left. Blocks; a failure is logged, and the next run goes on.
    func run() {
        lock.locked {
            do {
                while let orphans = try owner.orphans(countMax: OrphanDrain.blockCountMax) { try publish(orphans) }
            } catch {
                log.warning(
                    "Blocks of dead owners could not be published",
                    metadata: ["error": .string(harmlessDescription(of: error))])
            }
        }
    }

    private func publish(_ orphans: OutboxOwner.Orphans) throws {
        let counter = AcknowledgedCount(left: orphans.blocks.count)
        do {
            for block in orphans.blocks { try relay.publish(block.block) { counter.decrement() } }
        } catch {
            try owner.release(orphans, published: false)
            throw error
        }
        let isDone = counter.waitForNone(milliseconds: OrphanDrain.acknowledgeMillisecondsMax)
        try owner.release(orphans, published: isDone)
        guard isDone else { throw PostgresError(code: "57014", message: "the broker did not acknowledge in time") }
        Metric.orphans.increment(by: Int64(orphans.blocks.count))
        log.notice(
            "Published what a dead process had left",
            metadata: ["owner": .string(orphans.owner.description), "blocks": .integer(orphans.blocks.count)])
    }
}

private final class AcknowledgedCount: @unchecked Sendable {
    // Sendable by hand: the number is touched under the condition's lock.
    private let condition = Condition()
    private var left: Int

    init(left: Int) { self.left = left }

    func decrement() {
        condition.locked {
            left -= 1
            condition.wakeAll()
        }
    }

    func waitForNone(milliseconds: Int) -> Bool {
        condition.locked { condition.wait(until: Deadline(milliseconds: milliseconds)) { left == 0 } }
    }
}
