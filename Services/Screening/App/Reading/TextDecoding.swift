import Glibc

/// Decodes plain text in the encodings that résumés come in: UTF-8, UTF-16, GB18030, Windows-1252.
enum TextDecoding {
    /// Nil when the bytes are no text.
    static func decode(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(validating: bytes.dropFirst(3), as: UTF8.self) }
        if bytes.starts(with: [0xFF, 0xFE]) { return convert(bytes.dropFirst(2), from: "UTF-16LE") }
        if bytes.starts(with: [0xFE, 0xFF]) { return convert(bytes.dropFirst(2), from: "UTF-16BE") }
        if bytes.contains(0) {
            guard let encoding = utf16(bytes) else { return nil }
            return convert(bytes[...], from: encoding)
        }
        // Controls other than line ends, tabs, form feeds and escapes are no part of a text.
        guard !bytes.contains(where: { $0 < 0x20 && ![0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B].contains($0) }) else {
            return nil
        }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        if looksChinese(bytes), let text = convert(bytes[...], from: "GB18030") { return text }
        return convert(bytes[...], from: "WINDOWS-1252")
    }

    /// Text in UTF-16 without a mark has its zero bytes on one side.
    private static func utf16(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 4, bytes.count % 2 == 0 else { return nil }
        var zeros = (even: 0, odd: 0)
        for (index, byte) in bytes.enumerated() where byte == 0 {
            if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        let pairs = bytes.count / 2
        if zeros.odd > pairs / 4, zeros.even * 20 < pairs { return "UTF-16LE" }
        if zeros.even > pairs / 4, zeros.odd * 20 < pairs { return "UTF-16BE" }
        return nil
    }

    /// The common Chinese characters have both bytes above 0xA0; accented Latin letters stand alone among ASCII.
    private static func looksChinese(_ bytes: [UInt8]) -> Bool {
        var pairs = 0
        var singles = 0
        var index = 0
        while index < bytes.count {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            if index + 1 < bytes.count, bytes[index] >= 0xA1, bytes[index + 1] >= 0xA1 {
                pairs += 1
                index += 2
            } else {
                singles += 1
                index += 1
            }
        }
        return pairs > 2 * singles
    }

    private static func convert(_ bytes: ArraySlice<UInt8>, from encoding: String) -> String? {
        guard !bytes.isEmpty else { return "" }
        let converter = iconv_open("UTF-8", encoding)
        // The C macro for failure is (iconv_t)-1.
        guard let converter, Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        var input = Array(bytes).map { CChar(bitPattern: $0) }
        // No encoding here grows by more than three times.
        var output = [CChar](repeating: 0, count: input.count * 3 + 16)
        var (inputLeft, outputLeft) = (input.count, output.count)
        let failed = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var (from, to) = (input.baseAddress, output.baseAddress)
                return iconv(converter, &from, &inputLeft, &to, &outputLeft) == Int.max.magnitude * 2 + 1
            }
        }
        guard !failed, inputLeft == 0 else { return nil }
        return String(validating: output.dropLast(outputLeft).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
