import Domain
import Events
import Flow
import Foundation
import JSON
import Kernel
import Postgres
import Telemetry
import Testing
import Vault

@testable import Host

/// Two processes of one service through a rotation of the key-encryption key, as docs/running.md tells it.
extension EngineTests {
    private static func key(_ version: Int) -> String {
        "\(version):" + Data((0..<32).map { UInt8($0 + version) }).base64EncodedString()
    }

    private static let before = key(1)
    /// The steps of docs/running.md, each with the keys that a process has after it.
    private static let steps = [key(1) + "\n" + key(2) + ":next", key(1) + "\n" + key(2), key(2)]

    private func personalReactions(prefix: String) -> [Reaction] {
        [
            perform(
                SurveyAnswered.self, { event, _ in event.applicationID.text.hasPrefix(prefix) ? 1 : 0 },
                then: { (_: SurveyAnswered, output: Int, tally: Tally?, _) throws(Refusal) in
                    Decision(Tally(total: (tally?.total ?? 0) + output))
                })
        ]
    }

    private func process(_ keys: String, prefix: String) throws -> Engine {
        let engine = try Engine(
            service: service, values: values(["LANE_COUNT": "1"]),
            reactor: Reactor(service: service, reactions: personalReactions(prefix: prefix)),
            tables: [EngineTests.table], database: database, sealer: Sealer(try KeyRing(keys)), log: log)
        try engine.start()
        return engine
    }

    /// A personal record, as it comes from a topic: it is parked sealed by the process that takes it.
    private func feed(_ engine: Engine, _ names: [String]) throws {
        for name in names {
            #expect(engine.deliver(LaneInbox.Handover(arrival: try personal(name, engine.reactor))))
        }
    }

    private func personal(_ name: String, _ reactor: Reactor) throws -> Arrival {
        let event = SurveyAnswered(applicationID: try ApplicationID(name), satisfaction: 4, answeredAt: .sample)
        return Arrival(
            route: reactor.route(SurveyAnswered.schema.type), cause: .stimulus(name, now: Host.now()), key: name,
            bytes: try JSON.encode(event), origin: .topic(name: "test", partition: 0, offset: 0), isPersonal: true)
    }

    @Test(arguments: [[0, 1, 0, 1, 0, 1], [0, 1, 1, 0, 0, 1], [1, 0, 0, 1, 1, 0], [1, 0, 1, 0, 0, 1]])
    func `a rotation stalls neither of two processes, whichever takes each step first`(order: [Int]) async throws {
        let prefix = "rotate\(UInt32.random(in: 0 ... .max))"
        let unreadable = Metric.unreadable.value
        var processes = [
            try process(Self.before, prefix: prefix), try process(Self.before, prefix: prefix),
        ]
        var sent = 0
        func work() async throws {
            for engine in processes {
                try feed(engine, (sent..<sent + 10).map { "\(prefix)-\($0)" })
                sent += 10
            }
            let wanted = sent
            try await wait(seconds: 30) { try await total(prefix: prefix) == wanted }
        }
        try await work()
        for (index, which) in order.enumerated() {
            await processes[which].stop()
            processes[which] = try process(Self.steps[index / 2], prefix: prefix)
            try await work()
        }
        for engine in processes { await engine.stop() }
        #expect(Metric.unreadable.value == unreadable)
        #expect(try await total(prefix: prefix) == 140)
    }

    @Test func `what one process cannot open waits for another, and everything else goes on`() async throws {
        let prefix = "lacks\(UInt32.random(in: 0 ... .max))"
        let newer = Sealer(try KeyRing(Self.steps[1]))
        let reactor = Reactor(service: service, reactions: personalReactions(prefix: prefix))
        let ledger = PostgresLedger(
            PostgresLedger.Settings(
                url: url, service: service, owner: .stimulus(prefix, at: .sample), lane: 0, tables: [EngineTests.table]),
            reactor: reactor, seal: { try newer.seal($0) })
        #expect(try ledger.record([try personal("\(prefix)-new", reactor)]).outcomes == [.parked])
        let unreadable = Metric.unreadable.value
        let old = try process(Self.before, prefix: prefix)
        try feed(old, (0..<10).map { "\(prefix)-\($0)" })
        try await wait(seconds: 30) { try await total(prefix: prefix) == 10 }
        try await wait(seconds: 30) { Metric.unreadable.value > unreadable }
        await old.refreshMetrics()
        #expect(Metric.parkedUnreadable.value == 1)
        let other = try process(Self.steps[1], prefix: prefix)
        try await wait(seconds: 30) { try await total(prefix: prefix) == 11 }
        #expect(ParkedWork.keyNameByteCount == Sealer.versionByteCount)
        // The process without the key looked once and left the rest to the other.
        #expect(Metric.unreadable.value == unreadable + 1)
        await old.stop()
        await other.stop()
    }
}
