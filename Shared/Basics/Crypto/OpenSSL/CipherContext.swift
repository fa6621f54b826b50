import CCrypto

/// One use of an OpenSSL cipher: made, used and freed inside a call.
struct CipherContext: ~Copyable {
    let pointer: OpaquePointer

    init() throws(CryptoError) {
        guard let pointer = EVP_CIPHER_CTX_new() else { throw .refused("EVP_CIPHER_CTX_new") }
        self.pointer = pointer
    }

    deinit { EVP_CIPHER_CTX_free(pointer) }

    /// Runs `input` through the cipher into `output` and gives the number of bytes written.
    func update(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawPointer?) throws(CryptoError) -> Int {
        var written: Int32 = 0
        let source = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        let target = output?.assumingMemoryBound(to: UInt8.self)
        guard EVP_CipherUpdate(pointer, target, &written, source, Int32(input.count)) == 1 else {
            throw .authenticationFailure
        }
        return Int(written)
    }
}
