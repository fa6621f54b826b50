import Domain

/// Text that makes a derived event exactly 700 bytes of JSON.
enum Filler: Sendable {
    /// Pieces of one pseudo-random text, 64 different ones: what the other programs write.
    case pieces([UInt8])
    /// Words of hexadecimal digits that hardly repeat, so that the event compresses badly.
    case words

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

    func text(for event: ApplicationChanged, count: Int64, sum: Int64) -> String {
        let used =
            Filler.frameBytes + event.id.utf8.count + event.applicationID.text.utf8.count + digits(event.n)
            + digits(count) + digits(sum)
        let length = max(0, Filler.eventBytes - used)
        switch self {
        case .pieces(let bytes):
            let start = Int(event.n & 63)
            return String(decoding: bytes[start..<start + length], as: UTF8.self)
        case .words: return words(length, seed: UInt64(truncatingIfNeeded: event.n))
        }
    }

    private func words(_ length: Int, seed: UInt64) -> String {
        String(unsafeUninitializedCapacity: length) { buffer in
            var state = (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15
            for index in 0..<length {
                if index % 16 == 0 {
                    state ^= state >> 30
                    state &*= 0xBF58_476D_1CE4_E5B9
                    state ^= state >> 27
                }
                let digit = UInt8(truncatingIfNeeded: state >> UInt64(index % 16 * 4)) & 15
                buffer[index] = index % 9 == 8 ? UInt8(ascii: " ") : digit < 10 ? 48 + digit : 87 + digit
            }
            return length
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
