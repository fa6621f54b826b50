import CCrypto

extension AES {
    /// Authenticated encryption (NIST SP 800-38D) with a 96-bit nonce and a 128-bit tag.
    package enum GCM {
        package static let nonceByteCount = 12
        package static let tagByteCount = 16

        /// Nonce, ciphertext and tag of one sealed message.
        package struct SealedBox: Sendable, Equatable {
            package let nonce: [UInt8]
            package let ciphertext: [UInt8]
            package let tag: [UInt8]

            package init(nonce: [UInt8], ciphertext: [UInt8], tag: [UInt8]) {
                self.nonce = nonce
                self.ciphertext = ciphertext
                self.tag = tag
            }

            /// Reads `nonce ‖ ciphertext ‖ tag`.
            package init(combined: [UInt8]) throws {
                guard combined.count >= nonceByteCount + tagByteCount else { throw CryptoError.incorrectParameterSize }
                self.init(
                    nonce: Array(combined.prefix(nonceByteCount)),
                    ciphertext: Array(combined.dropFirst(nonceByteCount).dropLast(tagByteCount)),
                    tag: Array(combined.suffix(tagByteCount)))
            }

            /// `nonce ‖ ciphertext ‖ tag`.
            package var combined: [UInt8] { nonce + ciphertext + tag }
        }

        /// Seals `message`; `data` is authenticated with it and must be given again to open.
        /// - Parameter nonce: twelve bytes never used with this key before; random when left out.
        package static func seal(
            _ message: [UInt8], using key: SymmetricKey, nonce: [UInt8]? = nil, authenticating data: [UInt8] = []
        ) throws -> SealedBox {
            let nonce = nonce ?? randomBytes(count: nonceByteCount)
            var sealed = [UInt8](repeating: 0, count: message.count + tagByteCount)
            let count = message.count
            try sealed.withUnsafeMutableBytes { (target) in
                try message.withUnsafeBytes { (source) in
                    try seal(source, using: key, nonce: nonce, authenticating: data, into: target)
                }
            }
            return SealedBox(
                nonce: nonce, ciphertext: Array(sealed.prefix(count)), tag: Array(sealed.suffix(tagByteCount)))
        }

        /// Opens what `seal` made.
        /// - Throws: `authenticationFailure` when a bit, the key or the authenticated data differs.
        package static func open(
            _ box: SealedBox, using key: SymmetricKey, authenticating data: [UInt8] = []
        ) throws -> [UInt8] {
            guard box.tag.count == tagByteCount else { throw CryptoError.incorrectParameterSize }
            let sealed = box.ciphertext + box.tag
            return try sealed.withUnsafeBytes { (bytes) in
                try open(bytes, using: key, nonce: box.nonce, authenticating: data)
            }
        }

        /// Seals in place of the caller's choosing: `output` takes the ciphertext and then the tag.
        package static func seal(
            _ message: UnsafeRawBufferPointer, using key: SymmetricKey, nonce: [UInt8],
            authenticating data: [UInt8], into output: UnsafeMutableRawBufferPointer
        ) throws {
            precondition(output.count >= message.count + tagByteCount, "no room for the tag")
            let context = try start(key, nonce, encrypting: true)
            try authenticate(data, in: context)
            let start = output.baseAddress.unsafelyUnwrapped
            var written = 0
            if !message.isEmpty { written = try context.update(message, into: start) }
            var rest: Int32 = 0
            var empty: UInt8 = 0
            guard EVP_CipherFinal_ex(context.pointer, &empty, &rest) == 1,
                ccrypto_gcm_get_tag(context.pointer, start + written) == 1
            else { throw CryptoError.refused("EVP_CipherFinal_ex") }
        }

        /// Opens `ciphertext ‖ tag`.
        package static func open(
            _ sealed: UnsafeRawBufferPointer, using key: SymmetricKey, nonce: [UInt8], authenticating data: [UInt8]
        ) throws -> [UInt8] {
            guard sealed.count >= tagByteCount else { throw CryptoError.incorrectParameterSize }
            let count = sealed.count - tagByteCount
            let context = try start(key, nonce, encrypting: false)
            try authenticate(data, in: context)
            var message = [UInt8](repeating: 0, count: count)
            if count > 0 {
                try message.withUnsafeMutableBytes { (target) in
                    _ = try context.update(
                        UnsafeRawBufferPointer(rebasing: sealed[0..<count]), into: target.baseAddress)
                }
            }
            var rest: Int32 = 0
            var empty: UInt8 = 0
            guard ccrypto_gcm_set_tag(context.pointer, sealed.baseAddress.unsafelyUnwrapped + count) == 1,
                EVP_CipherFinal_ex(context.pointer, &empty, &rest) == 1
            else { throw CryptoError.authenticationFailure }
            return message
        }

        private static func start(
            _ key: SymmetricKey, _ nonce: [UInt8], encrypting: Bool
        ) throws -> CipherContext {
            guard nonce.count == nonceByteCount else { throw CryptoError.incorrectParameterSize }
            let cipher: OpaquePointer?
            switch key.bitCount {
            case 128: cipher = EVP_aes_128_gcm()
            case 256: cipher = EVP_aes_256_gcm()
            default: throw CryptoError.incorrectKeySize
            }
            let context = try CipherContext()
            let ready = key.withUnsafeBytes { key in
                EVP_CipherInit_ex(
                    context.pointer, cipher, nil, key.baseAddress?.assumingMemoryBound(to: UInt8.self), nonce,
                    encrypting ? 1 : 0)
            }
            guard ready == 1 else { throw CryptoError.refused("EVP_CipherInit_ex") }
            return context
        }

        private static func authenticate(_ data: [UInt8], in context: borrowing CipherContext) throws {
            guard !data.isEmpty else { return }
            var written: Int32 = 0
            guard EVP_CipherUpdate(context.pointer, nil, &written, data, Int32(data.count)) == 1 else {
                throw CryptoError.refused("EVP_CipherUpdate")
            }
        }
    }
}
