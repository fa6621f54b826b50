import CCrypto

/// The bytes of a secret key. They are overwritten when the last copy goes, and never appear in a description.
package struct SymmetricKey: Sendable, Equatable, CustomStringConvertible {
    private let storage: Storage

    package init(_ bytes: [UInt8]) {
        storage = Storage(bytes)
    }

    /// A fresh random key.
    package init(bitCount: Int) {
        storage = Storage(randomBytes(count: bitCount / 8))
    }

    package var bitCount: Int { storage.bytes.count * 8 }
    package var description: String { "SymmetricKey(\(bitCount) bits)" }

    package func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try body(UnsafeRawBufferPointer(storage.bytes))
    }

    package static func == (one: Self, other: Self) -> Bool {
        one.withUnsafeBytes { one in other.withUnsafeBytes { constantTimeEqual(one, $0) } }
    }

    /// Unchecked because of the raw pointer: the bytes are written once, in `init`, before anyone else has them.
    private final class Storage: @unchecked Sendable {
        let bytes: UnsafeMutableRawBufferPointer

        init(_ source: [UInt8]) {
            bytes = .allocate(byteCount: source.count, alignment: 8)
            bytes.copyBytes(from: source)
        }

        deinit {
            OPENSSL_cleanse(bytes.baseAddress, bytes.count)
            bytes.deallocate()
        }
    }
}

/// Random bytes fit for keys and tokens. Running without a source of randomness is no state to go on in.
package func randomBytes(count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    precondition(RAND_bytes(&bytes, Int32(count)) == 1, "no secure randomness on this machine")
    return bytes
}

/// Equality in a time that depends on the lengths alone.
package func constantTimeEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    one.withUnsafeBytes { one in other.withUnsafeBytes { constantTimeEqual(one, $0) } }
}

package func constantTimeEqual(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
    guard one.count == other.count else { return false }
    return one.isEmpty || CRYPTO_memcmp(one.baseAddress, other.baseAddress, one.count) == 0
}
