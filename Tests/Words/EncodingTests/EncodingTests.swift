import Encoding
import Testing

struct EncodingTests {
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

    @Test(
        arguments: [
            ("", []), ("AA==", [0]), ("/+8=", [255, 239]), ("YWJj", Array("abc".utf8)), ("A", nil), ("A===", nil),
            ("AB==", nil), ("AA==AA==", nil), ("AA A", nil), ("====", nil),
        ] as [(String, [UInt8]?)])
    func `base64 is read strictly`(text: String, bytes: [UInt8]?) {
        #expect(Base64.standard.decode(text) == bytes)
    }

    @Test func `every length of bytes comes back`() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 89 &+ count) }
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

    @Test(arguments: [
        ("abc", "abc" as String?), ("a%20b", "a b"), ("%E4%B8%AD", "中"), ("a+b", "a+b"), ("%", nil), ("%4", nil),
        ("%gg", nil),
        ("%ff", nil), ("%c0%af", nil), ("%00", nil), ("%0d%0a", nil), ("%7F", nil), ("", ""),
    ])
    func `percent-encoding gives text or nothing`(encoded: String, text: String?) {
        #expect(PercentEncoding.decode(encoded) == text)
    }

    @Test(arguments: ["a b", "中文/路径", "100%", "a&b=c+d", "~-._", ""])
    func `what was encoded decodes to itself`(text: String) {
        #expect(PercentEncoding.decode(PercentEncoding.encode(text)) == text)
    }

    @Test func `a path keeps its slashes`() {
        #expect(PercentEncoding.encode("a/b c", keepingSlashes: true) == "a/b%20c")
        #expect(PercentEncoding.encode("a/b") == "a%2Fb")
    }

    @Test(arguments: [("Content-Type", true), ("x~1", true), ("", false), ("a b", false), ("a:b", false), ("ä", false)])
    func `a name of a header is a token`(text: String, isToken: Bool) {
        #expect(HTTPToken.isToken(text) == isToken)
    }
}

struct Base32Tests {
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `base32 gives the texts of RFC 4648, without their padding`(plain: String, text: String) {
        #expect(Base32.encode(Array(plain.utf8)) == text)
    }
}
