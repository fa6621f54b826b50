import Domain

/// Which resources are meant (RFC 7644 §3.4.2.2).
package indirect enum DirectoryFilter: Sendable, Hashable {
    package enum Comparison: String, Sendable, CaseIterable { case eq, ne, co, sw, ew, gt, lt, ge, le }

    /// What something is compared with.
    package enum Literal: Sendable, Hashable {
        case text(String)
        case flag(Bool)
        case null
    }

    case compares(String, Comparison, Literal)
    case isPresent(String)
    case and(DirectoryFilter, DirectoryFilter)
    case or(DirectoryFilter, DirectoryFilter)
    case not(DirectoryFilter)

    package static let bytesMax = 2_000
    package static let depthMax = 16

    package func matches(_ record: DirectoryRecord) -> Bool {
        switch self {
        case .isPresent(let path): !record.values(path).isEmpty
        case .and(let one, let other): one.matches(record) && other.matches(record)
        case .or(let one, let other): one.matches(record) || other.matches(record)
        case .not(let one): !one.matches(record)
        case .compares(let path, .ne, let literal):
            !DirectoryFilter.compares(path, .eq, literal).matches(record)
        case .compares(let path, let comparison, let literal):
            literal == .null
                ? comparison == .eq && record.values(path).isEmpty
                : record.values(path).contains { $0.stands(comparison, to: literal) }
        }
    }
}

/// What a filter can look at: values by the path of their attribute in small letters.
package struct DirectoryRecord: Sendable, Hashable {
    package enum Value: Sendable, Hashable {
        /// Letters of either case are the same.
        case text(String)
        case exactText(String)
        case flag(Bool)
        case time(Instant)
    }

    package var attributes: [String: [Value]]

    package init(_ attributes: [String: [Value]]) { self.attributes = attributes }

    func values(_ path: String) -> [Value] { attributes[path] ?? [] }
}

extension DirectoryRecord.Value {
    fileprivate func stands(_ comparison: DirectoryFilter.Comparison, to literal: DirectoryFilter.Literal) -> Bool {
        switch (self, literal) {
        case (.flag(let own), .flag(let other)): comparison == .eq && own == other
        // A well-known directory writes truth as a text.
        case (.flag(let own), .text(let other)): comparison == .eq && other.lowercased() == "\(own)"
        // Any offset and any number of digits tell the same moment.
        case (.time(let own), .text(let other)):
            (try? Instant(other)).map { Self.stands(own, comparison, $0) } ?? false
        case (.text(let own), .text(let other)): Self.stands(own.lowercased(), comparison, other.lowercased())
        case (.exactText(let own), .text(let other)): Self.stands(own, comparison, other)
        default: false
        }
    }

    private static func stands(
        _ own: Instant, _ comparison: DirectoryFilter.Comparison, _ other: Instant
    ) -> Bool {
        switch comparison {
        case .eq: own == other
        case .ne: own != other
        case .gt: own > other
        case .lt: own < other
        case .ge: own >= other
        case .le: own <= other
        case .co, .sw, .ew: false
        }
    }

    private static func stands(_ own: String, _ comparison: DirectoryFilter.Comparison, _ other: String) -> Bool {
        switch comparison {
        case .eq: own == other
        case .ne: own != other
        case .co: own.contains(other)
        case .sw: own.hasPrefix(other)
        case .ew: own.hasSuffix(other)
        case .gt: own > other
        case .lt: own < other
        case .ge: own >= other
        case .le: own <= other
        }
    }
}

extension DirectoryFilter {
    /// Reads a filter; paths come out in small letters and without the name of the schema.
    package init(parsing text: String) throws(InvalidDirectoryFilter) {
        guard text.utf8.count <= Self.bytesMax else { throw InvalidDirectoryFilter() }
        var parser = DirectoryFilterParser(text)
        self = try parser.whole()
    }
}

extension DirectoryFilter {
    /// One user by name or number and nothing else, which is found without looking at all of them.
    package var only: (attribute: DirectoryMatch.Attribute, value: String)? {
        switch self {
        case .compares("username", .eq, .text(let value)): (.userName, value)
        case .compares("externalid", .eq, .text(let value)): (.externalID, value)
        default: nil
        }
    }
}

package struct InvalidDirectoryFilter: Error, Hashable {}
