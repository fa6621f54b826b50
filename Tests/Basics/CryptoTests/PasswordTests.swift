import Crypto
import Testing

struct PasswordTests {
    /// From the reference implementation's own tests (argon2, `src/test.c`), version 19.
    @Test(arguments: [
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    ])
    func `a hash of the reference implementation is read as it reads it`(hash: String) {
        #expect(PasswordHash.fits("password", hash))
        #expect(!PasswordHash.fits("Password", hash))
    }

    @Test func `a password fits its own hash, and no hash says which password it was`() throws {
        let hash = try PasswordHash.make("正确的 horse battery")
        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(PasswordHash.fits("正确的 horse battery", hash))
        for wrong in ["", "正确的 horse battery ", "正确的 horse batterz", String(repeating: "x", count: 10_000)] {
            #expect(!PasswordHash.fits(wrong, hash))
        }
        #expect(try PasswordHash.make("正确的 horse battery") != hash, "the salt is another")
    }

    @Test(arguments: ["", "password", "$argon2id$v=19$m=19456,t=2,p=1$", "$argon2i$v=19$m=64,t=2,p=1$c29t$c29t"])
    func `what is no hash fits nothing`(hash: String) { #expect(!PasswordHash.fits("password", hash)) }
}

struct AuthenticatorKeyTests {
    private let key = AuthenticatorKey(Array("12345678901234567890".utf8))

    /// RFC 6238, appendix B, the rows of SHA-1.
    @Test(
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func `codes are those of RFC 6238`(seconds: Int64, code: String) {
        #expect(key.code(step: seconds / 30, digits: 8) == code)
        #expect(key.code(step: seconds / 30) == String(code.suffix(6)))
    }

    /// RFC 4226, appendix D.
    @Test func `counters give the codes of RFC 4226`() {
        let codes = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        #expect((0..<10).map { key.code(step: $0) } == codes)
    }

    @Test func `a code is taken once, half a minute early or late, and no more`() {
        let now: Int64 = 1_111_111_111
        let step = now / 30
        for (offset, isTaken) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] as [(Int64, Bool)] {
            let found = key.step(of: key.code(step: step + offset), atSeconds: now, after: 0)
            #expect((found == step + offset) == isTaken, "\(offset)")
        }
        #expect(key.step(of: key.code(step: step), atSeconds: now, after: step) == nil, "it was used")
        #expect(key.step(of: key.code(step: step - 1), atSeconds: now, after: step) == nil, "a later one was used")
        for wrong in ["", "000000", "05047", "0050471", "05047１"] {
            #expect(key.step(of: wrong, atSeconds: now, after: 0) == nil, "\(wrong)")
        }
    }

    @Test func `an app reads whose key it is`() {
        #expect(key.text == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        #expect(
            key.address(account: "lin.hr", issuer: "云招 & Co")
                == "otpauth://totp/%E4%BA%91%E6%8B%9B%20%26%20Co:lin.hr?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=%E4%BA%91%E6%8B%9B%20%26%20Co")
    }
}
