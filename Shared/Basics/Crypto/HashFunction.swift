import Encoding

/// A cryptographic hash as a value that takes bytes piece by piece: the shape of swift-crypto's protocol.
package protocol HashFunction: Sendable {
    associatedtype Digest: Crypto.Digest
    /// Bytes that the function works on at a time; HMAC needs it.
    static var blockByteCount: Int { get }
    init()
    mutating func update(bufferPointer: UnsafeRawBufferPointer)
    /// The digest of what was given so far; the value may be fed further afterwards.
    func finalize() -> Digest
}

/// The result of a hash. Equality takes the same time wherever two digests differ.
package protocol Digest: Sendable, Hashable {
    static var byteCount: Int { get }
    func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R
}

extension Digest {
    package var bytes: [UInt8] { withUnsafeBytes { Array($0) } }
    /// Lower-case hexadecimal.
    package var hex: String { withUnsafeBytes { Hex.encode($0) } }
}

extension HashFunction {
    package mutating func update(data: [UInt8]) {
        data.withUnsafeBytes { update(bufferPointer: $0) }
    }

    package mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }

    package static func hash(data: UnsafeRawBufferPointer) -> Digest {
        var hasher = Self()
        hasher.update(bufferPointer: data)
        return hasher.finalize()
    }

    package static func hash(data: [UInt8]) -> Digest {
        data.withUnsafeBytes { hash(data: $0) }
    }

    /// The digest of a text's UTF-8.
    package static func hash(_ text: String) -> Digest {
        var hasher = Self()
        hasher.update(text)
        return hasher.finalize()
    }
}
