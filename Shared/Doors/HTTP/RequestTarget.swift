import Encoding

/// What the request line asks for: a path and query items, still encoded until they have been split.
package struct RequestTarget: Sendable, Equatable {
    /// One `name=value` of the query, decoded.
    package struct Item: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    /// The path as written, starting with `/`.
    package let path: String
    package let query: [Item]

    /// Parses the origin form (`/path?query`); nil for any other form, for a character that has no place in a
    /// request line, for a broken escape in the query, or for more than `queryItemCountMax` items.
    package init?(_ raw: String, queryItemCountMax: Int = 64) {
        guard raw.utf8.first == UInt8(ascii: "/"), raw.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 35 }) else {
            return nil
        }
        let parts = raw.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        path = String(Substring(parts[0]))
        var query: [Item] = []
        let items = parts.count == 2 ? parts[1].split(separator: UInt8(ascii: "&")) : []
        guard items.count <= queryItemCountMax else { return nil }
        for item in items {
            let pair = item.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                .map { Substring($0) }
            guard let name = PercentEncoding.decode(pair[0], plusIsSpace: true),
                let value = PercentEncoding.decode(pair.count == 2 ? pair[1] : "", plusIsSpace: true)
            else { return nil }
            query.append(Item(name: name, value: value))
        }
        self.query = query
    }
}
