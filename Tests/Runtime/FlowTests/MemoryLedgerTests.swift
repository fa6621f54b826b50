import Domain
import Flow
import FlowTesting
import JSON
import Kernel
import Testing

@Suite struct MemoryLedgerTests {
    @Test(arguments: LedgerConformance.Rule.allCases)
    func `the ledger in memory conforms`(rule: LedgerConformance.Rule) async throws {
        let storage = MemoryLedger.Storage()
        let subject = LedgerConformance.Subject(
            makeLedger: { MemoryLedger($0, storage: storage, seal: { $0.map { $0 ^ 0x5A } }) },
            outbox: { try storage.outbox.flatMap { try $0.block.records() } },
            total: { key in
                try storage.states["Tally/\(key)"].map {
                    try JSON.decode(LedgerConformance.Tally.self, from: $0.bytes).total
                }
            },
            parked: { storage.parked.values.map(\.item) },
            lease: { id in
                storage.parked[id]?.epoch += 1
                return storage.parked[id]?.epoch ?? 0
            })
        try await LedgerConformance.check(rule, subject)
    }
}
