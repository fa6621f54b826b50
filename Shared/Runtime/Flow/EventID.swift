import Crypto
import Domain

/// The identity of a fact: 16 bytes written as a UUID (version 8, RFC 9562). The first 48 bits are milliseconds since 1970 inherited
/// from the cause, so that keys of the inbox arrive in order; the rest is a hash of cause and index, so that doing a thing twice
/// gives the same identity.
package struct EventID: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The `index`-th thing that follows from `cause`. `purpose` keeps kinds of consequences apart.
    package static func derived(from cause: EventID, index: Int, purpose: UInt8 = 0) -> EventID {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { buffer in
            buffer.storeBytes(of: cause.high.bigEndian, toByteOffset: 0, as: UInt64.self)
            buffer.storeBytes(of: cause.low.bigEndian, toByteOffset: 8, as: UInt64.self)
            buffer.storeBytes(of: UInt64(truncatingIfNeeded: index).bigEndian, toByteOffset: 16, as: UInt64.self)
            buffer.storeBytes(of: purpose, toByteOffset: 24, as: UInt8.self)
            let digest = UnsafeMutableRawBufferPointer(rebasing: buffer[32..<64])
            SHA256.hash(of: UnsafeRawBufferPointer(rebasing: buffer[0..<25]), into: digest)
            return EventID(milliseconds: cause.high >> 16, digest: UnsafeRawBufferPointer(digest))
        }
    }

    /// A stimulus from outside that we ourselves took in at `now` under a name that is the same when it comes again.
    package static func stimulus(_ name: String, at now: Instant) -> EventID {
        EventID(milliseconds: UInt64(max(0, now.millisecondsSinceEpoch)) & 0xFFFF_FFFF_FFFF, name: name)
    }

    /// The inbox key of an outsider's event: a hash of source and id alone, because a resend may carry another time.
    package static func outsider(source: String, id: String) -> EventID {
        EventID(milliseconds: nil, name: source + "\u{0}" + id)
    }

    /// The same identity with other time bits: what is derived from an outsider's event takes the event's own time.
    package func dated(_ instant: Instant) -> EventID {
        let time = UInt64(max(0, instant.millisecondsSinceEpoch)) & 0xFFFF_FFFF_FFFF
        return EventID(high: time << 16 | high & 0xFFFF, low: low)
    }

    /// The moment its time bits say.
    package var date: Instant { Instant(millisecondsSinceEpoch: Int64(high >> 16)) }

    /// Without milliseconds the time bits are filled from the hash as well.
    private init(milliseconds: UInt64?, name: String) {
        var name = name
        self = name.withUTF8 { bytes in
            withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { digest in
                SHA256.hash(of: UnsafeRawBufferPointer(bytes), into: digest)
                let further = UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
                return EventID(milliseconds: milliseconds ?? further >> 16, digest: UnsafeRawBufferPointer(digest))
            }
        }
    }

    private init(milliseconds: UInt64, digest: UnsafeRawBufferPointer) {
        let first = UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        let second = UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        high = milliseconds << 16 | 0x8000 | first & 0x0FFF
        low = 0x8000_0000_0000_0000 | second & 0x3FFF_FFFF_FFFF_FFFF
    }
}

/// The order of PostgreSQL's `uuid`.
extension EventID: Comparable {
    package static func < (one: EventID, other: EventID) -> Bool {
        one.high == other.high ? one.low < other.low : one.high < other.high
    }
}
