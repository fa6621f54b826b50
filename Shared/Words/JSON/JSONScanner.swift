/// The one pass over a document: checks every byte against RFC 8259 and lays out the tape.
struct JSONScanner {
    let bytes: UnsafePointer<UInt8>
    let count: Int
    var index = 0
    /// The tape's memory; a larger piece takes its place when there is not enough.
    private(set) var tokens: UnsafeMutablePointer<JSONToken>
    private(set) var tokenCount = 0
    private(set) var tokenCapacity: Int

    init(bytes: UnsafePointer<UInt8>, count: Int, tokens: UnsafeMutablePointer<JSONToken>, capacity: Int) {
        self.bytes = bytes
        self.count = count
        self.tokens = tokens
        tokenCapacity = capacity
    }

    mutating func document() throws(JSONError) {
        try value(depth: 0)
        skipSpace()
        guard index == count else { throw wrong("nothing expected after the value") }
    }

    func wrong(_ rule: String) -> JSONError {
        JSONError(.syntax(index < count ? rule : "the document ends too early"), offset: index)
    }

    private mutating func skipSpace() {
        while index < count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(JSONError) {
        skipSpace()
        guard index < count else { throw wrong("a value expected") }
        switch bytes[index] {
        case UInt8(ascii: "\""): try text()
        case UInt8(ascii: "{"): try object(depth: depth + 1)
        case UInt8(ascii: "["): try array(depth: depth + 1)
        case UInt8(ascii: "t"): try word("true", .yes)
        case UInt8(ascii: "f"): try word("false", .no)
        case UInt8(ascii: "n"): try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let start = index
            append(try number(), start, index)
        default: throw wrong("a value expected")
        }
    }

    private mutating func append(_ kind: JSONToken.Kind, _ start: Int, _ end: Int) {
        if tokenCount == tokenCapacity {
            let larger = UnsafeMutablePointer<JSONToken>.allocate(capacity: tokenCapacity * 2)
            larger.moveInitialize(from: tokens, count: tokenCount)
            tokens.deallocate()
            tokens = larger
            tokenCapacity *= 2
        }
        let isOpen = kind == .array || kind == .object
        (tokens + tokenCount).initialize(
            to: JSONToken(
                kind: kind, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
                next: isOpen ? 0 : UInt32(truncatingIfNeeded: tokenCount + 1)))
        tokenCount += 1
    }

    private mutating func text() throws(JSONError) {
        let start = index + 1
        let isEscaped = try skipText()
        append(isEscaped ? .escapedText : .text, start, index - 1)
    }

    private mutating func word(_ word: StaticString, _ kind: JSONToken.Kind) throws(JSONError) {
        let start = index
        for position in 0..<word.utf8CodeUnitCount {
            guard index < count, bytes[index] == word.utf8Start[position] else { throw wrong("a value expected") }
            index += 1
        }
        append(kind, start, index)
    }

    private mutating func open(_ kind: JSONToken.Kind, depth: Int) throws(JSONError) -> Int {
        guard depth <= JSON.depthMax else { throw JSONError(.depth, offset: index) }
        append(kind, index, index)
        index += 1
        skipSpace()
        return tokenCount - 1
    }

    private mutating func close(_ token: Int, count: Int) {
        index += 1
        tokens[token].end = UInt32(truncatingIfNeeded: index)
        tokens[token].next = UInt32(truncatingIfNeeded: tokenCount)
        tokens[token].count = UInt32(truncatingIfNeeded: count)
        tokens[token].cursor = UInt32(truncatingIfNeeded: token + 1)
    }

    private mutating func array(depth: Int) throws(JSONError) {
        let token = try open(.array, depth: depth)
        var elements = 0
        if index < count, bytes[index] == UInt8(ascii: "]") { return close(token, count: 0) }
        while true {
            try value(depth: depth)
            elements += 1
            skipSpace()
            guard index < count else { throw wrong("") }
            switch bytes[index] {
            case UInt8(ascii: ","): index += 1
            case UInt8(ascii: "]"): return close(token, count: elements)
            default: throw wrong("a comma or ] expected")
            }
        }
    }

    private mutating func object(depth: Int) throws(JSONError) {
        let token = try open(.object, depth: depth)
        var members = 0
        if index < count, bytes[index] == UInt8(ascii: "}") { return close(token, count: 0) }
        while true {
            skipSpace()
            guard index < count, bytes[index] == UInt8(ascii: "\"") else { throw wrong("a key expected") }
            try text()
            skipSpace()
            guard index < count, bytes[index] == UInt8(ascii: ":") else { throw wrong("a colon expected") }
            index += 1
            try value(depth: depth)
            members += 1
            skipSpace()
            guard index < count else { throw wrong("") }
            switch bytes[index] {
            case UInt8(ascii: ","): index += 1
            case UInt8(ascii: "}"):
                try refuseDuplicates(in: token, count: members)
                return close(token, count: members)
            default: throw wrong("a comma or } expected")
            }
        }
    }

    /// Few keys are compared with each other, many through a set: a hostile object may have a hundred thousand.
    private func refuseDuplicates(in object: Int, count members: Int) throws(JSONError) {
        guard members > 1 else { return }
        let keys = JSONKeys(bytes: bytes, tokens: tokens)
        var key = object + 1
        if members <= 16 {
            for _ in 0..<members {
                var other = object + 1
                while other < key {
                    if keys.equal(other, key) { throw JSONError(.duplicateKey, offset: Int(tokens[key].start)) }
                    other = Int(tokens[other + 1].next)
                }
                key = Int(tokens[key + 1].next)
            }
            return
        }
        var seen = Set<[UInt8]>(minimumCapacity: members)
        for _ in 0..<members {
            guard seen.insert(keys.bytes(of: key)).inserted else {
                throw JSONError(.duplicateKey, offset: Int(tokens[key].start))
            }
            key = Int(tokens[key + 1].next)
        }
    }
}

/// Eight bytes at a time, in plain 64-bit arithmetic, or as many as the compiler's vectors hold.
enum JSONWord {
    @inline(__always)
    static func load(_ bytes: UnsafePointer<UInt8>, _ index: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self))
    }

    @inline(__always)
    static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// Marks the high bit of each byte that ends a plain run: a quote, a backslash or a control character.
    /// The lowest mark is exact, a higher one may follow from it.
    @inline(__always)
    static func special(_ word: UInt64) -> UInt64 {
        let quote = word ^ repeated(UInt8(ascii: "\""))
        let backslash = word ^ repeated(UInt8(ascii: "\\"))
        let ones = repeated(0x01)
        let marks =
            ((word &- repeated(0x20)) & ~word) | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
        return marks & repeated(0x80)
    }

    /// Whether a long run holds no quote, no backslash and no control character; `isASCII`: and nothing else but ASCII.
    @inline(__always)
    static func isPlain(_ bytes: UnsafePointer<UInt8>, _ count: Int, isASCII: Bool) -> Bool {
        var marks: UInt8 = 0
        let high: UInt8 = isASCII ? 0xFF : 0
        // One expression over bytes without a branch, which becomes vector instructions.
        for index in 0..<count {
            let byte = bytes[index]
            let quote = byte ^ UInt8(ascii: "\"")
            let backslash = byte ^ UInt8(ascii: "\\")
            marks |=
                ((byte &- 0x20) & ~byte) | ((quote &- 1) & ~quote) | ((backslash &- 1) & ~backslash) | (byte & high)
        }
        return marks & 0x80 == 0
    }

    /// So many bytes at a time are looked at as one run.
    static let longBytes = 64
}

