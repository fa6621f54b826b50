extension EventID: CustomStringConvertible {
    /// `0198f3d2-1a2b-8c3d-9e4f-5a6b7c8d9e0f`
    package var description: String {
        String(unsafeUninitializedCapacity: EventID.textBytes) { buffer in
            var text = UnsafeMutableRawBufferPointer(buffer).mutableBytes
            write(into: &text)
            return EventID.textBytes
        }
    }

    /// The length of the text form.
    package static let textBytes = 36

    /// Writes the 36 characters of the text form.
    package func write(into text: inout MutableRawSpan) {
        precondition(text.byteCount >= EventID.textBytes, "an id has 36 characters")
        text.withUnsafeMutableBytes { write(into: $0) }
    }

    @inline(__always)
    private func write(into buffer: UnsafeMutableRawBufferPointer) {
        let hyphen = UInt8(ascii: "-")
        let groups = (
            Hexadecimal.text(UInt32(truncatingIfNeeded: high >> 32)),
            Hexadecimal.text(UInt32(truncatingIfNeeded: high)),
            Hexadecimal.text(UInt32(truncatingIfNeeded: low >> 32)), Hexadecimal.text(UInt32(truncatingIfNeeded: low))
        )
        buffer.storeBytes(of: groups.0, toByteOffset: 0, as: UInt64.self)
        buffer[8] = hyphen
        buffer.storeBytes(of: UInt32(truncatingIfNeeded: groups.1), toByteOffset: 9, as: UInt32.self)
        buffer[13] = hyphen
        buffer.storeBytes(of: UInt32(truncatingIfNeeded: groups.1 >> 32), toByteOffset: 14, as: UInt32.self)
        buffer[18] = hyphen
        buffer.storeBytes(of: UInt32(truncatingIfNeeded: groups.2), toByteOffset: 19, as: UInt32.self)
        buffer[23] = hyphen
        buffer.storeBytes(of: UInt32(truncatingIfNeeded: groups.2 >> 32), toByteOffset: 24, as: UInt32.self)
        buffer.storeBytes(of: groups.3, toByteOffset: 28, as: UInt64.self)
    }

    /// Reads the text form; nil for anything else.
    package init?(_ text: String) {
        var text = text
        guard let id = text.withUTF8({ EventID(ascii: UnsafeRawBufferPointer($0).bytes) }) else { return nil }
        self = id
    }

    package init?(ascii bytes: RawSpan) {
        self.init(ascii: bytes, isLowercase: false)
    }

    /// Reads the text form as we write it, with small letters: `description` gives the same bytes again.
    package init?(canonical bytes: RawSpan) {
        self.init(ascii: bytes, isLowercase: true)
    }

    private init?(ascii bytes: RawSpan, isLowercase: Bool) {
        guard bytes.byteCount == EventID.textBytes else { return nil }
        let parsed = bytes.withUnsafeBytes { EventID.parse($0, isLowercase) }
        guard let parsed else { return nil }
        self = parsed
    }

    @inline(__always)
    private static func parse(_ bytes: UnsafeRawBufferPointer, _ isLowercase: Bool) -> EventID? {
        let hyphen = UInt8(ascii: "-")
        guard bytes[8] == hyphen, bytes[13] == hyphen, bytes[18] == hyphen, bytes[23] == hyphen else { return nil }
        func four(_ offset: Int) -> UInt64 { UInt64(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
        let words = (
            bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self), four(9) | four(14) << 32,
            four(19) | four(24) << 32, bytes.loadUnaligned(fromByteOffset: 28, as: UInt64.self)
        )
        guard let first = Hexadecimal.number(words.0, isLowercase),
            let second = Hexadecimal.number(words.1, isLowercase),
            let third = Hexadecimal.number(words.2, isLowercase), let fourth = Hexadecimal.number(words.3, isLowercase)
        else { return nil }
        return EventID(high: UInt64(first) << 32 | UInt64(second), low: UInt64(third) << 32 | UInt64(fourth))
    }
}

/// Eight hexadecimal digits at a time: one word of text (the first character in the lowest byte) and the number it says.
/// An event has three identities in its headers, and digit by digit they cost more than the SHA-256 that makes them.
private enum Hexadecimal {
    @inline(__always)
    private static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    @inline(__always)
    static func text(_ number: UInt32) -> UInt64 {
        var word = UInt64(number)
        word = (word | word << 16) & 0x0000_FFFF_0000_FFFF
        word = (word | word << 8) & 0x00FF_00FF_00FF_00FF
        word = (word | word << 4) & 0x0F0F_0F0F_0F0F_0F0F
        // 1 in each byte whose digit is a letter.
        let letters = ((word &+ repeated(6)) >> 4) & repeated(1)
        return (word &+ repeated(UInt8(ascii: "0")) &+ letters &* 39).byteSwapped
    }

    @inline(__always)
    static func number(_ text: UInt64, _ isLowercase: Bool) -> UInt32? {
        // '0'…'9' are 0x30…0x39, 'A'…'F' 0x41…0x46, 'a'…'f' 0x61…0x66.
        let letters = (text >> 6) & repeated(1)
        var word = (text & repeated(0x0F)) &+ (letters &* 9)
        let isSmall = (text >> 5) & repeated(1)
        let isDigitOrLetter =
            text & repeated(0x80) == 0 && ((text >> 4) & repeated(1)) ^ letters == repeated(1)
            && isSmall | (isLowercase ? 0 : letters) == repeated(1)
            && word & repeated(0xF0) == 0 && ((word &+ repeated(6)) >> 4) & repeated(1) == letters
        guard isDigitOrLetter else { return nil }
        word = word.byteSwapped
        word = (word | word >> 4) & 0x00FF_00FF_00FF_00FF
        word = (word | word >> 8) & 0x0000_FFFF_0000_FFFF
        word = (word | word >> 16) & 0x0000_0000_FFFF_FFFF
        return UInt32(truncatingIfNeeded: word)
    }
}
