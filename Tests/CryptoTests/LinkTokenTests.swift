import Crypto
import Testing

@Suite struct LinkTokenTests {
    @Test func `a token holds for one application and one purpose under one secret`() throws {
        let tokens = try LinkToken(secret: Array("sixteen bytes at least".utf8))
        let others = try LinkToken(secret: Array("another secret altogether".utf8))
        let token = tokens.token(for: "app-1", .interview)
        // openssl dgst -sha256 -hmac 'sixteen bytes at least', of "link:app-1:interview", in base64url, 32 characters.
        #expect(token == "Id6Y318YIcnkhm3ysBuGLt5ANBgWUO6a")
        #expect(tokens.isValid(token, for: "app-1", .interview))
        #expect(!tokens.isValid(token, for: "app-2", .interview))
        #expect(!tokens.isValid(token, for: "app-1", .offer))
        #expect(!tokens.isValid(String(token.dropLast()), for: "app-1", .interview))
        #expect(!tokens.isValid("", for: "app-1", .interview))
        #expect(!others.isValid(token, for: "app-1", .interview))
        #expect(
            tokens.link("https://jobs.example/", for: "app-1", .interview) == "https://jobs.example/i#app-1.\(token)")
        #expect(throws: CryptoError.incorrectKeySize) { try LinkToken(secret: [1, 2, 3]) }
    }
}
