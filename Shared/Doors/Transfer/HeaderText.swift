import Encoding

/// Text in the headers of a mail: as it is when it is plain ASCII, else in encoded words.
enum HeaderText {
    /// RFC 2047: words of whole characters, short enough for a line of 76 behind the longest header name.
    static func encode(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }), text.utf8.count <= 900, !text.contains("=?") {
            return text
        }
        var words: [String] = []
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            let next = Array(String(scalar).utf8)
            if bytes.count + next.count > 39 {
                words.append(word(bytes))
                bytes = []
            }
            bytes += next
        }
        words.append(word(bytes))
        return words.joined(separator: "\r\n ")
    }

    /// A display name: encoded, or quoted when it holds characters that are special there.
    static func encodeName(_ name: String) -> String {
        let encoded = encode(name)
        guard encoded == name, !name.utf8.allSatisfy({ HTTPToken.isCharacter($0) || $0 == 0x20 }) else {
            return encoded
        }
        return "\"" + name.flatMap { "\"\\".contains($0) ? "\\\($0)" : String($0) } + "\""
    }

    /// A parameter such as `filename`: quoted when plain, else in the extended form of RFC 2231.
    static func encodeParameter(_ name: String, _ value: String) -> String {
        if value.utf8.allSatisfy({ (0x20...0x7e).contains($0) && $0 != 0x22 && $0 != 0x5c }), value.utf8.count <= 60 {
            return "\(name)=\"\(value)\""
        }
        var lines: [String] = []
        var line = ""
        for scalar in value.unicodeScalars {
            let next = PercentEncoding.encode(String(scalar))
            if line.utf8.count + next.utf8.count > 55 {
                lines.append(line)
                line = ""
            }
            line += next
        }
        lines.append(line)
        if lines.count == 1 { return "\(name)*=UTF-8''\(lines[0])" }
        return lines.enumerated().map { "\(name)*\($0)*=\($0 == 0 ? "UTF-8''" : "")\($1)" }.joined(separator: ";\r\n ")
    }

    private static func word(_ bytes: [UInt8]) -> String { "=?UTF-8?B?\(Base64.standard.encode(bytes))?=" }
}
