import Crypto
import Domain
import Encoding
import Postgres

extension Vault {
    /// Checks every block against the one before, its signature and its rows, in one snapshot of the database.
    ///
    /// Changed, deleted, added and reordered rows and blocks are found. Whether the end was cut off, or the whole was written
    /// anew by somebody with the keys, only checkpoints show that were kept elsewhere.
    package func verifyAudit(against checkpoints: [AuditCheckpoint] = []) async throws -> AuditVerdict {
        let ring = ring
        return try await database.transaction { connection in
            try connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            // Reading all of it takes as long as it takes.
            try connection.execute("SET LOCAL statement_timeout = 0")
            var check = AuditCheck(ring: ring, checkpoints: checkpoints)
            check.cutThrough = try connection.query(AuditStatements.last).first?.cutThrough ?? 0
            var next = try connection.query(AuditStatements.blocks(after: .min, countMax: AuditCheck.blocksAtOnce))
            while let newest = next.last, !check.verdict.isFull {
                for block in next { try check.take(block) { try connection.query(AuditStatements.rows(in: $0)) } }
                next = try connection.query(
                    AuditStatements.blocks(after: newest.number, countMax: AuditCheck.blocksAtOnce))
            }
            let unsealed = try connection.query(AuditStatements.unsealed(from: 0, countMax: 100_000))
            return check.ended(with: unsealed)
        }
    }
}

/// The chain as it is walked along.
struct AuditCheck {
    static let blocksAtOnce = 100
    /// Sealed so much later than they say, rows are told apart.
    private static let lateMilliseconds: Int64 = 24 * 60 * 60 * 1_000
    /// A sealer comes every minute; an hour without one is an outage.
    private static let unsealedMilliseconds: Int64 = 60 * 60 * 1_000

    var verdict = AuditVerdict()
    var cutThrough: Int64 = 0
    private let ring: KeyRing
    private var checkpoints: [Int64: String]
    private var previous: AuditBlock?
    /// Blocks since the last one whose key the ring holds; that one's signature also vouches for all before it.
    private var unvouched: [Int64] = []

    init(ring: KeyRing, checkpoints: [AuditCheckpoint]) {
        self.ring = ring
        self.checkpoints = [:]
        for point in checkpoints {
            if let other = self.checkpoints[point.block], other != point.hash {
                verdict.faults.append(.checkpoint(point.block, "two checkpoints name different hashes"))
            }
            self.checkpoints[point.block] = point.hash
        }
    }

    mutating func take(_ block: AuditBlock, rows: (ClosedRange<Int64>) throws -> [AuditRow]) throws {
        verdict.blockCount += 1
        let expected = (previous?.number ?? 0) + 1
        if block.number != expected { fault(.block(expected, "it is missing")) }
        if block.number == expected, block.previous != previous?.hash ?? AuditBlock.beginning {
            fault(.block(block.number, "it does not continue the block before it"))
        }
        if block.hash != SHA256.hash(data: block.header).bytes { fault(.block(block.number, "its header was changed")) }
        if let previous, block.cutThrough < previous.cutThrough || block.cutThrough >= block.number {
            fault(.block(block.number, "it cuts what cannot be cut"))
        }
        checkSignature(of: block)
        if let hash = checkpoints.removeValue(forKey: block.number), hash != Hex.encode(block.hash) {
            fault(.checkpoint(block.number, "the block is another one now"))
        }
        if block.number <= cutThrough { verdict.cutRowCount += block.rowCount } else { try check(block, rows) }
        previous = block
        verdict.newest = AuditCheckpoint(block)
        verdict.publicKey = block.publicKey
    }

    private mutating func checkSignature(of block: AuditBlock) {
        guard ring.holds(version: block.keyVersion) else {
            unvouched.append(block.number)
            if !block.isSigned { fault(.block(block.number, "its signature does not hold")) }
            return
        }
        unvouched = []
        let key = try? ring.auditKey(version: block.keyVersion).publicKey.rawRepresentation
        if key != block.publicKey || !block.isSigned { fault(.block(block.number, "its signature does not hold")) }
    }

    private mutating func check(_ block: AuditBlock, _ read: (ClosedRange<Int64>) throws -> [AuditRow]) throws {
        let rows = try block.ranges.flatMap { try read($0) }
        verdict.rowCount += rows.count
        let (digest, locators) = AuditBlock.digest(of: rows)
        guard digest != block.digest || rows.count != block.rowCount else {
            let late = rows.filter {
                $0.microsecondsSinceEpoch / 1_000 + Self.lateMilliseconds < block.sealedAt.millisecondsSinceEpoch
            }
            verdict.lateRows += late.prefix(max(0, 100 - verdict.lateRows.count)).map(\.number)
            return
        }
        let found = Dictionary(rows.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
        let size = AuditBlock.locatorByteCount
        var index = 0
        var isFound = false
        for number in block.ranges.joined() {
            if verdict.isFull { return }
            let stored = block.locators.dropFirst(index * size).prefix(size)
            index += 1
            if let place = found[number] {
                guard !locators[(place * size)..<(place * size + size)].elementsEqual(stored) else { continue }
                fault(.row(number, block: block.number, .changed))
            } else {
                fault(.row(number, block: block.number, .missing))
            }
            isFound = true
        }
        if !isFound { fault(.block(block.number, "its rows are not those that were sealed")) }
    }

    mutating func ended(with unsealed: [AuditRow]) -> AuditVerdict {
        verdict.unsealedCount = unsealed.count
        if let first = unvouched.first, !verdict.isFull {
            fault(.block(first, "the key ring no longer holds the key that signed it, and no later block is signed"))
        }
        if let newest = previous {
            let old = unsealed.filter {
                $0.microsecondsSinceEpoch / 1_000 + Self.unsealedMilliseconds < newest.sealedAt.millisecondsSinceEpoch
            }
            for row in old.prefix(AuditVerdict.faultsMax) { fault(.unsealed(row: row.number)) }
        }
        if !verdict.isFull {
            for number in checkpoints.keys.sorted() {
                fault(.checkpoint(number, "the chain ends before it, at block \(previous?.number ?? 0)"))
            }
        }
        return verdict
    }

    private mutating func fault(_ fault: AuditVerdict.Fault) {
        if !verdict.isFull { verdict.faults.append(fault) }
    }
}