extension JSONScanner {
    /// Moves past a text that begins at the index with its quote; true when it holds an escape.
    private mutating func skipText() throws(JSONError) -> Bool {
        var isEscaped = false
        index += 1
        while true {
            let start = index
            while index + 8 <= count {
                let word = JSONWord.load(bytes, index)
                let marks = JSONWord.special(word) | (word & JSONWord.repeated(0x80))
                guard marks == 0 else {
                    index += marks.trailingZeroBitCount >> 3
                    break
                }
                index += 8
                // Where so much was plain, more is likely to be; keys and short texts end before.
                if index - start == JSONWord.longBytes / 2 { skipPlain() }
            }
            guard index < count else { throw wrong("") }
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                index += 1
                return isEscaped
            }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                try skipEscape()
            } else if byte >= 0x80 {
                try skipScalar()
            } else if byte < 0x20 {
                throw wrong("a control character must be escaped")
            } else {
                index += 1
            }
        }
    }

    private mutating func skipPlain() {
        while index + JSONWord.longBytes <= count, JSONWord.isPlain(bytes + index, JSONWord.longBytes, isASCII: true) {
            index += JSONWord.longBytes
        }
    }

    private mutating func skipEscape() throws(JSONError) {
        guard index + 1 < count else {
            index = count
            throw wrong("")
        }
        switch bytes[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            index += 2
        case UInt8(ascii: "u"):
            let start = index
            let unit = try hexUnit()
            guard unit & 0xF800 == 0xD800 else { return }
            guard unit < 0xDC00, index + 1 < count, bytes[index] == UInt8(ascii: "\\"),
                bytes[index + 1] == UInt8(ascii: "u"), try hexUnit() & 0xFC00 == 0xDC00
            else { throw JSONError(.text, offset: start) }
        default:
            throw wrong("an unknown escape")
        }
    }

    /// The four hexadecimal digits after `\u` at the index.
    private mutating func hexUnit() throws(JSONError) -> UInt16 {
        guard index + 6 <= count else {
            index = count
            throw wrong("")
        }
        var unit: UInt16 = 0
        for position in index + 2..<index + 6 {
            guard let digit = JSONKeys.hexDigit(bytes[position]) else {
                throw wrong("four hexadecimal digits expected")
            }
            unit = unit << 4 | UInt16(digit)
        }
        index += 6
        return unit
    }

    /// One scalar of two to four bytes, by the table of Unicode 15 3.9: no overlong form, no surrogate.
    private mutating func skipScalar() throws(JSONError) {
        let lead = bytes[index]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if lead == 0xE0 { second = 0xA0...0xBF }
            if lead == 0xED { second = 0x80...0x9F }
        case 0xF0...0xF4:
            length = 4
            if lead == 0xF0 { second = 0x90...0xBF }
            if lead == 0xF4 { second = 0x80...0x8F }
        default: throw JSONError(.text, offset: index)
        }
        guard index + length <= count, second.contains(bytes[index + 1]) else {
            throw JSONError(.text, offset: index)
        }
        for position in index + 2..<index + max(length, 2) where bytes[position] & 0xC0 != 0x80 {
            throw JSONError(.text, offset: index)
        }
        index += length
    }

    /// Moves past a number; leading zeros, a lone sign and a bare point are errors.
    mutating func number() throws(JSONError) -> JSONToken.Kind {
        var kind = JSONToken.Kind.integer
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        guard index < count else { throw wrong("") }
        if bytes[index] == UInt8(ascii: "0") {
            index += 1
            if index < count, isDigit(bytes[index]) { throw wrong("a number has no leading zero") }
        } else {
            try digits()
        }
        if index < count, bytes[index] == UInt8(ascii: ".") {
            kind = .real
            index += 1
            try digits()
        }
        if index < count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            kind = .real
            index += 1
            if index < count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
        return kind
    }

    private mutating func digits() throws(JSONError) {
        guard index < count, isDigit(bytes[index]) else { throw wrong("a digit expected") }
        while index < count, isDigit(bytes[index]) { index += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
