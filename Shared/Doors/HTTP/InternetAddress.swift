import Glibc

/// A numeric internet address of either family; an IPv4 address is held as the IPv6 address that maps it.
package struct InternetAddress: Hashable, Sendable {
    fileprivate var high: UInt64
    fileprivate var low: UInt64

    /// Nil for anything but an address: a name, a port behind it, a zone.
    package init?(_ text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            high = 0
            low = 0xffff_0000_0000 | UInt64(UInt32(bigEndian: four.s_addr))
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        (high, low) = withUnsafeBytes(of: &six) {
            (
                UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }

    fileprivate var isIPv4: Bool { high == 0 && low >> 32 == 0xffff }

    /// The same with all but the first bits cleared; an IPv4 address has its bits counted from 96 on.
    fileprivate func masked(bitCount: Int) -> InternetAddress {
        var masked = self
        masked.high = bitCount >= 64 ? high : high & ~(bitCount == 0 ? .max : .max >> UInt64(bitCount))
        masked.low = bitCount >= 128 ? low : bitCount <= 64 ? 0 : low & ~(.max >> UInt64(bitCount - 64))
        return masked
    }

    /// What a limit counts as one: an IPv4 address, or the /64 of an IPv6 address, which is one subscriber's.
    package var subscriber: InternetAddress { isIPv4 ? self : masked(bitCount: 64) }

    /// As much of it as may be kept and logged: `203.0.113.0/24`, `2001:db8:7::/48`.
    package var range: String {
        isIPv4 ? "\(masked(bitCount: 120))/24" : "\(masked(bitCount: 48))/48"
    }
}

extension InternetAddress: CustomStringConvertible {
    package var description: String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        if isIPv4 {
            var four = in_addr(s_addr: UInt32(truncatingIfNeeded: low).bigEndian)
            inet_ntop(AF_INET, &four, &buffer, socklen_t(buffer.count))
        } else {
            var words = (high.bigEndian, low.bigEndian)
            inet_ntop(AF_INET6, &words, &buffer, socklen_t(buffer.count))
        }
        return buffer.withUnsafeBufferPointer { String(cString: $0.baseAddress.unsafelyUnwrapped) }
    }
}

/// A block of addresses as CIDR writes it: `10.0.0.0/8`, `2001:db8::/32`; an address alone is a block of one.
package struct AddressBlock: Sendable, Hashable {
    private let first: InternetAddress
    private let bitCount: Int

    /// Nil when it is no block, or when bits behind the prefix are set: then something else was meant.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = InternetAddress(String(parts[0])) else { return nil }
        let most = address.isIPv4 ? 32 : 128
        var bits = most
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(parts[1]), count <= most else {
                return nil
            }
            bits = count
        }
        bitCount = bits + 128 - most
        first = address.masked(bitCount: bitCount)
        guard first == address else { return nil }
    }

    package func contains(_ address: InternetAddress) -> Bool { address.masked(bitCount: bitCount) == first }
}
