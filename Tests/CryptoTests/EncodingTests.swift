import Crypto
import Testing

@Suite struct EncodingTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `base64 gives the texts of RFC 4648`(plain: String, text: String) {
        #expect(Base64.standard.encode(Array(plain.utf8)) == text)
        #expect(Base64.standard.decode(text) == Array(plain.utf8))
        let bare = String(text.prefix { $0 != "=" })
        #expect(Base64.url.encode(Array(plain.utf8)) == bare)
        #expect(Base64.url.decode(bare) == Array(plain.utf8))
    }

    @Test func `the two alphabets differ in two characters`() {
        let bytes: [UInt8] = [0xfb, 0xff, 0xbf]
        #expect(Base64.standard.encode(bytes) == "+/+/")
        #expect(Base64.url.encode(bytes) == "-_-_")
        #expect(Base64.standard.decode("-_-_") == nil)
        #expect(Base64.url.decode("+/+/") == nil)
    }

    @Test(arguments: ["Zg", "Zg=", "Zh==", "Z===", "Zm9v\n", "=", "Zg==Zg==", "候选人"])
    func `a second spelling of a value is refused`(text: String) {
        #expect(Base64.standard.decode(text) == nil)
    }

    @Test func `every length of bytes comes back`() {
        for count in 0..<70 {
            let bytes = randomBytes(count: count)
            #expect(Base64.standard.decode(Base64.standard.encode(bytes)) == bytes)
            #expect(Base64.url.decode(Base64.url.encode(bytes)) == bytes)
            #expect(Hex.decode(Hex.encode(bytes)) == bytes)
        }
    }

    @Test func `hexadecimal is lower-case out, either case in, and never odd`() {
        #expect(Hex.encode([0x00, 0xab, 0xff]) == "00abff")
        #expect(Hex.decode("00ABfF") == [0x00, 0xab, 0xff])
        #expect(Hex.decode("0") == nil)
        #expect(Hex.decode("0g") == nil)
    }

    @Test func `comparison finds every difference and keys hide their bytes`() {
        #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEqual([1, 2], [1, 2, 3]))
        #expect(constantTimeEqual([], []))
        let key = SymmetricKey([0x41, 0x42])
        #expect("\(key)" == "SymmetricKey(16 bits)")
        #expect(randomBytes(count: 32) != randomBytes(count: 32))
    }
}
