import Domain
import Events
import Flow
import JSON
import Kernel

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
    package func submit(_ body: some Submission, key: String, idempotencyKey: String? = nil) throws -> Outcome {
        arrivals += 1
        return try record(type(of: body).name, body, key, .submission, idempotencyKey ?? "submission-\(arrivals)")
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

    /// Time passes, and the service is away: nothing runs.
    package func pass(to instant: Instant) { now = instant }

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
            do { arrival.result = try await activity.run(item.payload, context) } catch {
                guard try isOver(item, error, activity, arrival) else { return }
            }
        }
        _ = try record(arrival)
    }

    /// As a service's runner sorts it: the work waits longer, or what follows is recorded.
    private func isOver(_ item: ParkedItem, _ error: any Error, _ row: Reaction.ActivityRow, _ arrival: Arrival) throws
        -> Bool
    {
        let (kind, last) = (kind(of: error), storage.failures[item.id])
        let attempts = last?.kind == kind ? item.attempts + 1 : 1
        let since = last?.since ?? now
        let count = FailureCount(attempts: attempts, waitedMilliseconds: now.milliseconds(since: since))
        switch verdict(on: error, after: count, of: item.id, patience: .week) {
        case .retry(let pause):
            storage.failures[item.id] = (kind, since)
            storage.parked[item.id]?.item.attempts = attempts
            storage.parked[item.id]?.item.dueAt = now.advanced(byMilliseconds: pause)
            return false
        case .bury(let reason):
            arrival.result = try row.giveUp(item.payload, ActivityFailure(givingUp: error))
            if arrival.result == nil { arrival.fault = reason }
        case .commit:
            arrival.fault = harmlessDescription(of: error)
        }
        return true
    }

    /// The state of a type under a key.
    package func state<S: Decodable>(_ type: S.Type, _ key: String) throws -> S? {
        guard let row = storage.states["\(type)/\(key)"] else { return nil }
        return try JSON.decode(type, from: row.bytes)
    }

    /// All that is kept, parked and said, as text: for looking whether something personal is in it.
    package var everythingWritten: String {
        get throws {
            let rows = storage.states.values.map { String(decoding: $0.bytes, as: UTF8.self) }
            let parked = storage.parked.values.map { String(decoding: $0.item.payload, as: UTF8.self) }
            let facts = try storage.outbox.flatMap { try $0.block.records() }.map {
                String(decoding: $0.value, as: UTF8.self)
            }
            return (rows + parked + facts).joined(separator: "\n")
        }
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
