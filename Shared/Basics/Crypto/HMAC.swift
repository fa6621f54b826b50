/// A keyed hash (RFC 2104).
package struct HMAC<H: HashFunction>: Sendable {
    private var inner = H()
    private var outer = H()

    package init(key: SymmetricKey) {
        var block = [UInt8](repeating: 0, count: H.blockByteCount)
        key.withUnsafeBytes { bytes in
            let bytes = bytes.count > H.blockByteCount ? H.hash(data: bytes).bytes : Array(bytes)
            block.replaceSubrange(0..<bytes.count, with: bytes)
        }
        inner.update(data: block.map { $0 ^ 0x36 })
        outer.update(data: block.map { $0 ^ 0x5c })
    }

    package mutating func update(data: [UInt8]) { inner.update(data: data) }

    package func finalize() -> H.Digest {
        var last = outer
        inner.finalize().withUnsafeBytes { last.update(bufferPointer: $0) }
        return last.finalize()
    }

    package static func authenticationCode(for data: [UInt8], using key: SymmetricKey) -> H.Digest {
        var code = Self(key: key)
        code.update(data: data)
        return code.finalize()
    }
}

/// Keys derived from a key (RFC 5869): one root, as many independent purposes as there are `info` texts.
package enum HKDF<H: HashFunction> {
    /// - Parameter outputByteCount: at most 255 digests.
    @_specialize(where H == SHA256)  // Every read of the vault derives a key, in another module.
    package static func deriveKey(
        inputKeyMaterial: SymmetricKey, salt: [UInt8] = [], info: [UInt8], outputByteCount: Int = 32
    ) -> SymmetricKey {
        precondition(outputByteCount <= 255 * H.Digest.byteCount, "HKDF gives at most 255 digests")
        let zeros = [UInt8](repeating: 0, count: H.Digest.byteCount)
        var extract = HMAC<H>(key: SymmetricKey(salt.isEmpty ? zeros : salt))
        extract.update(data: inputKeyMaterial.withUnsafeBytes { Array($0) })
        let root = SymmetricKey(extract.finalize().bytes)
        var output: [UInt8] = []
        var block: [UInt8] = []
        var counter: UInt8 = 1
        while output.count < outputByteCount {
            block = HMAC<H>.authenticationCode(for: block + info + [counter], using: root).bytes
            output += block
            counter &+= 1
        }
        return SymmetricKey(Array(output.prefix(outputByteCount)))
    }
}
