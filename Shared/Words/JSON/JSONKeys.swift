/// Reads the texts of a tape: keys to compare them, values to make strings of them.
struct JSONKeys {
    let bytes: UnsafePointer<UInt8>
    let tokens: UnsafeMutablePointer<JSONToken>

    static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    @inline(__always)
    private func span(_ token: Int) -> UnsafeBufferPointer<UInt8> {
        let start = Int(tokens[token].start)
        return UnsafeBufferPointer(start: bytes + start, count: Int(tokens[token].end) - start)
    }

    func equal(_ left: Int, _ right: Int) -> Bool {
        if tokens[left].kind == .text, tokens[right].kind == .text {
            return JSONKeys.equal(span(left), span(right))
        }
        return bytes(of: left) == bytes(of: right)
    }

    /// Whether a key is `name`.
    @inline(__always)
    func equal(_ token: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        if tokens[token].kind == .text { return JSONKeys.equal(span(token), name) }
        return bytes(of: token).withUnsafeBufferPointer { JSONKeys.equal($0, name) }
    }

    @inline(__always)
    private static func equal(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        guard let one = left.baseAddress, let two = right.baseAddress else { return true }
        var index = 0
        while index + 8 <= left.count {
            guard JSONWord.load(one, index) == JSONWord.load(two, index) else { return false }
            index += 8
        }
        while index < left.count {
            guard one[index] == two[index] else { return false }
            index += 1
        }
        return true
    }

    /// The text of a token without its escapes, as UTF-8.
    func bytes(of token: Int) -> [UInt8] {
        let span = span(token)
        guard tokens[token].kind == .escapedText else { return [UInt8](span) }
        return [UInt8](unsafeUninitializedCapacity: span.count) { buffer, count in
            guard let target = buffer.baseAddress else { return }
            count = JSONKeys.unescape(span, into: target)
        }
    }

    func string(of token: Int) -> String {
        let span = span(token)
        guard tokens[token].kind == .escapedText else { return String(decoding: span, as: UTF8.self) }
        return String(unsafeUninitializedCapacity: span.count) { buffer in
            guard let target = buffer.baseAddress else { return 0 }
            return JSONKeys.unescape(span, into: target)
        }
    }

    /// Resolves the escapes of a text the scanner has checked; the result is never longer than the text.
    private static func unescape(
        _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var read = 0
        var written = 0
        while read < source.count {
            let byte = source[read]
            guard byte == UInt8(ascii: "\\") else {
                target[written] = byte
                written += 1
                read += 1
                continue
            }
            guard source[read + 1] == UInt8(ascii: "u") else {
                target[written] = plain(source[read + 1])
                written += 1
                read += 2
                continue
            }
            var scalar = unit(source, read + 2)
            read += 6
            if scalar & 0xF800 == 0xD800 {
                scalar = 0x10000 + ((scalar & 0x3FF) << 10 | unit(source, read + 2) & 0x3FF)
                read += 6
            }
            written += write(scalar, target + written)
        }
        return written
    }

    private static func plain(_ escape: UInt8) -> UInt8 {
        switch escape {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: escape
        }
    }

    private static func unit(_ source: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32 {
        (index..<index + 4).reduce(0) { $0 << 4 | UInt32(hexDigit(source[$1]) ?? 0) }
    }

    private static func write(_ scalar: UInt32, _ target: UnsafeMutablePointer<UInt8>) -> Int {
        switch scalar {
        case 0..<0x80:
            target[0] = UInt8(scalar)
            return 1
        case 0x80..<0x800:
            target[0] = UInt8(0xC0 | scalar >> 6)
            target[1] = UInt8(0x80 | scalar & 0x3F)
            return 2
        case 0x800..<0x10000:
            target[0] = UInt8(0xE0 | scalar >> 12)
            target[1] = UInt8(0x80 | scalar >> 6 & 0x3F)
            target[2] = UInt8(0x80 | scalar & 0x3F)
            return 3
        default:
            target[0] = UInt8(0xF0 | scalar >> 18)
            target[1] = UInt8(0x80 | scalar >> 12 & 0x3F)
            target[2] = UInt8(0x80 | scalar >> 6 & 0x3F)
            target[3] = UInt8(0x80 | scalar & 0x3F)
            return 4
        }
    }
}
