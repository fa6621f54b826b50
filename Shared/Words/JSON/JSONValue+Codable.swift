extension JSONValue: Codable {
    package init(from decoder: any Decoder) throws {
        guard let node = decoder as? JSONNode else {
            throw DecodingError.typeMismatch(
                JSONValue.self,
                .init(codingPath: decoder.codingPath, debugDescription: "no other codec keeps members in order"))
        }
        self = try node.tape.value(at: node.index)
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            var container = encoder.container(keyedBy: JSONKey.self)
            for member in members { try container.encode(member.value, forKey: JSONKey(stringValue: member.key)) }
        case .array(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        default:
            var container = encoder.singleValueContainer()
            switch self {
            case .bool(let value): try container.encode(value)
            case .integer(let value): try container.encode(value)
            case .double(let value): try container.encode(value)
            case .string(let value): try container.encode(value)
            default: try container.encodeNil()
            }
        }
    }
}

extension JSONTape {
    /// The value and all that is inside it.
    func value(at index: Int) throws(JSONError) -> JSONValue {
        let count = Int(tokens[index].count)
        switch tokens[index].kind {
        case .null: return .null
        case .yes: return .bool(true)
        case .no: return .bool(false)
        case .integer:
            guard let value = try? integer(at: index, as: Int64.self) else { return .double(try double(at: index)) }
            return .integer(value)
        case .real:
            // `1e2` and `100.0` are the integer they are written as again: the writer leaves `.0` out up to 2^54.
            let value = try double(at: index)
            if let whole = JSONDigits.whole(value) { return .integer(whole) }
            return .double(value)
        case .text, .escapedText: return .string(text(at: index))
        case .array:
            var elements: [JSONValue] = []
            elements.reserveCapacity(count)
            var token = index + 1
            for _ in 0..<count {
                elements.append(try value(at: token))
                token = Int(tokens[token].next)
            }
            return .array(elements)
        case .object:
            var members: [JSONValue.Member] = []
            members.reserveCapacity(count)
            var token = index + 1
            for _ in 0..<count {
                members.append(.init(text(at: token), try value(at: token + 1)))
                token = Int(tokens[token + 1].next)
            }
            return .object(members)
        }
    }
}
