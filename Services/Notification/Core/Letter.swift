/// A rendered mail text taken apart: what both forms of the mail, plain and HTML, are made of.
///
/// The first line is the subject; after it come paragraphs with a blank line between them. A paragraph that begins with `->`
/// is the label of the one link.
package struct Letter: Sendable, Hashable {
    package let subject: String
    package let paragraphs: [String]
    package let action: String?
    package let closing: [String]

    /// Nil unless there is a subject and at least one paragraph.
    package init?(_ text: String) {
        var parts: [String] = []
        var lines: [Substring] = []
        let text = text + "\n\n"
        for bytes in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let line = Substring(bytes)
            if line.utf8.allSatisfy({ $0 == 0x20 }) {
                if !lines.isEmpty { parts.append(lines.joined(separator: "\n")) }
                lines = []
            } else {
                lines.append(line)
            }
        }
        guard parts.count >= 2, !parts[0].contains("\n") else { return nil }
        subject = parts[0]
        let body = parts.dropFirst()
        let place = body.firstIndex { $0.hasPrefix("-> ") }
        paragraphs = Array(body[..<(place ?? body.endIndex)])
        action = place.map { String(body[$0].dropFirst(3)) }
        closing = place.map { Array(body[($0 + 1)...]) } ?? []
    }

    /// The plain form: the link stands behind its label.
    package func plain(link: String) -> String {
        (paragraphs + (action.map { ["\($0)\n\(link)"] } ?? []) + closing).joined(separator: "\n\n") + "\n"
    }

    /// One line of a value that came from outside: nothing in it can end a line, and so become a subject or a link.
    package static func line(_ value: String, charactersMax: Int = 200) -> String {
        if isPlain(value.utf8), value.utf8.count <= charactersMax { return value }
        let scalars = value.unicodeScalars.map { scalar in
            scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) || scalar.properties.isWhitespace ? " " : scalar
        }
        let words = String(String.UnicodeScalarView(scalars)).split(separator: " ")
        return String(words.joined(separator: " ").prefix(charactersMax))
    }

    /// Whether a look at the bytes shows that nothing is to be mended, as in most values: ASCII words with one blank between
    /// them.
    private static func isPlain(_ bytes: String.UTF8View) -> Bool {
        var last: UInt8 = 0x20
        for byte in bytes {
            guard (0x20...0x7E).contains(byte), byte != 0x20 || last != 0x20 else { return false }
            last = byte
        }
        return last != 0x20
    }
}
