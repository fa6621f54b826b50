import Crypto
import Encoding

/// A secret that somebody holds, in a cookie or in a link; only its hash is stored.
package struct StaffToken: Sendable {
    let text: String
    let hash: [UInt8]

    static func fresh() -> StaffToken { StaffToken(checked: Base64.url.encode(randomBytes(count: 32))) }

    /// Nil for what cannot be one.
    init?(_ text: String) {
        let text = String(text.filter { !$0.isWhitespace }.split(separator: "#").last ?? "")
        guard text.utf8.count == 43, Base64.url.decode(text) != nil else { return nil }
        self.init(checked: text)
    }

    private init(checked text: String) {
        self.text = text
        hash = SHA256.hash(text).bytes
    }

    /// What a form of a page carries, so that no other site's form passes for it: it follows from the session and does not say
    /// which that is.
    var formGuard: String {
        Base64.url.encode(
            HMAC<SHA256>.authenticationCode(for: Array("form".utf8), using: SymmetricKey(Array(text.utf8))).bytes)
    }
}

/// The session of one of the employer's people as a cookie, which no script can read and no other host can set.
enum StaffCookie {
    static let name = "__Host-colloquy-staff"

    static func setting(_ token: StaffToken, hours: Int64) -> String { cookie(token.text, seconds: hours * 3600) }
    static let clearing = cookie("", seconds: 0)

    private static func cookie(_ value: String, seconds: Int64) -> String {
        "\(name)=\(value); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=\(seconds)"
    }
}
