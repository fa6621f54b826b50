import Domain
import Events
import Flow
import Foundation
import Postgres
import Synchronization
import Testing
import Threads

@testable import Host

/// A pooler in front of the database: what is supported works, what is not is refused, and a lack of room harms nobody.
@Suite(.serialized) struct PoolerTests {
    let house: EngineTests

    init() throws { house = try EngineTests() }

    @Test func `the server itself and a pooler that keeps sessions are accepted`() throws {
        try SessionCheck.run(house.url)
        let pooler = try Pooler(.session, before: house.url)
        for _ in 0..<10 { try SessionCheck.run(pooler.url) }
    }

    @Test(arguments: [Pooler.Mode.transaction, .statement])
    func `a pooler that lends sessions is refused, quiet or busy`(mode: Pooler.Mode) throws {
        let pooler = try Pooler(mode, before: house.url)
        for _ in 0..<20 { #expect(throws: LentSessions.self) { try SessionCheck.run(pooler.url) } }
        let traffic = Traffic(pooler.url)
        for _ in 0..<20 { #expect(throws: LentSessions.self) { try SessionCheck.run(pooler.url) } }
        traffic.stop()
    }

    /// Other clients of the same pool, so that sessions go from hand to hand. One may lose the session that is ended.
    private final class Traffic: Sendable {
        private let isOver = Atomic<Bool>(false)
        private let threads = Mutex<[OwnThread]>([])

        init(_ url: String) {
            for _ in 0..<4 {
                let thread = OwnThread("traffic") { [self] in
                    while !isOver.load(ordering: .acquiring) {
                        guard let connection = try? Connection(url, name: "traffic") else { continue }
                        while !isOver.load(ordering: .acquiring), connection.isUsable {
                            try? connection.execute("SELECT 1")
                        }
                    }
                }
                threads.withLock { $0.append(thread) }
            }
        }

        func stop() {
            isOver.store(true, ordering: .releasing)
            for thread in threads.withLock({ $0 }) { thread.join() }
        }
    }

    @Test
    func `a process without a connection for every lane takes no partitions, says so, and goes on when there is room`()
        async throws
    {
        let prefix = "room\(UInt32.random(in: 0 ... .max))"
        try house.send(100, prefix: prefix)
        // The process needs five sessions, and somebody else holds one.
        let pooler = try Pooler(.session, before: house.url, sessionsMax: 5)
        var other: Connection? = try Connection(pooler.url, name: "other")
        #expect(other?.isUsable == true)
        let engine = try house.engine(house.reactions(prefix: prefix), ["POSTGRES_URL": pooler.url, "LANE_COUNT": "4"])
        try engine.start()
        try await house.wait(seconds: 60) { engine.problems.contains { $0.contains("no session in time") } }
        #expect(engine.problems.contains { $0.contains("no partition is assigned yet") })
        #expect(try await house.total(prefix: prefix) == 0)
        other = nil
        try await house.wait(seconds: 60) { try await house.total(prefix: prefix) == 100 }
        #expect(engine.problems == [])
        await engine.stop()
    }

    @Test func `a process that lost its connections for long gives its partitions back, and takes some again`()
        async throws
    {
        let prefix = "loss\(UInt32.random(in: 0 ... .max))"
        let pooler = try Pooler(.session, before: house.url)
        let engine = try house.engine(
            house.reactions(prefix: prefix), ["POSTGRES_URL": pooler.url], patienceMilliseconds: 500)
        try engine.start()
        try await house.wait(seconds: 60) { engine.problems == [] }
        pooler.stop()
        try house.send(100, prefix: prefix)
        try await house.wait(seconds: 60) { engine.problems.contains { $0.contains("no partition is assigned yet") } }
        // Somebody who has a connection goes on with what was given back.
        let second = try house.engine(house.reactions(prefix: prefix))
        try second.start()
        try await house.wait(seconds: 60) { try await house.total(prefix: prefix) == 100 }
        await second.stop()
        await engine.stop()
    }
}
