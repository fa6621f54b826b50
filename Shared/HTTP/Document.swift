import FoundationEssentials

/// A JSON document built by hand: the API description is one.
indirect enum Document: Sendable, Encodable, ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral {
    case string(String)
    case integer(Int)
    case boolean(Bool)
    case array([Document])
    case object([String: Document])

    init(stringLiteral value: String) { self = .string(value) }

    init(dictionaryLiteral elements: (String, Document)...) {
        self = .object(Dictionary(uniqueKeysWithValues: elements))
    }

    /// The object with one more member, or unchanged when there is no value.
    func adding(_ name: String, _ value: Document?) -> Document {
        guard case .object(var members) = self, let value else { return self }
        members[name] = value
        return .object(members)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .string(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .boolean(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }
}
