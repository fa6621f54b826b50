/// An address that a mail can be sent to: one `@`, no blanks or control characters, at most 254 bytes (RFC 5321 §4.5.3.1.3).
package struct EmailAddress: Hashable, Sendable, Codable {
    package let text: String

    package init(_ text: String) throws(InvalidEmailAddress) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, (1...64).contains(parts[0].utf8.count),
            parts[1].contains("."), !parts[1].hasPrefix("."), !parts[1].hasSuffix("."), !parts[1].contains(".."),
            text.unicodeScalars.allSatisfy({
                $0.value > 0x20 && $0.value != 0x7F && !"<>()[]\\,;:\"".unicodeScalars.contains($0)
            })
        else { throw InvalidEmailAddress() }
        self.text = text
    }

    /// Whether every mail server takes it; the others need one that knows SMTPUTF8 (RFC 6531).
    package var isASCII: Bool { text.utf8.allSatisfy { $0 < 0x80 } }

    package init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

package struct InvalidEmailAddress: Error, CustomStringConvertible {
    package var description: String { "not an e-mail address" }
}
