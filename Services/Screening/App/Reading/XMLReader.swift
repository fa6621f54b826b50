/// Reads well-formed XML without a document type, token by token. Names come without their prefix.
///
/// Small on purpose: no entities but the five of the standard, nothing fetched, nothing expanded.
struct XMLReader {
    enum Token: Equatable {
        case start(name: String, attributes: [String: String], isEmpty: Bool)
        case end(name: String)
        case text(String)
    }

    static let depthMax = 256
    static let attributeCountMax = 100

    private let bytes: [UInt8]
    private var index = 0
    private var open: [String] = []
    private var hasRoot = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next token; nil at the end of a whole document.
    mutating func next() throws(ExtractionError) -> Token? {
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                let text = try characters()
                if !open.isEmpty { return .text(text) }
                continue
            }
            if starts("<?") {
                try skip(past: "?>")
            } else if starts("<!--") {
                try skip(past: "-->")
            } else if starts("<![CDATA[") {
                let start = index + 9
                try skip(past: "]]>")
                return .text(try string(start..<(index - 3)))
            } else if starts("<!") {
                throw .unsafe
            } else if starts("</") {
                return try endTag()
            } else {
                return try startTag()
            }
        }
        guard open.isEmpty, hasRoot else { throw .damaged }
        return nil
    }

    private mutating func startTag() throws(ExtractionError) -> Token {
        guard !open.isEmpty || !hasRoot else { throw .damaged }
        index += 1
        let name = try name()
        var attributes: [String: String] = [:]
        while true {
            skipBlanks()
            guard index < bytes.count else { throw .damaged }
            if bytes[index] == UInt8(ascii: ">") {
                index += 1
                open.append(name)
                guard open.count <= Self.depthMax else { throw .unsafe }
                hasRoot = true
                return .start(name: local(name), attributes: attributes, isEmpty: false)
            }
            if starts("/>") {
                index += 2
                hasRoot = true
                return .start(name: local(name), attributes: attributes, isEmpty: true)
            }
            guard attributes.count < Self.attributeCountMax else { throw .unsafe }
            let (key, value) = try attribute()
            attributes[key] = value
        }
    }

    private mutating func endTag() throws(ExtractionError) -> Token {
        index += 2
        let name = try name()
        skipBlanks()
        guard index < bytes.count, bytes[index] == UInt8(ascii: ">"), open.popLast() == name else { throw .damaged }
        index += 1
        return .end(name: local(name))
    }

    private mutating func attribute() throws(ExtractionError) -> (String, String) {
        let key = try name()
        skipBlanks()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { throw .damaged }
        index += 1
        skipBlanks()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
            throw .damaged
        }
        let quote = bytes[index]
        let start = index + 1
        guard let end = bytes[start...].firstIndex(of: quote) else { throw .damaged }
        index = end + 1
        return (local(key), try unescaped(start..<end))
    }

    private mutating func characters() throws(ExtractionError) -> String {
        let start = index
        index = bytes[start...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        return try unescaped(start..<index)
    }

    private func unescaped(_ range: Range<Int>) throws(ExtractionError) -> String {
        let text = try string(range)
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text[...]
        while let amp = rest.firstIndex(of: "&") {
            result += rest[..<amp]
            guard let end = rest[amp...].prefix(12).firstIndex(of: ";") else { throw .damaged }
            let name = rest[rest.index(after: amp)..<end]
            guard let scalar = entities[String(name)] ?? reference(name) else { throw .damaged }
            result.unicodeScalars.append(scalar)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private func reference(_ name: Substring) -> Unicode.Scalar? {
        if name.hasPrefix("#x") { return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init) }
        if name.hasPrefix("#") { return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) }
        return nil
    }

    private mutating func name() throws(ExtractionError) -> String {
        let start = index
        while index < bytes.count, isNamePart(bytes[index]), index - start < 200 { index += 1 }
        guard index > start else { throw .damaged }
        return try string(start..<index)
    }

    private func isNamePart(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: ":")).contains(byte) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    private func local(_ name: String) -> String { name.split(separator: ":").last.map(String.init) ?? name }

    private func string(_ range: Range<Int>) throws(ExtractionError) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else { throw .damaged }
        return text
    }

    private func starts(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

    private mutating func skipBlanks() {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    private mutating func skip(past text: String) throws(ExtractionError) {
        let wanted = Array(text.utf8)
        while index + wanted.count <= bytes.count {
            if bytes[index] == wanted[0], bytes[index...].starts(with: wanted) {
                index += wanted.count
                return
            }
            index += 1
        }
        throw .damaged
    }
}

private let entities: [String: Unicode.Scalar] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
