/// The one conversation that librdkafka 2.0.2 and the in-memory broker cannot have: ApiVersions in version 3.
///
/// The broker's answer carries tagged fields that this librdkafka misreads, so the question goes on as version 0 and
/// the answer comes back in version 3 without tags.
enum ApiVersionsAnswer {
    static let apiKey: Int16 = 18

    /// The question in version 0, or `nil` when the frame (without its length) is not ApiVersions 3 or later.
    static func questionInVersion0(_ frame: [UInt8]) -> [UInt8]? {
        guard frame.count >= 10, integer16(frame, at: 0) == apiKey, integer16(frame, at: 2) >= 3 else { return nil }
        let nameBytes = max(0, Int(integer16(frame, at: 8)))
        guard frame.count >= 10 + nameBytes else { return nil }
        return Array(frame[0..<2]) + [0, 0] + Array(frame[4..<10 + nameBytes])
    }

    /// An answer of version 0 (without its length) as one of version 3; `nil` when it is cut short.
    static func inVersion3(_ answer: [UInt8]) -> [UInt8]? {
        guard answer.count >= 10 else { return nil }
        let count = Int(answer[6]) << 24 | Int(answer[7]) << 16 | Int(answer[8]) << 8 | Int(answer[9])
        guard (0...1000).contains(count), answer.count >= 10 + 6 * count else { return nil }
        var result = Array(answer[0..<6]) + unsigned(count + 1)
        for index in 0..<count {
            result += answer[10 + 6 * index..<16 + 6 * index] + [0]
        }
        return result + [0, 0, 0, 0, 0]
    }

    private static func integer16(_ bytes: [UInt8], at index: Int) -> Int16 {
        Int16(bitPattern: UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]))
    }

    /// An unsigned number in groups of seven bits, the lowest first.
    private static func unsigned(_ number: Int) -> [UInt8] {
        number < 0x80 ? [UInt8(number)] : [UInt8(number & 0x7f | 0x80)] + unsigned(number >> 7)
    }
}
