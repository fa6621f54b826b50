import Encoding
import JSON

/// A JSON Web Token as it came in, signed with the private half of a public key. Its claims are seen when the signature was
/// right, and not before.
package struct SignedToken: Sendable {
    package let keyID: String?
    package let algorithm: SignatureAlgorithm
    /// `typ` of the header, in lower case without `application/`.
    package let type: String?
    private let text: String

    package static let bytesMax = 16 * 1024

    /// Reads the header and settles by it alone whether the algorithm is one of ours. A key inside the header (`jwk`, `jku`,
    /// `x5c`) is nobody's business: keys come from the set.
    package init(parsing text: String) throws(JOSEError) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.bytesMax, parts.count == 3,
            let head = Base64.url.decode(String(parts[0])), let header = try? JSONValue(parsing: head),
            header.object != nil, Base64.url.decode(String(parts[1])) != nil,
            let signature = Base64.url.decode(String(parts[2])), header["crit"] == nil
        else { throw .malformed }
        guard let algorithm = header["alg"]?.string.flatMap({ SignatureAlgorithm(rawValue: $0) }) else {
            throw .algorithm
        }
        // Two numbers of the curve's size (RFC 7518 §3.4).
        guard !signature.isEmpty, algorithm != .es256 || signature.count == 64 else { throw .signature }
        if let keyID = header["kid"], keyID.string == nil { throw .malformed }
        self.algorithm = algorithm
        self.text = text
        keyID = header["kid"]?.string
        type = header["typ"]?.string.map { $0.lowercased() }
            .map { $0.hasPrefix("application/") ? String($0.dropFirst("application/".count)) : $0 }
    }

    /// What the token says, an object, when one of these keys signed it.
    package func claims(signedBy keys: PublicKeySet) throws(JOSEError) -> JSONValue {
        guard let key = keys.key(keyID, for: algorithm) else { throw .unknownKey }
        guard let payload = verifiedPayload(text, key: key.text) else { throw .signature }
        guard let claims = try? JSONValue(parsing: payload), claims.object != nil else { throw .malformed }
        return claims
    }
}
