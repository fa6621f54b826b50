import Testing

@testable import Kernel
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

    private func stored(_ block: OutboxBlock) -> [UInt8] { BlockCompressor().withStored(block) { Array($0) } }

    @Test func `what is stored is read back, record by record, and takes less room`() throws {
        let plain = block(records: 500)
        let stored = self.stored(plain)
        #expect(stored.count * 4 < plain.body.count)
        let read = try StoredBlock.block(stored)
        #expect(read.body == plain.body && read.recordCount == 500)
        #expect(try read.records().map { String(decoding: $0.key, as: UTF8.self) } == (0..<500).map { "app-\($0)" })
    }

    @Test func `memory that is used again gives the same as new memory`() throws {
        let compressor = BlockCompressor()
        for count in [500, 3, 2000, 20] {
            let again = compressor.withStored(block(records: count)) { Array($0) }
            #expect(again == stored(block(records: count)))
        }
    }

    @Test func `a block that was stored plain is still read`() throws {
        let plain = block(records: 3)
        #expect(try StoredBlock.block(plain.body).body == plain.body)
    }

    @Test func `what would not become smaller is stored plain`() {
        let empty = OutboxBlock()
        #expect(stored(empty) == empty.body)
    }

    @Test func `no damage goes unnoticed: a stored block is whole or refused`() throws {
        let plain = block(records: 20)
        let stored = self.stored(plain)
        for length in 1..<stored.count {
            #expect(throws: CorruptBlock.self) { try StoredBlock.block(Array(stored.prefix(length))) }
        }
        for place in stored.indices {
            var damaged = stored
            damaged[place] ^= 0x10
            // A bit that says nothing may be wrong.
            do {
                let read = try StoredBlock.block(damaged)
                #expect(read.body == plain.body, "byte \(place)")
            } catch { continue }
        }
        // A frame whose head says that it holds 2^60 bytes asks for no memory that is not there.
        #expect(throws: CorruptBlock.self) {
            try StoredBlock.block([1, 0x28, 0xB5, 0x2F, 0xFD, 0xE0, 0, 0, 0, 0, 0, 0, 0, 0x10, 0, 0])
        }
        #expect(throws: CorruptBlock.self) { try StoredBlock.block([7, 1, 2, 3]) }
        #expect(throws: CorruptBlock.self) { try StoredBlock.block([]) }
    }
}
