import Domain
import Events
import Flow
import JSON

/// Given / when / then over a whole table: facts go in, facts come out, activities and timers run when told to.
package final class Scenario {
    package let reactor: Reactor
    package let storage = MemoryLedger.Storage()
    package private(set) var now: Instant
    /// Every fact that was emitted, in order.
    package private(set) var emitted: [any Event] = []
    private let ledger: MemoryLedger
    private var published = 0
    private var arrivals = 0

    package init(
        _ service: String, _ reactions: [Reaction], at now: Instant = Instant(millisecondsSinceEpoch: 1_795_275_000_000)
    ) {
        reactor = Reactor(service: service, reactions: reactions)
        self.now = now
        ledger = MemoryLedger(reactor, storage: storage)
    }

    /// A fact arrives. The same `id` twice is a redelivery.
    @discardableResult
    package func when<E: Event>(_ event: E, id: String? = nil) throws -> Outcome {
        arrivals += 1
        let name = id ?? "fact-\(arrivals)"
        return try record(
            E.schema.type, event, event.key, .topic(name: E.schema.topic.name, partition: 0, offset: Int64(arrivals)),
            name)
    }

    /// A submission comes over HTTP.
    @discardableResult
    package func submit(_ name: String, _ body: some Codable & Sendable, key: String, idempotencyKey: String? = nil)
        throws -> Outcome
    {
        arrivals += 1
        return try record(name, body, key, .submission, idempotencyKey ?? "submission-\(arrivals)")
    }

    private func record(_ name: String, _ body: some Encodable, _ key: String, _ origin: Arrival.Origin, _ id: String)
        throws -> Outcome
    {
        let arrival = Arrival(
            route: reactor.route(name), cause: .stimulus(id, now: now), key: key, bytes: try JSON.encode(body),
            origin: origin)
        return try record(arrival)
    }

    private func record(_ arrival: Arrival) throws -> Outcome {
        let recorded = try ledger.record([arrival])
        try collect()
        return recorded.outcomes[0]
    }

    /// Runs parked activities and due timers and records, again and again until nothing is due.
    package func runParked(attemptsMax: Int = 100) async throws {
        for _ in 0..<attemptsMax {
            guard
                let (item, epoch) = storage.parked.values
                    .filter({ $0.item.dueAt <= now })
                    .min(by: { ($0.item.dueAt, $0.item.id.description) < ($1.item.dueAt, $1.item.id.description) })
            else { return }
            try await run(item, epoch: epoch)
        }
    }

    /// Time passes; what falls due runs.
    package func advance(to instant: Instant) async throws {
        now = instant
        try await runParked()
    }

    private func run(_ item: ParkedItem, epoch: Int64) async throws {
        var cause = item.cause
        cause.now = now
        let arrival = Arrival(
            route: reactor.route(item.name), cause: cause, key: item.key, bytes: item.payload,
            origin: .parked(id: item.id, epoch: epoch, attempt: item.attempts + 1))
        if item.kind == .activity, let activity = reactor.activity(item.name)?.activity {
            let context = ActivityContext(
                id: item.id, origin: item.origin, key: item.key, attempt: item.attempts + 1, cause: cause)
            do { arrival.result = try await activity.run(item.payload, context) } catch let failure as ActivityFailure {
                arrival.result = try activity.giveUp(item.payload, failure)
                if arrival.result == nil { arrival.fault = failure.description }
            }
        }
        _ = try record(arrival)
    }

    /// The state of a type under a key.
    package func state<S: Decodable>(_ type: S.Type, _ key: String) throws -> S? {
        guard let row = storage.states["\(type)/\(key)"] else { return nil }
        return try JSON.decode(type, from: row.bytes)
    }

    /// The emitted facts of a type.
    package func emitted<E: Event>(_ type: E.Type) -> [E] { emitted.compactMap { $0 as? E } }

    /// The reasons of what went to the dead letters.
    package private(set) var deadLetterReasons: [String] = []

    private func collect() throws {
        let records = try storage.outbox.flatMap { try $0.block.records() }
        for record in records[published...] {
            let headers = Dictionary(
                uniqueKeysWithValues: record.headers.map { ($0.name, String(decoding: $0.value, as: UTF8.self)) })
            if let reason = headers[DeadLetter.reasonHeader] {
                deadLetterReasons.append(reason)
                continue
            }
            guard let type = Catalogue.all.first(where: { $0.schema.type == headers["ce_type"] }) else { continue }
            emitted.append(try JSON.decode(type, from: record.value))
        }
        published = records.count
    }
}
