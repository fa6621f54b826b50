import HTTP
import JSON

/// What a search asks for: in the address, or in a body where that would tell too much or be too long (RFC 7644 §3.4.3).
struct DirectoryQuestion: Sendable {
    private let items: [(name: String, value: String)]

    init(_ request: Request) {
        items = request.target.query.map { ($0.name.lowercased(), $0.value) }
    }

    init(_ body: JSONValue) {
        items = (body.object ?? []).compactMap { member in
            let texts = member.value.array?.compactMap(\.string).joined(separator: ",")
            let text = member.value.string ?? texts ?? member.value.integer.map { "\($0)" }
            return text.map { (member.key.lowercased(), $0) }
        }
    }

    func text(_ name: String) -> String? { items.first { $0.name == name.lowercased() }?.value }
}
