import Foundation
import Testing

/// The kernel and the tables of all services under faults: the same seed is the same story.
@Suite struct SimulationTests {
    /// As many as are asked for by `SIMULATION_SEEDS`; a thousand otherwise.
    private static let seedCount =
        ProcessInfo.processInfo.environment["SIMULATION_SEEDS"].flatMap { UInt64($0) } ?? 1000
    /// Seeds that once found something: they are played first, for ever.
    private static let kept: [UInt64] = [37, 40, 67, 71, 82]

    @Test func `every promise holds for every seed`() async throws {
        let faults = try await Self.play(Self.kept + (1...Self.seedCount).filter { !Self.kept.contains($0) })
        // A simulation in which nothing went wrong shows nothing.
        for fault in [
            "submitted submit-interview", "submitted decide-stage", "submitted answer-offer", "submitted give-approval",
            "submitted approve-pay",
            "submitted sign-contract", "hired", "rejected", "withdrawn", "expired",
            "killed", "killed before the commit", "killed after the commit", "answer of the commit lost",
            "connection lost before the commit", "killed after the work, before its result", "activity failed",
            "orphaned block published", "orphans published, not deleted", "partitions moved", "record sent twice",
            "stood still past its leases",
        ] {
            #expect(faults[fault, default: 0] > 0, "\(fault) never happened")
        }
    }

    @Test func `the same seed is the same story`() async throws {
        func story() async throws -> [String] {
            let world = World(seed: 7)
            try await world.run()
            return world.topics.logs.sorted { $0.key < $1.key }.flatMap { place, log in
                log.map { "\(place) \($0.header("ce_id") ?? "") \(String(decoding: $0.value, as: UTF8.self))" }
            }
        }
        let first = try await story()
        let second = try await story()
        #expect(first == second && !first.isEmpty)
    }

    @Test(arguments: World.Plant.allCases)
    func `a fault of ours would be found`(plant: World.Plant) async throws {
        for seed in UInt64(1)...200 {
            let world = World(seed: seed, plant: plant)
            // What is lost may also show as work that never comes to an end.
            do { try await world.run() } catch is World.NeverRests { return }
            if try !world.violations.isEmpty { return }
        }
        Issue.record("no seed finds \(plant.rawValue)")
    }

    /// Plays the seeds on all processors and returns how often each fault was injected.
    private static func play(_ seeds: [UInt64]) async throws -> [String: Int] {
        try await withThrowingTaskGroup(of: [String: Int].self) { group in
            let share = 2
            for part in 0..<share {
                group.addTask {
                    var faults: [String: Int] = [:]
                    for index in seeds.indices where index % share == part {
                        let world = World(seed: seeds[index])
                        try await world.run()
                        let violations = try world.violations
                        #expect(violations == [], "seed \(seeds[index])")
                        faults.merge(world.faults) { $0 + $1 }
                    }
                    return faults
                }
            }
            return try await group.reduce(into: [:]) { all, part in all.merge(part) { $0 + $1 } }
        }
    }
}
