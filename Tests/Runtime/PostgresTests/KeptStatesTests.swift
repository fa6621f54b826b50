import Domain
import Flow
import FlowTesting
import Kernel
import Testing

@testable import Postgres

extension PostgresLedgerTests {
    @Test func `the states that were written last are kept, and never more than may be`() {
        let kept = KeptSlots(countMax: 100)
        let kind = StateKind(of: LedgerConformance.Tally.self)
        func isKept(_ number: Int) -> Bool { SlotTable(kept: kept)[kind, "\(number)"].isFromMemory }
        for number in 0..<1000 {
            kept.keep([kind.makeSlot("\(number)")])
            let numbers = 0...number
            #expect(numbers.suffix(50).allSatisfy(isKept), "after \(number)")
            #expect(numbers.filter(isKept).count <= 100, "after \(number)")
        }
        kept.forget()
        #expect(!(0..<1000).contains(where: isKept))
    }

    @Test func `what concerns nobody asks nothing of the database`() throws {
        let ledger = makeLedger(reactor, lane: 77)
        let watcher = try database.connect()
        func lastQuestion() throws -> [String] {
            try watcher.query(
                Statement(
                    "SELECT query_start::text FROM pg_stat_activity WHERE application_name = 'conformance-lane-77'",
                    read: { $0.text(0) }))
        }
        #expect(try ledger.record([try arrival("mine", 1)]).outcomes == [.applied])
        let before = try lastQuestion()
        #expect(before.count == 1)
        let foreign = (0..<10).map { number in
            Arrival(
                route: nil, cause: .stimulus("foreign \(number)", now: .epoch), key: "k", bytes: [],
                origin: .topic(name: "t", partition: 0, offset: Int64(number)))
        }
        #expect(try ledger.record(foreign).outcomes == foreign.map { _ in .ignored })
        #expect(try lastQuestion() == before)
        #expect(try ledger.record([try arrival("mine too", 1)]).outcomes == [.applied])
        #expect(try lastQuestion() != before)
    }
}
