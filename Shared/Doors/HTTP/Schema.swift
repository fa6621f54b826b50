import JSON

/// A JSON Schema (2020-12), as far as an API of plain values needs it.
package indirect enum Schema: Sendable {
    case string(format: String? = nil, values: [String] = [])
    /// Characters at most, and a regular expression (ECMA-262) that it matches.
    case text(charactersMax: Int? = nil, pattern: String? = nil)
    case integer(ClosedRange<Int>? = nil)
    case number(ClosedRange<Int>? = nil)
    case boolean
    case binary
    case any
    case array(of: Schema, countMax: Int? = nil)
    case map(of: Schema)
    case object([Property])
    case oneOf([Schema])
    /// A schema under `components`, by name.
    case named(String)

    package struct Property: Sendable {
        package let name: String
        package let schema: Schema
        package let meaning: String
        package let isRequired: Bool

        package init(_ name: String, _ schema: Schema, _ meaning: String, isRequired: Bool = true) {
            self.name = name
            self.schema = schema
            self.meaning = meaning
            self.isRequired = isRequired
        }
    }

    /// The document of RFC 9457 with our `code`.
    package static let problem = Schema.object([
        Property("type", .string(format: "uri-reference"), "Names the kind of problem."),
        Property("title", .string(), "What the status means."),
        Property("status", .integer(400...599), "The status code again."),
        Property("code", .string(), "A stable word for programs, in kebab case."),
        Property("detail", .string(), "What the caller can do about it.", isRequired: false),
        Property("instance", .string(), "Which occurrence this is.", isRequired: false),
        Property(
            "errors",
            .array(
                of: .object([
                    Property("code", .string(), "What is wrong, for programs."),
                    Property("detail", .string(), "What is wrong, for people."),
                    Property("pointer", .string(), "Where in the body: a JSON Pointer as a fragment."),
                ])), "What is wrong with each part of what was sent.", isRequired: false),
    ])

    var document: JSONValue {
        switch self {
        case .string(let format, let values):
            (["type": "string"] as JSONValue).adding("format", format.map { .string($0) })
                .adding("enum", values.isEmpty ? nil : .array(values.map { .string($0) }))
        case .text(let charactersMax, let pattern):
            (["type": "string"] as JSONValue).adding("maxLength", charactersMax.map { .integer(Int64($0)) })
                .adding("pattern", pattern.map { .string($0) })
        case .integer(let range): Self.bounded("integer", range)
        case .number(let range): Self.bounded("number", range)
        case .boolean: ["type": "boolean"]
        case .binary: ["type": "string", "contentMediaType": "application/octet-stream"]
        case .any: [:]
        case .array(let element, let countMax):
            (["type": "array", "items": element.document] as JSONValue)
                .adding("maxItems", countMax.map { .integer(Int64($0)) })
        case .oneOf(let schemas): ["oneOf": .array(schemas.map(\.document))]
        case .map(let value): ["type": "object", "additionalProperties": value.document]
        case .object(let properties):
            [
                "type": "object",
                "required": .array(properties.filter(\.isRequired).map { .string($0.name) }),
                "properties": .object(
                    properties.map {
                        .init($0.name, $0.schema.document.adding("description", .string($0.meaning)))
                    }),
            ]
        case .named(let name): ["$ref": .string("#/components/schemas/\(name)")]
        }
    }

    private static func bounded(_ type: String, _ range: ClosedRange<Int>?) -> JSONValue {
        (["type": .string(type)] as JSONValue).adding("minimum", range.map { .integer(Int64($0.lowerBound)) })
            .adding("maximum", range.map { .integer(Int64($0.upperBound)) })
    }
}
