/// The proof in a candidate's link: whoever holds it was sent it. Nothing is stored; the secret alone makes and checks it.
package struct LinkToken: Sendable {
    /// What a link is good for; a token for one purpose opens no other.
    package enum Purpose: String, Sendable, CaseIterable {
        case interview, offer, contract, status
    }

    /// 192 bits, in the alphabet of URLs.
    package static let characterCount = 32
    private let secret: SymmetricKey

    /// - Parameter secret: at least 16 bytes that gateway and notification share.
    package init(secret: [UInt8]) throws(CryptoError) {
        guard secret.count >= 16 else { throw .incorrectKeySize }
        self.secret = SymmetricKey(secret)
    }

    package func token(for applicationID: String, _ purpose: Purpose) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("link:\(applicationID):\(purpose.rawValue)".utf8), using: secret)
        return String(Base64.url.encode(code.bytes).prefix(Self.characterCount))
    }

    /// In a time that does not tell where a guess is wrong.
    package func isValid(_ token: String, for applicationID: String, _ purpose: Purpose) -> Bool {
        constantTimeEqual(Array(token.utf8), Array(self.token(for: applicationID, purpose).utf8))
    }

    /// `https://host/i#<applicationID>.<token>`: behind the `#`, so that neither logs, proxies nor referrers see it.
    package func link(_ publicURL: String, for applicationID: String, _ purpose: Purpose) -> String {
        let base = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        return "\(base)/i#\(applicationID).\(token(for: applicationID, purpose))"
    }
}
