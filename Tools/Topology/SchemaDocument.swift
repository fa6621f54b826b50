import Events
import JSON

extension Schema {
    /// The file under `Schemas/`: `interview-scored.v1.json`.
    package var fileName: String { "\(name).v\(version).json" }

    /// The event's data as JSON Schema 2020-12. Unknown fields are allowed, since later versions add some.
    package func document(samples: [JSONValue]) -> JSONValue {
        let head: [JSONValue.Member] = [
            .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
            .init("$id", .string("urn:colloquy:event:\(name).v\(version)")),
            .init("title", .string(type)),
            .init("description", .string(summary)),
            .init("x-topic", .string(topic.name)),
        ]
        guard case .object(let body) = Shape.object(fields).document else { return .object(head) }
        return .object(head + body + [.init("examples", .array(samples))])
    }
}

extension Shape {
    /// The shape in the words of JSON Schema.
    package var document: JSONValue {
        switch self {
        case .text(let max): return ["type": "string", "maxLength": .integer(Int64(max))]
        case .identifier: return ["type": "string", "pattern": "^[A-Za-z0-9._:-]{1,128}$"]
        case .instant: return ["type": "string", "format": "date-time"]
        case .date: return ["type": "string", "format": "date"]
        case .integer(let low, let high):
            return ["type": "integer", "minimum": .integer(low), "maximum": .integer(high)]
        case .number(let low, let high): return ["type": "number", "minimum": number(low), "maximum": number(high)]
        case .boolean: return ["type": "boolean"]
        case .word(let words): return ["type": "string", "enum": .array(words.map(JSONValue.string))]
        case .list(let element, let max):
            return ["type": "array", "maxItems": .integer(Int64(max)), "items": element.document]
        case .map(let value): return ["type": "object", "additionalProperties": value.document]
        case .any(let meaning): return ["description": .string(meaning)]
        case .object(let fields):
            let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
            return .object(
                [
                    .init("type", "object"),
                    .init("properties", .object(fields.map { .init($0.name, $0.document) })),
                ] + (required.isEmpty ? [] : [.init("required", .array(required))]))
        }
    }

    private func number(_ value: Double) -> JSONValue {
        value.magnitude < 0x1p53 && value == value.rounded() ? .integer(Int64(value)) : .double(value)
    }
}

extension Field {
    var document: JSONValue {
        guard case .object(let members) = shape.document else { return ["description": .string(summary)] }
        return .object([.init("description", .string(summary))] + members.filter { $0.key != "description" })
    }
}
