/// A Swift source without what it says in comments and texts; what is computed inside of a text stays. Lines stay lines.
struct SwiftCode {
    private let bytes: [UInt8]
    private var place = 0
    private var code: [UInt8] = []

    static func of(_ source: String) -> String {
        var reader = SwiftCode(bytes: Array(source.utf8))
        reader.readCode(untilParenthesis: false)
        return String(decoding: reader.code, as: UTF8.self)
    }

    /// The words of a line of code: names, keywords and numbers.
    static func words(of code: some StringProtocol) -> [Substring] {
        Substring(code).utf8.split { !isLetter($0) && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            .map(Substring.init)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func byte(_ offset: Int = 0) -> UInt8? { place + offset < bytes.count ? bytes[place + offset] : nil }
    private func isAt(_ text: [UInt8]) -> Bool {
        guard place + text.count <= bytes.count else { return false }
        for index in text.indices where bytes[place + index] != text[index] { return false }
        return true
    }

    private mutating func readCode(untilParenthesis: Bool) {
        var depth = 1
        while let byte = byte() {
            switch byte {
            case UInt8(ascii: "/") where isAt(Self.lineComment): skip(to: Self.lineEnd)
            case UInt8(ascii: "/") where isAt(Self.comment):
                skip(to: Self.commentEnd)
                place += 2
            case UInt8(ascii: "\""), UInt8(ascii: "#"): readText()
            default:
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                code.append(byte)
                place += 1
                if untilParenthesis, depth == 0 { return }
            }
        }
    }

    /// A text of any form, or the number sign of something else.
    private mutating func readText() {
        var hashes = 0
        while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
        guard byte(hashes) == UInt8(ascii: "\"") else {
            place += max(1, hashes)
            return
        }
        place += hashes
        let quotes = isAt(Self.threeQuotes) ? 3 : 1
        place += quotes
        let end =
            Array(repeating: UInt8(ascii: "\""), count: quotes) + Array(repeating: UInt8(ascii: "#"), count: hashes)
        let escape = [UInt8(ascii: "\\")] + Array(repeating: UInt8(ascii: "#"), count: hashes)
        code.append(UInt8(ascii: " "))
        while let byte = byte() {
            if isAt(end) {
                place += end.count
                return
            }
            if isAt(escape) {
                place += escape.count
                guard self.byte() == UInt8(ascii: "(") else {
                    place += 1
                    continue
                }
                place += 1
                readCode(untilParenthesis: true)
            } else {
                if byte == UInt8(ascii: "\n") { code.append(byte) }
                place += 1
            }
        }
    }

    private mutating func skip(to end: [UInt8]) {
        while let byte = byte(), !isAt(end) {
            if byte == UInt8(ascii: "\n") { code.append(byte) }
            place += 1
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static let (lineComment, lineEnd, comment) = (Array("//".utf8), Array("\n".utf8), Array("/*".utf8))
    private static let (commentEnd, threeQuotes) = (Array("*/".utf8), Array("\"\"\"".utf8))
}
