import Flow

/// A service's name as bits, computed once.
package struct ServiceMark: Sendable {
    fileprivate let bits: UInt64

    package init(_ service: String) { bits = EventID.outsider(source: "service", id: service).low }
}

extension EventID {
    /// The same identity as the cause of what one service makes of it: two services that react to one fact must not give their
    /// consequences the same identity, or whoever hears both would take the second for a repeat.
    package func seen(by service: ServiceMark) -> EventID {
        EventID(high: high, low: low ^ (service.bits & 0x3FFF_FFFF_FFFF_FFFF))
    }
}
