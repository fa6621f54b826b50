/// Why bytes are not the JSON that was asked for, or a value has no JSON. It never carries a value of the document.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package enum Reason: Hashable, Sendable {
        /// The grammar of RFC 8259 is broken; the text says which rule.
        case syntax(String)
        /// A text is not UTF-8, or an escape names half of a surrogate pair.
        case text
        /// One object has the same key twice.
        case duplicateKey
        /// Arrays and objects nest deeper than `JSON.depthMax`.
        case depth
        /// The document is longer than `JSON.bytesMax`.
        case length
        /// A required key is not there.
        case missing(key: String)
        /// The value is of another kind than the named one.
        case mismatch(expected: String)
        /// The number does not fit the named type, or is not finite.
        case range(type: String)
        /// The type refused the value, for example an enum without such a case.
        case refused
    }

    package let reason: Reason
    /// Where the offending value begins, in bytes from the start; when encoding, how much had been written.
    package let offset: Int
    /// The keys and indices that lead there, when a type asked for them; empty when the document is no JSON. A key that does not
    /// look like a field name is shown as `…`.
    package let path: String

    package init(_ reason: Reason, offset: Int, path: String = "") {
        self.reason = reason
        self.offset = offset
        self.path = path
    }

    package var description: String {
        let text =
            switch reason {
            case .syntax(let rule): rule
            case .text: "text is not valid Unicode"
            case .duplicateKey: "an object has the same key twice"
            case .depth: "nested deeper than \(JSON.depthMax)"
            case .length: "longer than \(JSON.bytesMax) bytes"
            case .missing(let key): "the key \(key) is missing"
            case .mismatch(let expected): "\(expected) expected"
            case .range(let type): "number out of range for \(type)"
            case .refused: "value refused by its type"
            }
        return path.isEmpty ? "\(text) at byte \(offset)" : "\(text) at \(path), byte \(offset)"
    }
}

extension JSONError {
    /// What a type's `init(from:)` threw, as the place and the kind of the fault: for types that go on after a part of theirs
    /// could not be read.
    package init(_ error: any Error, from decoder: any Decoder) {
        if let node = decoder as? JSONNode {
            self = node.tape.error(from: error)
        } else {
            self = error as? JSONError ?? JSONError(.refused, offset: 0)
        }
    }
}

/// A step of a coding path.
struct JSONKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = "\(intValue)"
        self.intValue = intValue
    }

    static let `super` = JSONKey(stringValue: "super")

    /// The step as it may stand in an error: an outsider's key could be personal data, a field name is not.
    var shown: String {
        if let intValue { return "[\(intValue)]" }
        let isName =
            !stringValue.isEmpty && stringValue.utf8.count <= 64
            && stringValue.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "$"):
                    true
                default: false
                }
            }
        return isName ? stringValue : "…"
    }

    static func path(_ steps: [JSONKey]) -> String {
        var text = ""
        for step in steps {
            if !text.isEmpty, step.intValue == nil { text += "." }
            text += step.shown
        }
        return text
    }
}
