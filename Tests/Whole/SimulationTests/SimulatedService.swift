import Domain
import Events
import Flow
import FlowTesting
import Kernel

/// One service: its table, what its database holds, and the processes that run at the moment.
final class SimulatedService {
    let name: String
    let reactor: Reactor
    let storage = MemoryLedger.Storage()
    private(set) var processes: [SimulatedProcess] = []
    private unowned let world: World
    private var processCount = 0
    private var leases: [EventID: Instant] = [:]

    static let leaseMilliseconds: Int64 = 30_000

    init(_ name: String, _ reactions: [Reaction], _ world: World) {
        self.name = name
        reactor = Reactor(service: name, reactions: reactions)
        self.world = world
    }

    /// A new process publishes what dead ones have left before it does anything else.
    func start() {
        processCount += 1
        processes.append(SimulatedProcess("\(name)-\(processCount)", self, world))
        rebalance()
    }

    func bury() {
        let count = processes.count
        processes.removeAll(where: \.isDead)
        if processes.count < count { rebalance() }
    }

    private func forgetInbox() { if world.plant == .forgottenInbox { storage.inbox.removeAll() } }

    /// Partitions go from hand to hand: positions that were stored are committed first, as the consumer does it.
    func rebalance() {
        forgetInbox()
        for process in processes where !process.isDead { process.commitPositions() }
        publishOrphans()
        let places = SimulatedTopics.places(of: reactor.topics.map(\.name))
        let committed = world.topics.committed[name] ?? [:]
        let living = processes.filter { !$0.isDead }
        for (index, process) in living.enumerated() {
            for (lane, source) in process.sources.enumerated() {
                source.assign(
                    places.filter { place in
                        place.partition % living.count == index
                            && place.partition % SimulatedProcess.laneCount == lane
                    }, from: committed)
            }
        }
    }

    /// What dead processes committed and did not publish, in order; the same again when the process that does it dies.
    func publishOrphans() {
        let living = Set(processes.filter { !$0.isDead }.map(\.name))
        let orphans = storage.outbox.filter { !living.contains($0.owner) }.sorted { $0.number < $1.number }
        for orphan in orphans where world.plant != .deletedOrphans {
            for record in (try? orphan.block.records()) ?? [] {
                let key = String(decoding: record.key, as: UTF8.self)
                world.topics.append(
                    SimulatedTopics.Record(key: key, value: record.value, headers: record.headers),
                    to: world.topics.place(of: key, on: record.topic))
            }
            world.count("orphaned block published")
        }
        if !orphans.isEmpty, world.isFaulty, world.chance.isOne(in: 3) {
            return world.count("orphans published, not deleted")
        }
        storage.outbox.removeAll { !living.contains($0.owner) }
    }

    // MARK: Parked work

    func lease(_ now: Instant, _ chance: inout Chance) -> (item: ParkedItem, epoch: Int64)? {
        let due = storage.parked.values.filter { $0.item.dueAt <= now && (leases[$0.item.id] ?? now) <= now }
        let sorted = due.sorted { ($0.item.dueAt, $0.item.id.description) < ($1.item.dueAt, $1.item.id.description) }
        guard let (item, epoch) = sorted.randomElement(using: &chance) else { return nil }
        storage.parked[item.id]?.epoch = epoch + 1
        leases[item.id] = now.advanced(byMilliseconds: Self.leaseMilliseconds)
        return (item, epoch + 1)
    }

    func postpone(_ item: ParkedItem, epoch: Int64, until instant: Instant) {
        guard storage.parked[item.id]?.epoch == epoch else { return }
        storage.parked[item.id]?.item.dueAt = instant
        storage.parked[item.id]?.item.attempts = item.attempts + 1
        leases[item.id] = nil
    }

    /// When something falls due or a lease ends; nil when nothing waits.
    var nextDue: Instant? {
        storage.parked.values.map { max($0.item.dueAt, leases[$0.item.id] ?? $0.item.dueAt) }.min()
    }

    func isDue(_ now: Instant) -> Bool { nextDue.map { $0 <= now } ?? false }
}
