import Flow
import FlowTesting
import Kernel
import Testing

@testable import Postgres

extension PostgresLedgerTests {
    @Test func `states for the next batch are read in the same round trip and chain rightly`() throws {
        let ledger = makeLedger(reactor, lane: 1)
        let batches = try (0..<5).map { round in
            try (0..<10).map { try arrival("r\(round).\($0)", 1, key: "k\($0 % 3)") }
        }
        var ahead: Batch?
        for round in 0..<5 {
            ahead = try ledger.record(
                ahead ?? Batch(batches[round]), next: { round < 4 ? batches[round + 1] : [] }
            ).ahead
            #expect(ahead?.arrivals.count == (round < 4 ? 10 : nil))
        }
        #expect(try subject().total("k0") == 20)
        #expect(try subject().total("k1") == 15)
    }

    @Test func `states that were read ahead are taken once, and by the connection that read them`() throws {
        let (ledger, other) = (makeLedger(reactor, lane: 1), makeLedger(reactor, lane: 2))
        let (b, e) = (try arrival("b", 2), try arrival("e", 16))
        let ahead = try ledger.record(Batch([try arrival("a", 1)]), next: { [b] }).ahead
        let batch = try #require(ahead)
        // The other reads them itself; what the first had read is of no use to anybody any more.
        #expect(try other.record([try arrival("c", 4)]).outcomes == [.applied])
        #expect(try other.record(batch, next: { [] }).outcomes == [.applied])
        #expect(try ledger.record(batch, next: { [] }).outcomes == [.duplicate])
        #expect(try subject().total("k") == 7)
        let again = try #require(
            try ledger.record(Batch([try arrival("d", 8)]), next: { [e] }).ahead)
        #expect(try ledger.record(again, next: { [] }).outcomes == [.applied])
        #expect(try ledger.record(again, next: { [] }).outcomes == [.duplicate])
        #expect(try subject().total("k") == 31)
    }
}
