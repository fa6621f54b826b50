import CLZ4
import Flow

/// A block as the rows of `outbox` hold it, in pieces that each fill a page of the database: a byte that names the codec, then for
/// codec 1 the length of the plain block (u32, big-endian) and the block in LZ4's block format.
///
/// A block of a thousand records is a megabyte, which PostgreSQL would cut into chunks, log and index. Headers and field names
/// repeat so much that LZ4 leaves a fraction of it, for less processor time than the database then saves.
package enum StoredBlock {
    private static let lz4: UInt8 = 1
    private static let headBytes = 5
    /// Looks for repeats in bigger steps than LZ4's default of 1: half the time for a few percent more bytes.
    private static let acceleration: Int32 = 4
    /// As much as a row may hold in a page of 8 kB beside its key. A longer value would be cut into pieces of 2 kB, four times as
    /// many rows and index entries to write and to delete.
    static let pieceBytesMax = 8000
    /// A whole block, in a query over `outbox` that is grouped by block.
    package static let column = "string_agg(body, ''::bytea ORDER BY piece)"
    /// No larger than a transaction's records may ever be; guards against a length that is garbage.
    private static let plainBytesMax = 256 * 1024 * 1024

    /// What to store; the plain block, whose codec is 0, when it does not become smaller.
    static func bytes(of block: OutboxBlock) -> [UInt8] {
        guard block.byteCount <= plainBytesMax else { return block.body }
        let room = Int(LZ4_compressBound(Int32(block.byteCount)))
        let stored = [UInt8](unsafeUninitializedCapacity: headBytes + room) { target, count in
            guard let base = target.baseAddress else { return }
            base[0] = lz4
            for index in 0..<4 { base[1 + index] = UInt8(truncatingIfNeeded: block.byteCount >> (24 - 8 * index)) }
            let written = block.withUnsafeBytes { source in
                LZ4_compress_fast(
                    source.baseAddress?.assumingMemoryBound(to: CChar.self),
                    UnsafeMutableRawPointer(base + headBytes).assumingMemoryBound(to: CChar.self),
                    Int32(source.count), Int32(room), acceleration)
            }
            count = written > 0 ? headBytes + Int(written) : 0
        }
        return stored.isEmpty || stored.count >= block.byteCount ? block.body : stored
    }

    /// Throws `CorruptBlock` for what neither codec can have written.
    package static func block(_ stored: [UInt8]) throws(CorruptBlock) -> OutboxBlock {
        guard stored.first == lz4 else { return try OutboxBlock(body: stored) }
        guard stored.count > headBytes else { throw CorruptBlock() }
        let length = stored[1..<headBytes].reduce(0) { $0 << 8 | Int($1) }
        guard length <= plainBytesMax else { throw CorruptBlock() }
        let plain = [UInt8](unsafeUninitializedCapacity: length) { target, count in
            let read = stored.withUnsafeBytes { source in
                LZ4_decompress_safe(
                    source.baseAddress?.advanced(by: headBytes).assumingMemoryBound(to: CChar.self),
                    UnsafeMutableRawPointer(target.baseAddress)?.assumingMemoryBound(to: CChar.self),
                    Int32(stored.count - headBytes), Int32(length))
            }
            count = Int(read) == length ? length : 0
        }
        guard plain.count == length else { throw CorruptBlock() }
        return try OutboxBlock(body: plain)
    }
}
