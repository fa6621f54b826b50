import Domain
import Events
import Flow
import FlowTesting
import JSON
import Kernel
import Synchronization
import Testing

/// A record is decoded once where it is taken in, however many look at it, and once more where its activity runs, which has
/// nothing but the bytes that were parked.
@Suite struct ReadOnceTests {
    /// A fact that counts how often it is decoded, under its own key.
    private struct Counted: Event {
        static let counts = Mutex<[String: Int]>([:])
        static let topic = Topic("counted.v1", owner: nil)
        static let schema = Schema("counted", on: topic, "A fact for this test.", [])
        static let samples = [Counted(key: "a", other: "b", padding: "")]

        var key: String
        var other: String
        var padding: String

        init(key: String, other: String, padding: String) {
            self.key = key
            self.other = other
            self.padding = padding
        }

        private enum CodingKeys: String, CodingKey { case key, other, padding }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            key = try container.decode(String.self, forKey: .key)
            other = try container.decode(String.self, forKey: .other)
            padding = try container.decode(String.self, forKey: .padding)
            let key = key
            Self.counts.withLock { $0[key, default: 0] += 1 }
        }
    }

    private struct Seen: Codable, Sendable { var count: Int }
    private struct Noted: Codable, Sendable { var count: Int }
    private struct Other: Codable, Sendable {}

    private static func seen(_ seen: Seen?) -> Decision<Seen> { Decision(Seen(count: (seen?.count ?? 0) + 1)) }

    private static let consulting = on(Counted.self, consulting: Other.self, at: { $0.other }) {
        (_, seen: Seen?, _, _) throws(Refusal) in Self.seen(seen)
    }
    private static let noting = on(Counted.self) { (_, noted: Noted?, _) throws(Refusal) in
        Decision(Noted(count: (noted?.count ?? 0) + 1))
    }
    private static let performing = perform(
        Counted.self, reading: Other.self, at: { $0.other }, { _, _ in 1 },
        then: { (_, _: Int, seen: Seen?, _: Other, _) throws(Refusal) in Self.seen(seen) })

    @Test func `a row's key, its reference's key and its decision read a record once`() async throws {
        #expect(try await decodings("consulting", [Self.consulting]) == 1)
    }

    @Test func `two rows about one fact read it once`() async throws {
        #expect(try await decodings("two", [Self.consulting, Self.noting]) == 1)
        #expect(try await decodings("one", [Self.noting]) == 1)
    }

    @Test func `work is read once before it is parked and once where it runs`() async throws {
        #expect(try await decodings("parked", [Self.performing], other: true) == 1)
        #expect(try await decodings("run", [Self.performing], other: true, thenRun: true) == 2)
    }

    @Test func `what is too large to be held twice is read again`() async throws {
        #expect(try await decodings("large", [Self.consulting], padding: 300_000) == 3)
    }

    private func decodings(
        _ name: String, _ rows: [Reaction], padding: Int = 0, other: Bool = false, thenRun: Bool = false
    ) async throws -> Int {
        let reactor = Reactor(service: "conformance", reactions: rows)
        let storage = MemoryLedger.Storage()
        if other { storage.states["Other/other"] = (1, Array("{}".utf8)) }
        let ledger = MemoryLedger(reactor, storage: storage)
        let event = Counted(key: name, other: "other", padding: String(repeating: "x", count: padding))
        let arrival = Arrival(
            route: reactor.routes(from: Counted.topic).route("counted"), cause: .stimulus(name, now: .sample), key: "",
            bytes: try JSON.encode(event), origin: .topic(name: "counted.v1", partition: 0, offset: 0))
        arrival.key = try reactor.key(of: arrival)
        #expect(arrival.key == name)
        let outcome = try ledger.record([arrival]).outcomes[0]
        #expect(outcome == .applied || outcome == .parked)
        if thenRun {
            let item = try #require(storage.parked.values.first?.item)
            let row = try #require(reactor.activity(item.name)?.activity)
            let context = ActivityContext(id: item.id, key: item.key, attempt: 1, cause: item.cause)
            let again = Arrival(
                route: reactor.route(item.name), cause: item.cause, key: item.key, bytes: item.payload,
                origin: .parked(id: item.id, epoch: 0, attempt: 1))
            again.result = try await row.run(item.payload, context)
            #expect(try ledger.record([again]).outcomes == [.applied])
        }
        return Counted.counts.withLock { $0[name] ?? 0 }
    }
}
