import Foundation
import JSON
import Testing

@testable import colloquy

/// `colloquy verify` on what a real run left behind: five applications over Kafka and HTTP, one withdrawn, one candidate erased, one
/// record that was no event. The file was written by `colloquy verify --save`.
@Suite struct EvidenceTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Evidence/healthy-run.json")

    private func healthy() throws -> Evidence {
        try JSON.decode(Evidence.self, from: [UInt8](Data(contentsOf: Self.file)))
    }

    private func violated(_ evidence: Evidence) -> Set<Int> {
        Set(Invariant.all.filter { !$0.judge(evidence).violations.isEmpty }.map(\.number))
    }

    @Test func `in a healthy run all fourteen invariants hold, and each counted something`() throws {
        let evidence = try healthy()
        #expect(Invariant.all.map(\.number) == Array(1...14))
        for invariant in Invariant.all {
            let judgement = invariant.judge(evidence)
            #expect(judgement.violations == [], "\(invariant.name)")
        }
        #expect(Invariant.conservation.judge(evidence).counted == "5 = 1 + 4 + 0")
    }

    struct Plant: Sendable, CustomTestStringConvertible {
        let invariant: Int
        let testDescription: String
        let plant: @Sendable (inout Evidence) throws -> Void

        init(_ invariant: Int, _ description: String, _ plant: @escaping @Sendable (inout Evidence) throws -> Void) {
            self.invariant = invariant
            testDescription = description
            self.plant = plant
        }
    }

    static let plants = [
        Plant(1, "an application that is nowhere") { evidence in
            evidence.applications.removeAll { $0.key == "p7-00003" }
        },
        Plant(1, "a submission that was refused and is there") { evidence in
            let index = try #require(evidence.acknowledged?.firstIndex { $0.key == "p7-00002" })
            evidence.acknowledged?[index].result = "fail"
        },
        Plant(2, "a fact decided twice") { evidence in
            var twin = try #require(evidence.records.first { $0.type == "application-admitted" })
            twin.id = "01980000-0000-8000-8000-000000000001"
            evidence.records.append(twin)
        },
        Plant(2, "one identity with two contents") { evidence in
            var twin = try #require(evidence.records.first { $0.type == "stage-changed" })
            twin.digest = "another"
            evidence.records.append(twin)
        },
        Plant(3, "an acknowledged application on neither side of the equation") { evidence in
            evidence.acknowledged?.append(.init(type: "application-received", key: "p7-99999", result: "ok"))
        },
        Plant(4, "a mail that was confirmed and never came") { evidence in evidence.mails?.removeLast() },
        Plant(4, "a mail that came twice without a crash") { evidence in
            let first = try #require(evidence.mails?.first)
            evidence.mails?.append(first)
        },
        Plant(5, "a record that left no trace in the inbox") { evidence in
            let one = try #require(evidence.handled.first { $0.service == "workflow" })
            evidence.services["workflow"]?.inbox.removeAll { $0 == one.inbox }
        },
        Plant(5, "work that vanished without a result") { evidence in
            let one = try #require(evidence.handled.first { $0.service == "screening" && $0.result != nil })
            evidence.services["screening"]?.inbox.removeAll { $0 == one.result }
        },
        Plant(5, "a record that is no event and no dead letter") { evidence in evidence.letters.removeAll() },
        Plant(6, "a fact that was decided and not published") { evidence in
            evidence.records.removeAll { $0.type == "application-screened" && $0.key == "p7-00002" }
        },
        Plant(6, "a block that lies in the outbox") { evidence in evidence.services["workflow"]?.outboxBlocks = 1 },
        Plant(7, "a stage that was skipped") { evidence in
            let index = try #require(evidence.records.lastIndex { $0.type == "stage-changed" })
            evidence.records[index].names["from"] = "offer"
        },
        Plant(8, "a partition that nobody reads") { evidence in evidence.services["gateway"]?.lag["a.topic/3"] = 2 },
        Plant(9, "a row that names another job") { evidence in
            let index = try #require(evidence.applications.firstIndex { $0.service == "gateway" })
            evidence.applications[index].jobID = "another"
        },
        Plant(10, "work that is due since an hour") { evidence in
            evidence.services["screening"]?.parked.append(
                .init(
                    id: "1", name: "application-received", key: "k", isTimer: false, overdueSeconds: 3600,
                    leaseOverSeconds: nil))
        },
        Plant(10, "a lease that is over since an hour") { evidence in
            evidence.services["screening"]?.parked.append(
                .init(
                    id: "1", name: "application-received", key: "k", isTimer: false, overdueSeconds: 3700,
                    leaseOverSeconds: 3600))
        },
        Plant(11, "a file that does not open") { evidence in evidence.blobs[0].condition = "not to be read" },
        Plant(12, "a personal text in a log") { evidence in evidence.leaks.append("screening.log") },
        Plant(13, "a field of an erased candidate") { evidence in evidence.erased[0].fields = 1 },
        Plant(14, "an erasure that the audit does not know") { evidence in evidence.erased[0].isAudited = false },
    ]

    @Test(arguments: plants)
    func `a planted fault is found by its invariant`(plant: Plant) throws {
        var evidence = try healthy()
        try plant.plant(&evidence)
        let found = violated(evidence)
        #expect(found.contains(plant.invariant), "found by \(found.sorted())")
    }

    @Test func `every invariant has a planted fault`() {
        #expect(Set(Self.plants.map(\.invariant)) == Set(1...14))
    }

    @Test func `kept evidence is judged from a file, and a violation ends with status 1 and names what is wrong`()
        throws
    {
        let good = try Tool.start(["verify", "--evidence", Self.file.path], [:])
        #expect(good.end() == 0)
        #expect(good.output.contains("acknowledged = ended + waiting visibly + dead letters: 5 = 1 + 4 + 0"))
        var evidence = try healthy()
        evidence.applications.removeAll { $0.key == "p7-00003" }
        let file = FileManager.default.temporaryDirectory.appending(path: "evidence-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(JSON.encode(evidence)).write(to: file)
        let bad = try Tool.start(["verify", "--evidence", file.path], [:])
        #expect(bad.end() == 1)
        #expect(bad.output.contains("application p7-00003 was acknowledged and is nowhere"))
    }
}
