/// Names of header fields, methods and parameters: tokens of RFC 9110 §5.6.2.
package enum HTTPToken {
    package static func isToken(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isCharacter) }

    package static func isCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: marks.contains(byte)
        }
    }

    private static let marks = Set("!#$%&'*+-.^_`|~".utf8)
}
