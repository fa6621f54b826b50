import Domain
import Events
import Flow
import Synchronization

@testable import Host

/// The partitions of one lane. It reads a random piece at a time, and remembers what the lane has stored until the process
/// commits it.
final class SimulatedSource: RecordSource, @unchecked Sendable {
    // Sendable by hand: a world is one thread.
    private unowned let world: World
    private let routes: [String: TopicRoutes]
    private(set) var places: [SimulatedTopics.Place] = []
    private var next: [SimulatedTopics.Place: Int] = [:]
    private(set) var stored: [SimulatedTopics.Place: Int] = [:]
    private var generation = 0

    init(_ world: World, _ reactor: Reactor) {
        self.world = world
        routes = Dictionary(uniqueKeysWithValues: reactor.topics.map { ($0.name, reactor.routes(from: $0)) })
    }

    private struct Position: Sendable {
        let generation: Int
        let next: [SimulatedTopics.Place: Int]
    }

    private struct Superseded: Error {}

    /// Another share of the partitions, read from what the group committed.
    func assign(_ places: [SimulatedTopics.Place], from committed: [SimulatedTopics.Place: Int]) {
        generation += 1
        self.places = places
        next = Dictionary(uniqueKeysWithValues: places.map { ($0, committed[$0] ?? 0) })
        stored = [:]
    }

    var isAtEnd: Bool { places.allSatisfy { (stored[$0] ?? next[$0] ?? 0) >= world.topics.count(at: $0) } }

    func take(countMax: Int, waitMilliseconds: Int, now: Instant) -> TakenRecords {
        takeMore(countMax: countMax, now: now)
    }

    func takeMore(countMax: Int, now: Instant) -> TakenRecords {
        var taken = TakenRecords()
        var positions: [SimulatedTopics.Place: Int] = [:]
        for place in places.shuffled(using: &world.chance) {
            let begin = next[place] ?? 0
            let waiting = world.topics.count(at: place) - begin
            let count = min(waiting, countMax - taken.arrivals.count, world.chance.below(6))
            guard count > 0, let log = world.topics.logs[place] else { continue }
            for offset in begin..<begin + count {
                taken.arrivals.append(arrival(log[offset], place, offset, now))
            }
            next[place] = begin + count
            positions[place] = begin + count
        }
        if !positions.isEmpty { taken.position = Position(generation: generation, next: positions) }
        return taken
    }

    func store(_ position: any Sendable) throws {
        guard let position = position as? Position, position.generation == generation else { throw Superseded() }
        let skipped = world.plant == .skippedRecord && world.chance.isOne(in: 10) ? 1 : 0
        for (place, offset) in position.next { stored[place] = max(stored[place] ?? 0, offset + skipped) }
    }

    func finish() {}
    func wake() {}

    private func arrival(
        _ record: SimulatedTopics.Record, _ place: SimulatedTopics.Place, _ offset: Int, _ now: Instant
    )
        -> Arrival
    {
        let id = record.header("ce_id") ?? ""
        let ours = EventID(id)
        let inbox = ours ?? EventID.outsider(source: record.header("ce_source") ?? "", id: id)
        let reference = EventReference(id)
        let cause = Cause(
            inboxID: inbox, derivation: ours ?? inbox.dated(world.begin), event: reference,
            correlation: record.header("ce_correlationid").map { EventReference($0) } ?? reference,
            occurredAt: record.header("ce_time").flatMap { try? Instant($0) }, now: now)
        let type = record.header("ce_type") ?? ""
        let arrival = Arrival(
            route: routes[place.topic]?.route(type), cause: cause, key: record.key, bytes: record.value,
            origin: .topic(name: place.topic, partition: Int32(place.partition), offset: Int64(offset)),
            headers: record.headers)
        return arrival
    }
}
