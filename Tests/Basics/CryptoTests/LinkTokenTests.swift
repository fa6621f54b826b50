import Crypto
import Testing

@Suite struct LinkTokenTests {
    let claim = LinkToken.Claim(.interview, issuedAt: 1_795_275_000, endsAt: 1_800_459_000)

    @Test func `a token says what it was made for, to whoever has the secret`() throws {
        let tokens = try LinkToken(secret: Array("sixteen bytes at least".utf8))
        let others = try LinkToken(secret: Array("another secret altogether".utf8))
        for purpose in LinkToken.Purpose.allCases {
            let claim = LinkToken.Claim(purpose, issuedAt: 1, endsAt: Int64(UInt32.max))
            let token = tokens.token(for: "app-1", claim)
            #expect(token.utf8.count == 36 && !token.contains("."))
            #expect(tokens.open(token, for: "app-1") == claim)
            #expect(tokens.open(token, for: "app-2") == nil)
            #expect(others.open(token, for: "app-1") == nil)
        }
        #expect(tokens.token(for: "app-1", claim) == tokens.token(for: "app-1", claim), "a second mail is the same")
        for nonsense in ["", "a", String(repeating: "A", count: 36), String(repeating: "é", count: 36)] {
            #expect(tokens.open(nonsense, for: "app-1") == nil)
        }
        #expect(throws: CryptoError.incorrectKeySize) { try LinkToken(secret: [1, 2, 3]) }
        #expect(throws: CryptoError.incorrectKeySize) { try LinkToken(secrets: []) }
        #expect(
            tokens.link("https://jobs.example/", for: "app-1", claim).hasPrefix("https://jobs.example/i#app-1."))
    }

    @Test func `no part of a token can be changed`() throws {
        let tokens = try LinkToken(secret: Array("sixteen bytes at least".utf8))
        let token = tokens.token(for: "app-1", claim)
        for index in token.indices {
            var forged = token
            forged.replaceSubrange(index...index, with: token[index] == "A" ? "B" : "A")
            #expect(tokens.open(forged, for: "app-1") == nil, "forged at \(index)")
        }
    }

    @Test func `a code has eight digits and is its own number's and application's`() throws {
        let tokens = try LinkToken(secret: Array("sixteen bytes at least".utf8))
        var seen: Set<String> = []
        for number in 0..<1000 {
            let code = tokens.code(for: "app-1", "\(number)")
            #expect(code.utf8.count == 8 && code.utf8.allSatisfy { (48...57).contains($0) })
            seen.insert(code)
        }
        #expect(seen.count > 990)
        let code = tokens.code(for: "app-1", "a")
        #expect(tokens.isCode(code, for: "app-1", "a"))
        #expect(tokens.isCode("\(code.prefix(4)) \(code.suffix(4))", for: "app-1", "a"), "as people type it")
        #expect(!tokens.isCode(code, for: "app-2", "a") && !tokens.isCode(code, for: "app-1", "b"))
        #expect(!tokens.isCode("", for: "app-1", "a") && !tokens.isCode(String(code.dropLast()), for: "app-1", "a"))
    }
}
