import CZlib

/// Bytes made as small as DEFLATE (RFC 1951) makes them.
package enum Deflate {
    package enum Form: Sendable {
        /// As a body of HTTP is sent (RFC 1952).
        case gzip
        /// As a PNG holds its picture (RFC 1950).
        case zlib
    }

    package enum Effort: Sendable {
        /// All that it takes: for what is coded once and sent often.
        case smallest
        /// Only a byte that repeats is looked for, which is all that a picture of two colours needs: a twentieth of the time.
        case runs
    }

    /// The bytes coded; nil when there is no memory for it. The same bytes are coded the same way every time.
    package static func encode(_ bytes: [UInt8], as form: Form, _ effort: Effort = .smallest) -> [UInt8]? {
        var stream = z_stream()
        guard czlib_begin(&stream, form == .gzip ? 1 : 0, effort == .runs ? 1 : 0) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let ending = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { into in
                stream.next_in = from.baseAddress
                stream.avail_in = UInt32(from.count)
                stream.next_out = into.baseAddress
                stream.avail_out = UInt32(into.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard ending == Z_STREAM_END else { return nil }
        return Array(output.prefix(Int(stream.total_out)))
    }

    /// The check sum of a PNG's chunk, which is that of gzip.
    package static func crc32(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(CZlib.crc32(0, $0.baseAddress, UInt32($0.count))) }
    }
}
