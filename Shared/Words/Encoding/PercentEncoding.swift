/// Percent-encoding of RFC 3986; decoding gives text only when the octets are valid UTF-8.
package enum PercentEncoding {
    /// The text, or nil for a broken escape, invalid UTF-8 or a control character; with `keepsLines` tabs and the ends of
    /// lines are text.
    package static func decode(
        _ text: some StringProtocol, plusIsSpace: Bool = false, keepsLines: Bool = false
    ) -> String? {
        // Most of what is asked has nothing to decode.
        let isPlain = text.utf8.allSatisfy {
            $0 > 31 && $0 != 127 && $0 != UInt8(ascii: "%") && !(plusIsSpace && $0 == UInt8(ascii: "+"))
        }
        guard !isPlain else { return String(text) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(Hex.value), let low = rest.next().flatMap(Hex.value) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        let isControl: (UInt8) -> Bool = { byte in
            byte == 127 || byte < 32 && !(keepsLines && (byte == 9 || byte == 10 || byte == 13))
        }
        guard !bytes.contains(where: isControl) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The text with everything but unreserved characters escaped; slashes stay where it is a path.
    package static func encode(_ text: String, keepingSlashes: Bool = false) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte.isUnreserved || keepingSlashes && byte == UInt8(ascii: "/") {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let hexDigits = Array("0123456789ABCDEF".utf8)
}

extension UInt8 {
    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
