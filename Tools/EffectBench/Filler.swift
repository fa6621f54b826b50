import Domain

/// Text that makes a derived event exactly 700 bytes of JSON.
enum Filler: Sendable {
    /// Pieces of one pseudo-random text, 64 different ones: what the other programs write.
    case pieces([UInt8])
    /// Places in a megabyte of text, so that hardly two events have a piece in common.
    case places([UInt8])

    static let eventBytes = 700
    /// `{"causeID":"","applicationID":"","n":,"count":,"sum":,"filler":""}`
    private static let frameBytes = 66

    init?(named name: String) {
        var random = Xorshift()
        switch name {
        case "pieces":
            let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
            self = .pieces(
                (0..<Filler.eventBytes + 64).map { _ in letters[Int(random.next() % UInt64(letters.count))] })
        case "words":
            // 2 000 words of eight hexadecimal digits, which come again as often as the words of a text do.
            let words = (0..<2000).map { _ in (0..<8).map { _ in random.digit() } + [UInt8(ascii: " ")] }
            self = .places((0..<Filler.storeBytes / 9).flatMap { _ in words[Int(random.next() >> 20 % 2000)] })
        case "noise":
            // No word comes twice within what a codec looks back at.
            self = .places((0..<Filler.storeBytes).map { $0 % 9 == 8 ? UInt8(ascii: " ") : random.digit() })
        default: return nil
        }
    }

    private static let storeBytes = 1 << 20

    func text(for event: ApplicationChanged, count: Int64, sum: Int64) -> String {
        let used =
            Filler.frameBytes + event.id.utf8.count + event.applicationID.text.utf8.count + digits(event.n)
            + digits(count) + digits(sum)
        let length = max(0, Filler.eventBytes - used)
        switch self {
        case .pieces(let bytes):
            let start = Int(event.n & 63)
            return String(decoding: bytes[start..<start + length], as: UTF8.self)
        case .places(let bytes):
            let place = UInt64(truncatingIfNeeded: event.n) &* 0x9E37_79B9_7F4A_7C15 >> 40
            let start = Int(place) % (bytes.count - Filler.eventBytes)
            return String(decoding: bytes[start..<start + length], as: UTF8.self)
        }
    }

    private func digits(_ number: Int64) -> Int {
        var rest = number
        var count = 1
        while rest >= 10 {
            rest /= 10
            count += 1
        }
        return count
    }
}

/// Marsaglia's xorshift with the shifts 13, 7 and 17: the same text in every run, and in the other programs'.
private struct Xorshift {
    private var state: UInt64 = 88_172_645_463_325_252

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func digit() -> UInt8 {
        let digit = UInt8(truncatingIfNeeded: next() >> 30) & 15
        return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
}
