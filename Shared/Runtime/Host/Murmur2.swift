/// The partition of a key as Java's client and librdkafka's `murmur2_random` compute it: MurmurHash2 with Kafka's seed, made
/// positive, modulo the partition count.
func partition(of key: String, count: Int) -> Int {
    var key = key
    return key.withUTF8 { Int(murmur2($0) & 0x7FFF_FFFF) % count }
}

private func murmur2(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let m: UInt32 = 0x5BD1_E995
    var hash: UInt32 = 0x9747_B28C ^ UInt32(truncatingIfNeeded: bytes.count)
    var index = 0
    while index + 4 <= bytes.count {
        var k = UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
        k |= UInt32(bytes[index + 3]) << 24
        k = k &* m
        k ^= k >> 24
        hash = (hash &* m) ^ (k &* m)
        index += 4
    }
    let rest = bytes.count - index
    if rest == 3 { hash ^= UInt32(bytes[index + 2]) << 16 }
    if rest >= 2 { hash ^= UInt32(bytes[index + 1]) << 8 }
    if rest >= 1 {
        hash ^= UInt32(bytes[index])
        hash = hash &* m
    }
    hash ^= hash >> 13
    hash = hash &* m
    return hash ^ hash >> 15
}
