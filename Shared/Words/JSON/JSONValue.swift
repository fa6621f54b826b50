/// Any JSON, for what has no type of its own. An object keeps the order of its members.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number without fraction or exponent that fits 64 bits.
    case integer(Int64)
    case double(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let key: String
        package let value: JSONValue

        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// Reads a document.
    package init(parsing text: String) throws(JSONError) { self = try JSON.decode(JSONValue.self, from: text) }
    package init(parsing bytes: [UInt8]) throws(JSONError) { self = try JSON.decode(JSONValue.self, from: bytes) }
    package init(parsing bytes: UnsafeRawBufferPointer) throws(JSONError) {
        self = try JSON.decode(JSONValue.self, from: bytes)
    }

    /// The document as text.
    package func text() throws(JSONError) -> String { String(decoding: try JSON.encode(self), as: UTF8.self) }

    /// The object of a dictionary, in the order of its keys.
    package init(_ members: [String: JSONValue]) {
        self = .object(members.sorted { $0.key < $1.key }.map { Member($0.key, $0.value) })
    }

    /// The same with the members of every object in the order of their keys.
    package var sorted: JSONValue {
        switch self {
        case .array(let elements): .array(elements.map(\.sorted))
        case .object(let members):
            .object(members.map { Member($0.key, $0.value.sorted) }.sorted { $0.key < $1.key })
        default: self
        }
    }

    /// The object with one more member, or unchanged when there is no value.
    package func adding(_ key: String, _ value: JSONValue?) -> JSONValue {
        guard case .object(let members) = self, let value else { return self }
        return .object(members + [Member(key, value)])
    }

    /// The member of an object, or nil.
    package subscript(_ key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The element of an array, or nil.
    package subscript(_ index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    package var string: String? { if case .string(let value) = self { value } else { nil } }
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    package var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    package var object: [Member]? { if case .object(let value) = self { value } else { nil } }
    package var isNull: Bool { self == .null }

    /// The number, if it is one.
    package var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    /// The number, if it is a whole one (up to 2^54 when it was a `double`).
    package var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .double(let value): JSONDigits.whole(value)
        default: nil
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(floatLiteral value: Double) { self = .double(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { Member($0.0, $0.1) })
    }
    package init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
    /// The document over several lines, two spaces a level, with a line feed at its end: for files people read.
    package func prettyText() throws(JSONError) -> String {
        var text = ""
        try write(into: &text, indent: "")
        return text + "\n"
    }

    private func write(into text: inout String, indent: String) throws(JSONError) {
        let inner = indent + "  "
        switch self {
        case .array(let elements) where !elements.isEmpty:
            if elements.allSatisfy(\.isPlain), let line = try lineIfShort() {
                text += line
                return
            }
            text += "[\n"
            for (index, element) in elements.enumerated() {
                text += inner
                try element.write(into: &text, indent: inner)
                text += index == elements.count - 1 ? "\n" : ",\n"
            }
            text += indent + "]"
        case .object(let members) where !members.isEmpty:
            text += "{\n"
            for (index, member) in members.enumerated() {
                text += inner + (try JSONValue.string(member.key).text()) + ": "
                try member.value.write(into: &text, indent: inner)
                text += index == members.count - 1 ? "\n" : ",\n"
            }
            text += indent + "}"
        default:
            text += try self.text()
        }
    }

    private var isPlain: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }

    /// A list of words reads better on one line.
    private func lineIfShort() throws(JSONError) -> String? {
        guard let elements = array else { return nil }
        var texts: [String] = []
        for element in elements { texts.append(try element.text()) }
        let line = "[" + texts.joined(separator: ", ") + "]"
        return line.utf8.count <= 100 ? line : nil
    }
}
