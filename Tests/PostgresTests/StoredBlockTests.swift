import Testing

@testable import Flow
@testable import Postgres

@Suite struct StoredBlockTests {
    private func block(records: Int) -> OutboxBlock {
        let effects = Effects()
        effects.deadLetters = (0..<records).map { number in
            DeadLetter(
                topic: "screening.dead-letters.v1", key: "app-\(number)",
                headers: [Header("ce_id", "id-\(number)"), Header(DeadLetter.reasonHeader, "the same reason")],
                value: Array("{\"n\":\(number)}".utf8), isPersonal: false)
        }
        effects.buryDeadLetters { $0 }
        return effects.outbox
    }

    @Test func `what is stored is read back, record by record, and takes less room`() throws {
        let plain = block(records: 500)
        let stored = StoredBlock.bytes(of: plain)
        #expect(stored.count * 4 < plain.body.count)
        let read = try StoredBlock.block(stored)
        #expect(read.body == plain.body && read.recordCount == 500)
        #expect(try read.records().map { String(decoding: $0.key, as: UTF8.self) } == (0..<500).map { "app-\($0)" })
    }

    @Test func `a block that was stored plain is still read`() throws {
        let plain = block(records: 3)
        #expect(try StoredBlock.block(plain.body).body == plain.body)
    }

    @Test func `what would not become smaller is stored plain`() {
        let empty = OutboxBlock()
        #expect(StoredBlock.bytes(of: empty) == empty.body)
    }

    @Test func `no damage goes unnoticed: a stored block is whole or refused`() throws {
        let plain = block(records: 20)
        let stored = StoredBlock.bytes(of: plain)
        for length in 1..<stored.count {
            #expect(throws: CorruptBlock.self) { try StoredBlock.block(Array(stored.prefix(length))) }
        }
        // A length that is garbage asks for no memory that is not there.
        #expect(throws: CorruptBlock.self) { try StoredBlock.block([1, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0]) }
        #expect(throws: CorruptBlock.self) { try StoredBlock.block([7, 1, 2, 3]) }
        #expect(throws: CorruptBlock.self) { try StoredBlock.block([]) }
    }
}
