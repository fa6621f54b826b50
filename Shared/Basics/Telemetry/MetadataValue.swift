/// A value in a log line's metadata.
package enum MetadataValue: Sendable, Equatable {
    case string(String)
    case integer(Int64)
    case number(Double)
    case boolean(Bool)
    /// Flattened into dotted keys.
    case dictionary([String: MetadataValue])
    case array([MetadataValue])

    package static func integer(_ value: some BinaryInteger) -> MetadataValue { .integer(Int64(clamping: value)) }
}

extension MetadataValue: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { self = .string(value) }
}

extension MetadataValue: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int64) { self = .integer(value) }
}

extension MetadataValue: ExpressibleByFloatLiteral {
    package init(floatLiteral value: Double) { self = .number(value) }
}

extension MetadataValue: ExpressibleByBooleanLiteral {
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension MetadataValue: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, MetadataValue)...) {
        self = .dictionary(Dictionary(elements) { _, last in last })
    }
}

extension MetadataValue: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: MetadataValue...) { self = .array(elements) }
}
