import Crypto
import Domain

/// One row of the audit, as it is sealed.
struct AuditRow: Sendable, Hashable {
    let number: Int64
    let microsecondsSinceEpoch: Int64
    let actor: String
    let purpose: String
    let candidate: String
    let item: String

    static let columns = """
        audit.number, (extract(epoch FROM audit.at) * 1000000)::bigint, audit.actor, audit.purpose, audit.candidate_id,
        audit.item
        """

    /// Numbers of 8 bytes, the first byte first; texts behind their length.
    var canonical: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(number)
        bytes.append(microsecondsSinceEpoch)
        for text in [actor, purpose, candidate, item] { bytes.append(Array(text.utf8)) }
        return bytes
    }
}

/// A link of the chain over the audit: which rows, a hash over them and over the block before, a signature.
package struct AuditBlock: Sendable, Hashable {
    package let number: Int64
    let previous: [UInt8]
    /// The numbers of its rows, as ranges in rising order.
    let ranges: [ClosedRange<Int64>]
    package let rowCount: Int
    let digest: [UInt8]
    let locators: [UInt8]
    package let sealedAt: Instant
    /// The rows of the blocks up to this one were deleted when their retention was over.
    package let cutThrough: Int64
    package let keyVersion: Int
    package let publicKey: [UInt8]
    package var hash: [UInt8]
    package var signature: [UInt8]

    static let locatorByteCount = 8
    /// What stands in the place of a block before the first.
    static let beginning = [UInt8](repeating: 0, count: SHA256Digest.byteCount)

    /// Everything that the hash covers. The locators only help to find what was changed; the digest proves that it was.
    var header: [UInt8] {
        var bytes = Array("colloquy audit block 1\0".utf8)
        bytes.append(number)
        bytes.append(previous)
        bytes.append(Int64(ranges.count))
        for range in ranges {
            bytes.append(range.lowerBound)
            bytes.append(range.upperBound)
        }
        bytes.append(Int64(rowCount))
        bytes.append(digest)
        bytes.append(SHA256.hash(data: locators).bytes)
        bytes.append(sealedAt.millisecondsSinceEpoch)
        bytes.append(cutThrough)
        bytes.append(Int64(keyVersion))
        bytes.append(publicKey)
        return bytes
    }

    /// Seals rows, in rising order of their numbers, behind the block before.
    static func sealing(
        _ rows: [AuditRow], after last: AuditBlock?, cutThrough: Int64, at now: Instant, version: Int,
        by key: Curve25519.Signing.PrivateKey
    ) throws(CryptoError) -> AuditBlock {
        let (digest, locators) = digest(of: rows)
        var block = AuditBlock(
            number: (last?.number ?? 0) + 1, previous: last?.hash ?? beginning, ranges: ranges(of: rows.map(\.number)),
            rowCount: rows.count, digest: digest, locators: locators, sealedAt: now, cutThrough: cutThrough,
            keyVersion: version, publicKey: key.publicKey.rawRepresentation, hash: [], signature: [])
        block.hash = SHA256.hash(data: block.header).bytes
        block.signature = try key.signature(for: block.hash)
        return block
    }

    static func digest(of rows: [AuditRow]) -> (digest: [UInt8], locators: [UInt8]) {
        var hash = SHA256()
        var locators: [UInt8] = []
        locators.reserveCapacity(rows.count * locatorByteCount)
        for row in rows {
            let canonical = row.canonical
            hash.update(data: canonical)
            locators += SHA256.hash(data: canonical).bytes.prefix(locatorByteCount)
        }
        return (hash.finalize().bytes, locators)
    }

    static func ranges(of numbers: [Int64]) -> [ClosedRange<Int64>] {
        var ranges: [ClosedRange<Int64>] = []
        for number in numbers {
            if let last = ranges.last, last.upperBound + 1 == number {
                ranges[ranges.count - 1] = last.lowerBound...number
            } else {
                ranges.append(number...number)
            }
        }
        return ranges
    }

    /// What its signature proves.
    var isSigned: Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: hash)
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ number: Int64) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(_ part: [UInt8]) {
        append(Int64(part.count))
        append(contentsOf: part)
    }
}
