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
    mutating func skipText() throws(JSONError) -> Bool {
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
