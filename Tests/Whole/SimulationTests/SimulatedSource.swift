import Domain
import Events
import Flow
import Kernel
import Synchronization

@testable import Host

/// The partitions of one lane. It reads a random piece at a time, and remembers what the lane has stored until the process
/// commits it.
final class SimulatedSource: RecordSource, @unchecked Sendable {
    // Sendable by hand: a world is one thread.
    private unowned let world: World
    private let routes: [String: TopicRoutes]
    private var places: [SimulatedTopics.Place] = []
    /// The numbers of the places, and where reading goes on at each.
    private var numbers: [Int] = []
    private var next: [Int] = []
    private(set) var stored: [SimulatedTopics.Place: Int] = [:]
    private var generation = 0

    init(_ world: World, _ reactor: Reactor) {
        self.world = world
        routes = Dictionary(uniqueKeysWithValues: reactor.topics.map { ($0.name, reactor.routes(from: $0)) })
    }

    private struct Position: Sendable {
        let generation: Int
        /// By the index among this source's places.
        let next: [Int: Int]
    }

    private struct Superseded: Error {}

    /// Another share of the partitions, read from what the group committed.
    func assign(_ places: [SimulatedTopics.Place], from committed: [SimulatedTopics.Place: Int]) {
        generation += 1
        self.places = places
        numbers = places.map { world.topics.number(of: $0) }
        next = places.map { committed[$0] ?? 0 }
        stored = [:]
    }

    /// What was taken is stored, and there is no more.
    var isAtEnd: Bool {
        numbers.indices.allSatisfy { index in
            let count = world.topics.count(at: numbers[index])
            return count == next[index] && (count == 0 || (stored[places[index]] ?? count) >= count)
        }
    }

    func take(countMax: Int, waitMilliseconds: Int, now: Instant) -> TakenRecords {
        takeMore(countMin: 1, countMax: countMax, now: now)
    }

    func takeMore(countMin: Int, countMax: Int, now: Instant) -> TakenRecords {
        let waiting = numbers.indices.filter { world.topics.count(at: numbers[$0]) > next[$0] }
        guard !waiting.isEmpty else { return TakenRecords() }
        var taken = TakenRecords()
        var positions: [Int: Int] = [:]
        for index in waiting.shuffled(using: &world.chance) {
            let begin = next[index]
            let left = world.topics.count(at: numbers[index]) - begin
            let count = min(left, countMax - taken.arrivals.count, world.chance.below(6))
            guard count > 0 else { continue }
            for offset in begin..<begin + count {
                let record = world.topics.record(at: numbers[index], offset)
                taken.arrivals.append(arrival(record, places[index], offset, now))
            }
            next[index] = begin + count
            positions[index] = begin + count
        }
        if !positions.isEmpty { taken.position = Position(generation: generation, next: positions) }
        return taken
    }

    func store(_ position: any Sendable) throws {
        guard let position = position as? Position, position.generation == generation else { throw Superseded() }
        let skipped = world.plant == .skippedRecord && world.chance.isOne(in: 10) ? 1 : 0
        for (index, offset) in position.next {
            stored[places[index]] = max(stored[places[index]] ?? 0, offset + skipped)
        }
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
