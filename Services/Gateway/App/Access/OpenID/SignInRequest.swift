import Crypto
import Domain
import Encoding
import JSON

/// One way to the provider and back, as the browser that goes it carries it: sealed, in a cookie of ten minutes.
struct SignInRequest: Codable, Sendable, Hashable {
    /// What comes back in the address.
    let state: String
    /// What comes back in the token.
    let nonce: String
    /// What proves at the end that who asks is who began (RFC 7636).
    let verifier: String
    /// Where to go on in the console.
    let place: String
    let endsAt: Instant

    static let minutesMax: Int64 = 10

    static func fresh(place: String, at now: Instant) -> SignInRequest {
        func word() -> String { Base64.url.encode(randomBytes(count: 32)) }
        return SignInRequest(
            state: word(), nonce: word(), verifier: word(), place: place,
            endsAt: now.advanced(byMinutes: minutesMax))
    }

    /// S256 of the verifier (RFC 7636 §4.2).
    var challenge: String { Base64.url.encode(SHA256.hash(verifier).bytes) }

    var stateHash: [UInt8] { SHA256.hash(state).bytes }

    private static let place = Array("sign-in at a provider".utf8)

    func sealed(with key: SymmetricKey) throws -> String {
        Base64.url.encode(
            try AES.GCM.seal(try JSON.encode(self), using: key, authenticating: Self.place).combined)
    }

    /// Nil for what was not sealed here, or is over.
    static func open(_ text: String, with key: SymmetricKey, at now: Instant) -> SignInRequest? {
        guard text.utf8.count <= 4_000, let bytes = Base64.url.decode(text),
            let box = try? AES.GCM.SealedBox(combined: bytes),
            let plain = try? AES.GCM.open(box, using: key, authenticating: place),
            let request = try? JSON.decode(SignInRequest.self, from: plain), now < request.endsAt
        else { return nil }
        return request
    }
}

/// The cookie that binds the way to the provider to one browser.
enum ProviderCookie {
    static let name = "__Host-colloquy-provider"

    static func setting(_ value: String) -> String { cookie(value, seconds: SignInRequest.minutesMax * 60) }
    static let clearing = cookie("", seconds: 0)

    private static func cookie(_ value: String, seconds: Int64) -> String {
        "\(name)=\(value); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=\(seconds)"
    }
}
