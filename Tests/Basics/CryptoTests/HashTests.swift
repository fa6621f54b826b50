import Crypto
import Encoding
import Testing

/// Vectors of FIPS 180-4, RFC 4231 and RFC 5869.
@Suite struct HashTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `SHA-256 gives the published digests`(message: String, digest: String) {
        #expect(SHA256.hash(message).hex == digest)
        #expect(SHA256.hash(data: Array(message.utf8)).hex == digest)
        var output = [UInt8](repeating: 0, count: 32)
        Array(message.utf8).withUnsafeBytes { input in
            output.withUnsafeMutableBytes { SHA256.hash(of: input, into: $0) }
        }
        #expect(Hex.encode(output) == digest)
    }

    @Test func `a million letters in pieces give the published digest`() {
        var hasher = SHA256()
        for _ in 0..<1000 { hasher.update(data: [UInt8](repeating: UInt8(ascii: "a"), count: 1000)) }
        #expect(hasher.finalize().hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func `a digest taken half way does not disturb the rest`() {
        var hasher = SHA256()
        hasher.update("ab")
        #expect(hasher.finalize() == SHA256.hash("ab"))
        hasher.update("c")
        #expect(hasher.finalize() == SHA256.hash("abc"))
        #expect(hasher.finalize() != SHA256.hash("ab"))
    }

    @Test func `SHA-1 gives the published digest`() {
        #expect(Insecure.SHA1.hash("abc").hex == "a9993e364706816aba3e25717850c26c9cd0d89d")
    }

    @Test(arguments: [
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func `HMAC gives the published codes`(key: [UInt8], message: String, code: String) {
        let key = SymmetricKey(key)
        let message = Array(message.utf8)
        let found = HMAC<SHA256>.authenticationCode(for: message, using: key)
        #expect(found.hex == code)
    }

    @Test func `HKDF gives the published keys, with a salt and without`() {
        let root = SymmetricKey([UInt8](repeating: 0x0b, count: 22))
        let salted = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: root, salt: Array(0...12), info: Array(0xf0...0xf9), outputByteCount: 42)
        #expect(
            salted.withUnsafeBytes { Hex.encode($0) }
                == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
        let plain = HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: [], outputByteCount: 42)
        #expect(
            plain.withUnsafeBytes { Hex.encode($0) }
                == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
    }
}
