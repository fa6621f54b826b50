import Encoding

/// Header fields in order; names are compared without case.
package struct Headers: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    package struct Field: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    package private(set) var fields: [Field] = []

    package init() {}

    package init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0.0, value: $0.1) }
    }

    /// The first value of a name; setting replaces every value of it, `nil` removes them.
    package subscript(_ name: String) -> String? {
        get { fields.first { $0.name.isSameName(as: name) }?.value }
        set {
            fields.removeAll { $0.name.isSameName(as: name) }
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }

    /// Every value of a name, in order.
    package func all(_ name: String) -> [String] {
        fields.filter { $0.name.isSameName(as: name) }.map(\.value)
    }

    /// Adds a value and keeps those already there.
    package mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// The first field that could not be sent as written: a name that is no token (RFC 9110 §5.6.2) or a value
    /// with a control character, which would let a value end its line and start another header.
    package var unsendable: Field? {
        fields.first { !HTTPToken.isToken($0.name) || !$0.value.isFieldValue }
    }
}

extension String {
    func isSameName(as other: String) -> Bool {
        utf8.count == other.utf8.count && zip(utf8, other.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }

    var isFieldValue: Bool { utf8.allSatisfy { $0 == 9 || ($0 >= 32 && $0 != 127) } }
}

extension UInt8 {
    var asciiLowercased: UInt8 { (65...90).contains(self) ? self + 32 : self }
}
