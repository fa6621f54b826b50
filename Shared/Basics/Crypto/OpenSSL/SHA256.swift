import CCrypto

/// SHA-256 (FIPS 180-4). The state is held in line: making and using one allocates nothing.
package struct SHA256: HashFunction {
    package static let blockByteCount = 64
    private var context = SHA256_CTX()

    package init() { ccrypto_sha256_init(&context) }

    package mutating func update(bufferPointer: UnsafeRawBufferPointer) {
        ccrypto_sha256_update(&context, bufferPointer.baseAddress, bufferPointer.count)
    }

    package func finalize() -> SHA256Digest {
        var copy = context
        var digest = SHA256Digest()
        withUnsafeMutableBytes(of: &digest) { target in
            ccrypto_sha256_final(&copy, target.bindMemory(to: UInt8.self).baseAddress)
        }
        return digest
    }

    /// Writes the 32 bytes of the digest of `input` to the start of `output`, without allocation:
    /// the way event ids are derived, a hundred thousand times a second.
    @inline(__always)
    package static func hash(of input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) {
        precondition(output.count >= SHA256Digest.byteCount, "a SHA-256 digest needs 32 bytes")
        ccrypto_sha256(
            input.baseAddress, input.count, output.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self))
    }
}

/// The 32 bytes of a SHA-256, held in line.
package struct SHA256Digest: Digest {
    package static let byteCount = 32
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init() {}

    /// A digest that was stored before; nil unless there are exactly 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        Swift.withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    }

    package func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try Swift.withUnsafeBytes(of: words, body)
    }

    package static func == (one: Self, other: Self) -> Bool {
        let difference =
            (one.words.0 ^ other.words.0) | (one.words.1 ^ other.words.1)
            | (one.words.2 ^ other.words.2) | (one.words.3 ^ other.words.3)
        return difference == 0
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}
