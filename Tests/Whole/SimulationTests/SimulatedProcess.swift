import Domain
import Flow
import FlowTesting
import Kernel
import Synchronization
import Telemetry

@testable import Host

/// One process of a service: real lanes over a ledger in memory, with a producer and a runner that the world moves on.
final class SimulatedProcess: @unchecked Sendable {
    // Sendable by hand: a world is one thread.
    let name: String
    unowned let service: SimulatedService
    private unowned let world: World
    private(set) var lanes: [Lane] = []
    private(set) var sources: [SimulatedSource] = []
    /// Records on their way to the broker; of one partition the first goes first.
    private var outgoing: [SimulatedTopics.Place: [Outgoing]] = [:]
    /// Acknowledgements on their way back.
    private var answers: [@Sendable () -> Void] = []
    /// Work that is done and not yet given to its lane.
    private var results: [LaneInbox.Handover] = []
    private(set) var isDead = false
    /// Transactions that are still to fail before the next one works.
    private var troubleCount = 0

    private struct Outgoing {
        let record: SimulatedTopics.Record
        let delivered: () -> Void
    }

    private struct Cut: Error {}

    static let laneCount = 2

    init(_ name: String, _ service: SimulatedService, _ world: World) {
        self.name = name
        self.service = service
        self.world = world
        for index in 0..<Self.laneCount {
            let ledger = MemoryLedger(service.reactor, storage: service.storage, owner: name, lane: index)
            ledger.trouble = { [unowned self] moment in try trouble(moment) }
            let source = SimulatedSource(world, service.reactor)
            sources.append(source)
            lanes.append(
                Lane(
                    Lane.Parts(
                        index: index, reactor: service.reactor, batchCountMax: 20, batchBytesMax: 64 * 1024,
                        publish: { [unowned self] block, acknowledged in send(block, acknowledged) },
                        clock: { [unowned world] in world.now }, sleep: { [unowned self] in sleep($0) },
                        log: world.log, poke: {}),
                    ledger: ledger, source: source))
        }
    }

    /// kill -9: what was not committed, sent or stored is gone.
    func kill() {
        isDead = true
        outgoing = [:]
        answers = []
        results = []
    }

    // MARK: Faults of the database

    private func trouble(_ moment: MemoryLedger.Moment) throws {
        if isDead { throw Cut() }
        guard world.isFaulty else { return }
        if troubleCount > 0 {
            troubleCount -= 1
            world.count("transaction failed")
            throw Cut()
        }
        switch (moment, world.chance.below(30)) {
        case (.beforeCommit, 0):
            world.count("killed before the commit")
            kill()
            throw Cut()
        case (.afterCommit, 0):
            world.count("killed after the commit")
            kill()
            throw Cut()
        case (_, 1):
            world.count(moment == .beforeCommit ? "connection lost before the commit" : "answer of the commit lost")
            troubleCount = world.chance.below(3)
            throw Cut()
        default: break
        }
    }

    /// A lane that waits for its database; a dead one is unwound by the way that ends a lane.
    private func sleep(_ milliseconds: Int) {
        if isDead { for lane in lanes { lane.isStopping.store(true, ordering: .releasing) } }
        world.pass(milliseconds: Int64(milliseconds))
    }

    // MARK: The producer

    private func send(_ block: OutboxBlock, _ acknowledged: @escaping @Sendable () -> Void) {
        guard let records = try? block.records(), !isDead else { return }
        let left = Left(records.count)
        for record in records {
            let key = String(decoding: record.key, as: UTF8.self)
            let place = world.topics.place(of: key, on: record.topic)
            let sent = SimulatedTopics.Record(key: key, value: record.value, headers: record.headers)
            outgoing[place, default: []].append(
                Outgoing(record: sent) { [unowned self] in
                    left.count -= 1
                    if left.count == 0 { answers.append(acknowledged) }
                })
        }
    }

    private final class Left {
        var count: Int
        init(_ count: Int) { self.count = count }
    }

    var canDeliver: Bool { !outgoing.isEmpty }
    var canAnswer: Bool { !answers.isEmpty }

    func deliver() {
        guard let place = outgoing.keys.sorted().randomElement(using: &world.chance), var queue = outgoing[place] else {
            return
        }
        let first = queue.removeFirst()
        outgoing[place] = queue.isEmpty ? nil : queue
        let isDropped = world.plant == .droppedFact && world.chance.isOne(in: 10)
        if !isDropped { world.topics.append(first.record, to: place) }
        first.delivered()
    }

    func answer() { answers.removeFirst()() }

    // MARK: Activities and timers

    var hasResults: Bool { !results.isEmpty }

    /// Leases one item that is due and does its work; the result waits until `handOver`.
    func work() async throws {
        guard let (item, epoch) = service.lease(world.now, &world.chance) else { return }
        var cause = item.cause
        cause.now = world.now
        let arrival = Arrival(
            route: service.reactor.route(item.name), cause: cause, key: item.key, bytes: item.payload,
            origin: .parked(id: item.id, epoch: epoch, attempt: item.attempts + 1), isPersonal: item.isPersonal,
            headers: item.headers)
        if item.kind == .activity, let activity = service.reactor.activity(item.name)?.activity {
            let context = ActivityContext(
                id: item.id, origin: item.origin, key: item.key, attempt: item.attempts + 1, cause: cause)
            if world.isFaulty, world.chance.isOne(in: 8) {
                world.count("activity failed")
                return service.postpone(item, epoch: epoch, until: world.now.advanced(byMilliseconds: 1000))
            }
            arrival.result = try await activity.run(item.payload, context)
            if world.isFaulty, world.chance.isOne(in: 12) {
                world.count("killed after the work, before its result")
                return kill()
            }
        }
        results.append(LaneInbox.Handover(arrival: arrival))
    }

    func handOver() {
        let index = world.chance.below(results.count)
        put(results.remove(at: index))
    }

    /// Gives something to the lane of its key.
    func put(_ sealed: LaneInbox.Handover) {
        let lane = partition(of: sealed.arrival.key, count: SimulatedTopics.partitionCount) % lanes.count
        _ = lanes[lane].inbox.put(sealed)
    }

    // MARK: Positions

    /// Tells the broker what the lanes have stored.
    func commitPositions() {
        for source in sources {
            for (place, offset) in source.stored {
                let known = world.topics.committed[service.name]?[place] ?? 0
                world.topics.committed[service.name, default: [:]][place] = max(known, offset)
            }
        }
    }

    /// Nothing is left to do but for timers.
    var isIdle: Bool {
        outgoing.isEmpty && answers.isEmpty && results.isEmpty && sources.allSatisfy(\.isAtEnd)
            && lanes.allSatisfy { $0.inbox.isEmpty }
    }
}
