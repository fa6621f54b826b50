import CCrypto

/// Signatures on Curve25519.
package enum Curve25519 {
    /// Ed25519 (RFC 8032).
    package enum Signing {
        /// A signing key; 32 bytes of seed.
        package struct PrivateKey: Sendable {
            private let seed: SymmetricKey
            package let publicKey: PublicKey

            package init() throws(CryptoError) {
                try self.init(rawRepresentation: randomBytes(count: 32))
            }

            package init(rawRepresentation: [UInt8]) throws(CryptoError) {
                guard rawRepresentation.count == 32 else { throw .incorrectKeySize }
                seed = SymmetricKey(rawRepresentation)
                let key = try PKey(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, rawRepresentation, 32))
                var point = [UInt8](repeating: 0, count: 32)
                var count = point.count
                guard EVP_PKEY_get_raw_public_key(key.pointer, &point, &count) == 1 else {
                    throw .refused("EVP_PKEY_get_raw_public_key")
                }
                publicKey = try PublicKey(rawRepresentation: point)
            }

            package var rawRepresentation: [UInt8] { seed.withUnsafeBytes { Array($0) } }

            /// The 64 bytes of the signature over `message`.
            package func signature(for message: [UInt8]) throws(CryptoError) -> [UInt8] {
                let key = try PKey(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, rawRepresentation, 32))
                guard let context = EVP_MD_CTX_new() else { throw .refused("EVP_MD_CTX_new") }
                defer { EVP_MD_CTX_free(context) }
                var signature = [UInt8](repeating: 0, count: 64)
                var count = signature.count
                guard EVP_DigestSignInit(context, nil, nil, nil, key.pointer) == 1,
                    EVP_DigestSign(context, &signature, &count, message, message.count) == 1, count == 64
                else { throw .refused("EVP_DigestSign") }
                return signature
            }
        }

        /// A key that checks signatures; 32 bytes.
        package struct PublicKey: Sendable, Equatable {
            package let rawRepresentation: [UInt8]

            package init(rawRepresentation: [UInt8]) throws(CryptoError) {
                guard rawRepresentation.count == 32 else { throw .incorrectKeySize }
                self.rawRepresentation = rawRepresentation
            }

            package func isValidSignature(_ signature: [UInt8], for message: [UInt8]) -> Bool {
                guard signature.count == 64,
                    let key = try? PKey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, rawRepresentation, 32)),
                    let context = EVP_MD_CTX_new()
                else { return false }
                defer { EVP_MD_CTX_free(context) }
                return EVP_DigestVerifyInit(context, nil, nil, nil, key.pointer) == 1
                    && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
            }
        }
    }

    /// One OpenSSL key, freed with its owner.
    private struct PKey: ~Copyable {
        let pointer: OpaquePointer

        init(_ pointer: OpaquePointer?) throws(CryptoError) {
            guard let pointer else { throw .refused("EVP_PKEY_new_raw_key") }
            self.pointer = pointer
        }

        deinit { EVP_PKEY_free(pointer) }
    }
}
