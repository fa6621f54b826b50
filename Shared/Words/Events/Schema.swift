import Domain

/// What an event's records look like on the wire.
package struct Schema: Sendable {
    /// Kebab-case without version: `interview-scored`.
    package let name: String
    package let version: Int
    package let topic: Topic
    package let summary: String
    package let fields: [Field]

    package init(_ name: String, version: Int = 1, on topic: Topic, _ summary: String, _ fields: [Field]) {
        self.name = name
        self.version = version
        self.topic = topic
        self.summary = summary
        self.fields = fields
    }

    /// The `ce_type`: `interview-scored`. The topic's name has the major version.
    package var type: String { name }
}

/// One field of an object.
package struct Field: Sendable {
    package let name: String
    package let shape: Shape
    package let isRequired: Bool
    package let summary: String

    package static func required(_ name: String, _ shape: Shape, _ summary: String) -> Field {
        Field(name: name, shape: shape, isRequired: true, summary: summary)
    }

    package static func optional(_ name: String, _ shape: Shape, _ summary: String) -> Field {
        Field(name: name, shape: shape, isRequired: false, summary: summary)
    }
}

/// The shape of a value: the part of JSON Schema 2020-12 that we use.
package indirect enum Shape: Sendable {
    case text(charactersMax: Int)
    case identifier
    /// RFC 3339 in UTC.
    case instant
    /// ISO 8601 day.
    case date
    case integer(Int64, Int64)
    case number(Double, Double)
    case boolean
    /// One of a closed list of words.
    case word([String])
    case list(Shape, countMax: Int)
    /// An object with free keys.
    case map(Shape)
    case object([Field])
    /// Any JSON, for a foreign standard that is checked elsewhere.
    case any(String)

    package static let score = Shape.number(0, 100)
    package static let language = Shape.word(Language.allCases.map(\.rawValue))
    /// A stable code in kebab-case.
    package static let code = Shape.text(charactersMax: 100)
    package static let sha256 = Shape.text(charactersMax: 64)

    package static func word<Words: CaseIterable & RawRepresentable>(_ type: Words.Type) -> Shape
    where Words.RawValue == String {
        .word(type.allCases.map(\.rawValue))
    }
}
