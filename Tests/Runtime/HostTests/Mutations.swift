import Events
import JSON

/// An event's data, wrong in one place, with a planted string in that place.
struct Mutation: Sendable {
    /// Where and how, for whoever reads a failure.
    let name: String
    let value: [UInt8]

    /// Neither an identifier nor an address nor a word of any list.
    static let planted = "Ann Example 13812345678"

    /// Every sample of an event, in every place: text of another length and kind, another kind of value, a stranger beside it.
    static func all<E: Event>(of event: E.Type) throws -> [Mutation] {
        try E.samples.enumerated().flatMap { number, sample in
            let whole = try JSONValue(parsing: try JSON.encode(sample))
            return try places(whole, path: "\(E.schema.type)[\(number)]").flatMap { place in
                try replacements(of: place.value).map { kind, replacement in
                    Mutation(name: "\(place.path): \(kind)", value: try JSON.encode(place.replaced(replacement)))
                }
            }
        }
    }

    private struct Place {
        let path: String
        let value: JSONValue
        /// The whole with another value here.
        let replaced: (JSONValue) -> JSONValue
    }

    private static func places(_ value: JSONValue, path: String) -> [Place] {
        var found = [Place(path: path, value: value, replaced: { $0 })]
        if let members = value.object {
            for (index, member) in members.enumerated() {
                found += places(member.value, path: "\(path).\(member.key)").map { inner in
                    Place(path: inner.path, value: inner.value) { new in
                        var members = members
                        members[index] = .init(member.key, inner.replaced(new))
                        return .object(members)
                    }
                }
            }
        }
        if let first = value.array?.first, let rest = value.array?.dropFirst() {
            found += places(first, path: "\(path)[0]").map { inner in
                Place(path: inner.path, value: inner.value) { .array([inner.replaced($0)] + rest) }
            }
        }
        return found
    }

    private static func replacements(of value: JSONValue) -> [(String, JSONValue)] {
        let text = JSONValue.string(planted)
        var all: [(String, JSONValue)] = [
            ("text", text), ("long text", .string(planted + String(repeating: " x", count: 1000))),
            ("list", .array([text])), ("object", .object([.init(planted, text)])),
            ("text with a control character", .string(planted + "\u{0}")),
        ]
        if let members = value.object {
            all.append(("a stranger", .object(members + [.init(planted, text), .init("note", text)])))
            for (index, member) in members.enumerated() {
                var fewer = members
                fewer.remove(at: index)
                all.append(("\(member.key) under a stranger's name", .object(fewer + [.init(planted, member.value)])))
            }
        }
        return all
    }
}
