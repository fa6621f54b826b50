import CCrypto

/// What is broken as cryptography and still needed by a protocol: never for anything that must resist an attacker.
package enum Insecure {
    /// SHA-1, which the checksum extension of resumable uploads (tus 1.0) demands of every server.
    package struct SHA1: HashFunction {
        package static let blockByteCount = 64
        private var context = SHA_CTX()

        package init() { ccrypto_sha1_init(&context) }

        package mutating func update(bufferPointer: UnsafeRawBufferPointer) {
            ccrypto_sha1_update(&context, bufferPointer.baseAddress, bufferPointer.count)
        }

        package func finalize() -> SHA1Digest {
            var copy = context
            var bytes = [UInt8](repeating: 0, count: SHA1Digest.byteCount)
            ccrypto_sha1_final(&copy, &bytes)
            return SHA1Digest(storage: bytes)
        }
    }

    /// The 20 bytes of a SHA-1.
    package struct SHA1Digest: Digest {
        package static let byteCount = 20
        fileprivate let storage: [UInt8]

        package func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
            try storage.withUnsafeBytes(body)
        }
    }
}
