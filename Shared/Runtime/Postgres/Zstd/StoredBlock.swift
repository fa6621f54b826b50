import CZstd
import Flow
import Kernel

/// A block as the rows of `outbox` hold it, in pieces that each fill a page of the database: a byte that names the codec, then for
/// codec 1 a frame of Zstandard (RFC 8878) with its content's size and checksum.
///
/// A block of a thousand records is a megabyte, which PostgreSQL logs, caches and writes several times over: five to eight
/// nanoseconds of processor time a byte. Headers and field names repeat so much that a fourteenth is left of it, and a third where words hardly repeat.
package enum StoredBlock {
    static let zstd: UInt8 = 1
    /// As much as a row may hold in a page of 8 kB beside its key. A longer value would be cut into pieces of 2 kB, four times as
    /// many rows and index entries to write and to delete.
    static let pieceBytesMax = 8000
    /// A whole block, in a query over `outbox` that is grouped by block.
    package static let column = "string_agg(body, ''::bytea ORDER BY piece)"
    /// No larger than a transaction's records may ever be; guards against a length that is garbage.
    static let plainBytesMax = 256 * 1024 * 1024

    /// Throws `CorruptBlock` for what neither codec can have written.
    package static func block(_ stored: [UInt8]) throws(CorruptBlock) -> OutboxBlock {
        guard stored.first == zstd else { return try OutboxBlock(body: stored) }
        let length = stored.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress.map { $0 + 1 }, $0.count - 1) }
        // Unknown and unreadable sizes are the two greatest numbers.
        guard length <= UInt64(plainBytesMax) else { throw CorruptBlock() }
        let plain = [UInt8](unsafeUninitializedCapacity: Int(length)) { target, count in
            let read = stored.withUnsafeBytes { source in
                ZSTD_decompress(target.baseAddress, target.count, source.baseAddress.map { $0 + 1 }, source.count - 1)
            }
            count = ZSTD_isError(read) == 0 ? read : 0
        }
        guard plain.count == Int(length) else { throw CorruptBlock() }
        return try OutboxBlock(body: plain)
    }
}

/// Makes stored blocks of blocks. An instance belongs to one lane and keeps its memory.
final class BlockCompressor {
    /// One of Zstandard's fast levels. From here on up and down, what the processor gains the database loses by the bytes, and
    /// the other way round.
    private static let level: Int32 = -5

    private let context: OpaquePointer
    private var buffer: UnsafeMutableRawBufferPointer = .allocate(byteCount: 64 * 1024, alignment: 8)

    init() {
        guard let context = ZSTD_createCCtx() else { preconditionFailure("there is no memory for a compressor") }
        self.context = context
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, BlockCompressor.level)
        ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
        // Texts of few different letters, as identifiers and digits are, become a third smaller for little time.
        _ = czstd_code_literals(context)
        ZSTD_CCtx_setParameter(context, ZSTD_c_minMatch, 7)
    }

    deinit {
        ZSTD_freeCCtx(context)
        buffer.deallocate()
    }

    /// What to store, good during the call; the plain block, whose codec is 0, when it does not become smaller.
    func withStored<Result>(_ block: OutboxBlock, _ use: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try block.withUnsafeBytes { plain in
            guard plain.count <= StoredBlock.plainBytesMax else { return try use(plain) }
            let room = 1 + ZSTD_compressBound(plain.count)
            if room > buffer.count {
                buffer.deallocate()
                buffer = .allocate(byteCount: room, alignment: 8)
            }
            buffer[0] = StoredBlock.zstd
            let written = ZSTD_compress2(
                context, buffer.baseAddress.map { $0 + 1 }, buffer.count - 1, plain.baseAddress, plain.count)
            guard ZSTD_isError(written) == 0, written + 1 < plain.count else { return try use(plain) }
            return try use(UnsafeRawBufferPointer(rebasing: buffer[0..<written + 1]))
        }
    }
}
