/// Bytes as base64 text (RFC 4648): the standard alphabet with padding, or the one for URLs without.
package enum Base64: Sendable {
    case standard
    case url

    package func encode(_ bytes: [UInt8]) -> String { encode(bytes[...]) }

    package func encode(_ bytes: ArraySlice<UInt8>) -> String {
        let alphabet = alphabet
        let count = (bytes.count + 2) / 3 * 4
        return bytes.withUnsafeBufferPointer { bytes in
            String(unsafeUninitializedCapacity: count) { text in
                var place = 0
                var start = 0
                while start < bytes.count {
                    let left = bytes.count - start
                    let group =
                        UInt32(bytes[start]) << 16
                        | (left > 1 ? UInt32(bytes[start + 1]) << 8 : 0)
                        | (left > 2 ? UInt32(bytes[start + 2]) : 0)
                    for number in 0..<min(4, left + 1) {
                        text[place] = alphabet[Int(group >> (18 - 6 * UInt32(number)) & 63)]
                        place += 1
                    }
                    start += 3
                }
                while self == .standard, place % 4 > 0 {
                    text[place] = UInt8(ascii: "=")
                    place += 1
                }
                return place
            }
        }
    }

    /// Strict: one spelling per value. Nil for characters outside the alphabet, wrong padding or stray last bits.
    package func decode(_ text: String) -> [UInt8]? {
        var characters = Array(text.utf8)
        if self == .standard {
            guard characters.count % 4 == 0 else { return nil }
            for _ in 0..<2 where characters.last == UInt8(ascii: "=") { characters.removeLast() }
        }
        guard characters.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count * 3 / 4)
        var bits: UInt32 = 0
        var bitCount = 0
        let values = self == .standard ? Self.standardValues : Self.urlValues
        for character in characters {
            let value = UInt32(values[Int(character)])
            guard value < 64 else { return nil }
            bits = bits << 6 | value
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
                bits &= (1 << UInt32(bitCount)) - 1
            }
        }
        return bits == 0 ? bytes : nil
    }

    private var alphabet: [UInt8] { self == .standard ? Self.standardAlphabet : Self.urlAlphabet }

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    private static let standardAlphabet = letters + Array("+/".utf8)
    private static let urlAlphabet = letters + Array("-_".utf8)

    /// What each letter stands for; 64 for what is none.
    private static let standardValues = values(of: standardAlphabet)
    private static let urlValues = values(of: urlAlphabet)

    private static func values(of alphabet: [UInt8]) -> [UInt8] {
        var values = [UInt8](repeating: 64, count: 256)
        for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
        return values
    }
}
