import JSON

/// Writes a document as YAML 1.2: block style, every text in JSON's quotes unless it is a plain word.
package enum YAML {
    package static func text(_ value: JSONValue) throws(JSONError) -> String {
        var text = ""
        try write(value, into: &text, indent: "")
        return text
    }

    private static func write(_ value: JSONValue, into text: inout String, indent: String) throws(JSONError) {
        switch value {
        case .object(let members) where !members.isEmpty:
            for member in members {
                text += indent + (try scalar(.string(member.key))) + ":"
                try nested(member.value, into: &text, indent: indent + "  ")
            }
        case .array(let elements) where !elements.isEmpty:
            for element in elements {
                text += indent + "-"
                try nested(element, into: &text, indent: indent + "  ")
            }
        default:
            text += indent + (try scalar(value)) + "\n"
        }
    }

    private static func nested(_ value: JSONValue, into text: inout String, indent: String) throws(JSONError) {
        switch value {
        case .object(let members) where !members.isEmpty:
            text += "\n"
            try write(value, into: &text, indent: indent)
        case .array(let elements) where !elements.isEmpty:
            text += "\n"
            try write(value, into: &text, indent: indent)
        default:
            text += " " + (try scalar(value)) + "\n"
        }
    }

    private static func scalar(_ value: JSONValue) throws(JSONError) -> String {
        guard let text = value.string, isPlain(text) else { return try value.text() }
        return text
    }

    /// Letters first and nothing that YAML reads as something else.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first,
            !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text)
        else { return false }
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first | 0x20)
        return isLetter
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
