import CCrypto

extension AES {
    /// A key sealed under a key (RFC 3394): no nonce to keep, and a wrong key is noticed.
    package enum KeyWrap {
        /// The wrapped form, eight bytes longer than the key.
        package static func wrap(_ key: SymmetricKey, using kek: SymmetricKey) throws -> [UInt8] {
            guard key.bitCount >= 128, key.bitCount % 64 == 0 else { throw CryptoError.incorrectKeySize }
            return try key.withUnsafeBytes { (bytes) in
                try run(bytes, using: kek, wrapping: true, outputByteCount: bytes.count + 8)
            }
        }

        /// - Throws: `authenticationFailure` when the bytes were changed or wrapped under another key.
        package static func unwrap(_ wrapped: [UInt8], using kek: SymmetricKey) throws -> SymmetricKey {
            guard wrapped.count >= 24, wrapped.count % 8 == 0 else { throw CryptoError.incorrectParameterSize }
            let bytes = try wrapped.withUnsafeBytes { (bytes) in
                try run(bytes, using: kek, wrapping: false, outputByteCount: bytes.count - 8)
            }
            return SymmetricKey(bytes)
        }

        private static func run(
            _ input: UnsafeRawBufferPointer, using kek: SymmetricKey, wrapping: Bool, outputByteCount: Int
        ) throws -> [UInt8] {
            let cipher: OpaquePointer?
            switch kek.bitCount {
            case 128: cipher = EVP_aes_128_wrap()
            case 192: cipher = EVP_aes_192_wrap()
            case 256: cipher = EVP_aes_256_wrap()
            default: throw CryptoError.incorrectKeySize
            }
            let context = try CipherContext()
            ccrypto_allow_wrap(context.pointer)
            let ready = kek.withUnsafeBytes { key in
                EVP_CipherInit_ex(
                    context.pointer, cipher, nil, key.baseAddress?.assumingMemoryBound(to: UInt8.self), nil,
                    wrapping ? 1 : 0)
            }
            guard ready == 1 else { throw CryptoError.refused("EVP_CipherInit_ex") }
            // The cipher may write a block more than it keeps.
            var output = [UInt8](repeating: 0, count: outputByteCount + 16)
            let written = try output.withUnsafeMutableBytes { (target) in
                try context.update(input, into: target.baseAddress)
            }
            guard written == outputByteCount else { throw CryptoError.authenticationFailure }
            return Array(output.prefix(written))
        }
    }
}
