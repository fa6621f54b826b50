/// Spoils bytes in the ways in which outsiders do, by dice with a seed: the same seed spoils in the same way.
struct Mutator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    /// Pieces that mean something to one parser or another.
    private static let pieces: [[UInt8]] =
        [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "-0", "1e999", "1e-999", "9223372036854775808",
            "0.1.2",
            "\\u0000", "\\ud800", "\\ud83d\\ude00", "\u{FEFF}", "\u{202E}", "\r\n", "\0", "{\"a\":{\"a\":",
            "[[[[[[[[[[[[[[[[",
            "\"applicationID\":\"x\",", "2026-02-30T25:61:61Z", "2026-01-01T00:00:00+24:00", "-1", "1.0",
            "\u{0}\u{1}\u{7F}",
            "application/cloudevents+json", "../../etc/passwd", "%00", "${x}", "{{7*7}}", "' OR 1=1 --",
            "\u{1F600}\u{200D}",
        ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]

    /// One to four changes; `others` lend pieces of themselves.
    mutating func spoiled(_ bytes: [UInt8], others: [[UInt8]] = []) -> [UInt8] {
        var result = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) { change(&result, others) }
        return result
    }

    private mutating func change(_ bytes: inout [UInt8], _ others: [[UInt8]]) {
        let place = Int.random(in: 0...bytes.count, using: &self)
        let span = place..<min(bytes.count, place + Int.random(in: 0...24, using: &self))
        switch Int.random(in: 0..<9, using: &self) {
        case 0 where place < bytes.count: bytes[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &self))
        case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &self)
        case 2: bytes.removeSubrange(span)
        case 3: bytes.insert(contentsOf: Array(bytes[span]), at: place)
        case 4: bytes.insert(contentsOf: Self.pieces.randomElement(using: &self) ?? [], at: place)
        case 5: bytes.replaceSubrange(span, with: Self.pieces.randomElement(using: &self) ?? [])
        case 6: bytes.removeSubrange(place...)
        case 7:
            let piece = Self.pieces.randomElement(using: &self) ?? []
            for _ in 0..<Int.random(in: 1...300, using: &self) { bytes.insert(contentsOf: piece, at: place) }
        default:
            guard let other = others.randomElement(using: &self), !other.isEmpty else { return }
            let start = Int.random(in: 0..<other.count, using: &self)
            bytes.insert(contentsOf: other[start..<min(other.count, start + 40)], at: place)
        }
    }
}
