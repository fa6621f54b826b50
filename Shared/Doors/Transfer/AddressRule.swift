/// Which network addresses a client may connect to.
package enum AddressRule: Sendable, Equatable {
    /// Public unicast addresses alone: for every URL that came from outside (webhooks, résumés by reference), so
    /// that nobody can make a service talk to its own network (server-side request forgery).
    case publicOnly
    /// Any address: for hosts that the operator named in the settings.
    case any

    /// - Parameter address: 4 or 16 bytes in network order.
    package func allows(_ address: [UInt8]) -> Bool {
        switch self {
        case .any: true
        case .publicOnly: address.count == 4 ? Self.isPublicIPv4(address) : Self.isPublicIPv6(address)
        }
    }

    /// The IANA registry of special-purpose IPv4 addresses, as prefixes.
    private static let specialIPv4: [(UInt32, Int)] = [
        (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16),
        (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24), (0xC058_6300, 24), (0xC0A8_0000, 16),
        (0xC612_0000, 15), (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 3),
    ]

    private static func isPublicIPv4(_ address: [UInt8]) -> Bool {
        let value = address.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return !specialIPv4.contains { prefix, length in
            let shift = UInt32(32 - length)
            return value >> shift == prefix >> shift
        }
    }

    /// Only global unicast (2000::/3) without documentation, benchmarking, Teredo and ORCHID; an IPv4 address inside an
    /// IPv6 one (mapped, NAT64, 6to4) is judged as itself.
    private static func isPublicIPv6(_ address: [UInt8]) -> Bool {
        guard address.count == 16 else { return false }
        if address.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff])
            || address.starts(with: [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0])
        {
            return isPublicIPv4(Array(address[12...]))
        }
        if address.starts(with: [0x20, 0x02]) { return isPublicIPv4(Array(address[2..<6])) }
        guard address[0] & 0xe0 == 0x20 else { return false }
        let isProtocolAssignment = address.starts(with: [0x20, 0x01]) && address[2] < 0x02
        let isDocumentation =
            address.starts(with: [0x20, 0x01, 0x0d, 0xb8]) || (address.starts(with: [0x3f, 0xff]) && address[2] < 0x10)
        return !isProtocolAssignment && !isDocumentation
    }
}
