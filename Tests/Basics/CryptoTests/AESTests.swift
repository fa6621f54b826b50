import Crypto
import Encoding
import Testing

/// Test case 16 of the GCM specification (McGrew and Viega) and section 4.6 of RFC 3394.
@Suite struct AESTests {
    let key = SymmetricKey(Hex.decode("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")!)
    let nonce = Hex.decode("cafebabefacedbaddecaf888")!
    let data = Hex.decode("feedfacedeadbeeffeedfacedeadbeefabaddad2")!
    let message = Hex.decode(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39")!

    @Test func `GCM gives the published ciphertext and tag`() throws {
        let box = try AES.GCM.seal(message, using: key, nonce: nonce, authenticating: data)
        #expect(
            Hex.encode(box.ciphertext)
                == "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662")
        #expect(Hex.encode(box.tag) == "76fc6ece0f4e1768cddf8853bb2d551b")
        #expect(try AES.GCM.open(box, using: key, authenticating: data) == message)
    }

    @Test func `every flipped bit of a sealed box is noticed`() throws {
        let combined = try AES.GCM.seal(message, using: key, authenticating: data).combined
        for bit in 0..<(combined.count * 8) {
            var changed = combined
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: CryptoError.authenticationFailure) {
                try AES.GCM.open(AES.GCM.SealedBox(combined: changed), using: key, authenticating: data)
            }
        }
    }

    @Test func `another key, other data or a cut box does not open`() throws {
        let box = try AES.GCM.seal(message, using: key, authenticating: data)
        #expect(throws: CryptoError.authenticationFailure) {
            try AES.GCM.open(box, using: SymmetricKey(bitCount: 256), authenticating: data)
        }
        #expect(throws: CryptoError.authenticationFailure) { try AES.GCM.open(box, using: key) }
        #expect(throws: CryptoError.incorrectParameterSize) {
            try AES.GCM.SealedBox(combined: Array(box.combined.prefix(27)))
        }
        #expect(throws: CryptoError.incorrectKeySize) {
            try AES.GCM.seal(message, using: SymmetricKey(bitCount: 64))
        }
    }

    @Test func `an empty message is sealed and opened`() throws {
        let box = try AES.GCM.seal([], using: key, authenticating: data)
        #expect(box.ciphertext.isEmpty)
        #expect(try AES.GCM.open(box, using: key, authenticating: data).isEmpty)
    }

    @Test func `key wrap gives the published bytes and notices a change`() throws {
        let kek = SymmetricKey(Array(0...31))
        let key = SymmetricKey(Hex.decode("00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f")!)
        let wrapped = try AES.KeyWrap.wrap(key, using: kek)
        #expect(
            Hex.encode(wrapped)
                == "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21")
        #expect(try AES.KeyWrap.unwrap(wrapped, using: kek) == key)
        #expect(throws: CryptoError.authenticationFailure) {
            try AES.KeyWrap.unwrap(wrapped, using: SymmetricKey(Array(1...32)))
        }
        for index in wrapped.indices {
            var changed = wrapped
            changed[index] ^= 0x80
            #expect(throws: CryptoError.authenticationFailure) { try AES.KeyWrap.unwrap(changed, using: kek) }
        }
    }
}
