import Domain

/// Text that makes a derived event exactly 700 bytes of JSON.
enum Filler: Sendable {
    /// Pieces of one pseudo-random text, 64 different ones: what the other programs write.
    case pieces([UInt8])
    /// Places in a megabyte of words of hexadecimal digits: hardly anything repeats within what a codec looks back at, so the
    /// event compresses badly.
    case words([UInt8])

    static let eventBytes = 700
    /// `{"causeID":"","applicationID":"","n":,"count":,"sum":,"filler":""}`
    private static let frameBytes = 66

    static let repeated: Filler = {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        var state: UInt64 = 88_172_645_463_325_252
        return .pieces(
            (0..<eventBytes + 64).map { _ in
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                return letters[Int(state % UInt64(letters.count))]
            })
    }()

    static let rareWords: Filler = {
        var state: UInt64 = 88_172_645_463_325_252
        return .words(
            (0..<1 << 20).map { index in
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                let digit = UInt8(truncatingIfNeeded: state >> 32) & 15
                return index % 9 == 8 ? UInt8(ascii: " ") : digit < 10 ? 48 + digit : 87 + digit
            })
    }()

    func text(for event: ApplicationChanged, count: Int64, sum: Int64) -> String {
        let used =
            Filler.frameBytes + event.id.utf8.count + event.applicationID.text.utf8.count + digits(event.n)
            + digits(count) + digits(sum)
        let length = max(0, Filler.eventBytes - used)
        switch self {
        case .pieces(let bytes):
            let start = Int(event.n & 63)
            return String(decoding: bytes[start..<start + length], as: UTF8.self)
        case .words(let bytes):
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
