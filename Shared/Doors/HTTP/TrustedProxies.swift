/// Which peers are proxies of the operator's own, whose word about the client's address counts.
///
/// One header is read, the one that these proxies write: a proxy that writes `X-Forwarded-For` passes on a `Forwarded`
/// that a client made up, and the other way round.
package struct TrustedProxies: Sendable {
    package enum Header: String, Sendable, CaseIterable {
        case forwarded
        case xForwardedFor = "x-forwarded-for"
    }

    /// How many hops are looked at; a longer chain is nobody's.
    static let hopCountMax = 32

    package let blocks: [AddressBlock]
    package let header: Header

    package init(_ blocks: [AddressBlock] = [], header: Header = .xForwardedFor) {
        self.blocks = blocks
        self.header = header
    }

    func contains(_ address: InternetAddress) -> Bool { blocks.contains { $0.contains(address) } }

    /// The client's address: from the right, the first one that is no proxy of ours. What stands further left was written by
    /// whoever sent the request. A hop that names no address ends the search at the last one known.
    func client(peer: InternetAddress, _ headers: Headers) -> InternetAddress {
        guard contains(peer) else { return peer }
        var client = peer
        for hop in hops(headers).reversed().prefix(Self.hopCountMax) {
            guard let address = hop else { return client }
            client = address
            if !contains(address) { return client }
        }
        return client
    }

    private func hops(_ headers: Headers) -> [InternetAddress?] {
        headers.all(header.rawValue).flatMap { line in
            switch header {
            case .xForwardedFor: Self.split(line, at: ",").map { Self.address(Self.trimmed($0)) }
            case .forwarded: Self.split(line, at: ",").map(Self.forwardedFor)
            }
        }
    }

    /// The node of `for=` in one element (RFC 7239 §4); nil when there is none or it is no address.
    private static func forwardedFor(_ element: Substring) -> InternetAddress? {
        for pair in split(element, at: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, trimmed(parts[0]).lowercased() == "for" else { continue }
            return address(trimmed(parts[1]))
        }
        return nil
    }

    /// `192.0.2.43`, `192.0.2.43:47011`, `2001:db8::17`, `[2001:db8::17]:4711`, with or without quotes.
    private static func address(_ node: Substring) -> InternetAddress? {
        var node = node
        if node.count >= 2, node.first == "\"", node.last == "\"" { node = node.dropFirst().dropLast() }
        if node.first == "[" {
            guard let end = node.firstIndex(of: "]") else { return nil }
            return InternetAddress(String(node[node.index(after: node.startIndex)..<end]))
        }
        if let address = InternetAddress(String(node)) { return address }
        let parts = node.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? InternetAddress(String(parts[0])) : nil
    }

    /// Splits at a mark that does not stand in quotes.
    private static func split(_ text: some StringProtocol, at mark: Character) -> [Substring] {
        var parts: [Substring] = []
        let text = Substring(text)
        var start = text.startIndex
        var isQuoted = false
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            guard text[index] == mark, !isQuoted else { continue }
            parts.append(text[start..<index])
            start = text.index(after: index)
        }
        return parts + [text[start...]]
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
        while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
        return text
    }
}
