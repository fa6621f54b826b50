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
