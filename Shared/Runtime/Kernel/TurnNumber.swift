import Domain

/// Whose turn work takes, as a number: what one sender asks about one subject shares a turn, so that neither a sender nor an
/// job with very much work keeps the others waiting.
package enum TurnNumber {
    /// FNV-1a over 64 bits. Two who meet in one number share a turn, which is unfair to them and harms nothing.
    package static func of(sender: some Sequence<UInt8>, subject: String) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func take(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        for byte in sender { take(byte) }
        take(0)
        for byte in subject.utf8 { take(byte) }
        return Int64(bitPattern: hash)
    }
}
