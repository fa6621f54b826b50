import GatewayCore
import HTTP
import JSON

/// One page of what a filter finds (RFC 7644 §3.4.2). Pages begin with 1.
struct DirectoryList: Sendable {
    static let schema = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
    static let countMax = 200
    static let countDefault = 100

    let filter: DirectoryFilter?
    let start: Int
    let count: Int

    init(_ asked: DirectoryQuestion) throws {
        do {
            filter = try asked.text("filter").flatMap { $0.isEmpty ? nil : $0 }.map { try DirectoryFilter(parsing: $0) }
        } catch { throw DirectoryProblem.invalidFilter }
        start = max(1, try Self.number("startIndex", asked) ?? 1)
        count = min(Self.countMax, max(0, try Self.number("count", asked) ?? Self.countDefault))
    }

    private static func number(_ name: String, _ asked: DirectoryQuestion) throws -> Int? {
        guard let text = asked.text(name) else { return nil }
        guard let number = Int(text) else { throw DirectoryProblem.value(name, "a whole number") }
        return number
    }

    /// A user or a group, as a filter looks at it and as it is written; either is made when it is needed.
    struct Entry {
        let record: () -> DirectoryRecord
        let document: () -> JSONValue

        init(_ record: @escaping @autoclosure () -> DirectoryRecord, _ document: @escaping () -> JSONValue) {
            self.record = record
            self.document = document
        }
    }

    func document(of all: [Entry]) -> JSONValue {
        let found = filter.map { filter in all.filter { filter.matches($0.record()) } } ?? all
        let page = found.dropFirst(start - 1).prefix(count).map { $0.document() }
        return [
            "schemas": [.string(Self.schema)], "totalResults": .integer(Int64(found.count)),
            "startIndex": .integer(Int64(start)), "itemsPerPage": .integer(Int64(page.count)),
            "Resources": .array(page),
        ]
    }
}
