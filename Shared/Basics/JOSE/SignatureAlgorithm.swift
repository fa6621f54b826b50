/// The algorithms that are taken, and no other: signatures with a public key. `none` proves nothing, and HMAC would take a
/// public key for a secret (RFC 8725 §3.1).
package enum SignatureAlgorithm: String, Sendable, CaseIterable {
    case rs256 = "RS256"
    case ps256 = "PS256"
    case es256 = "ES256"
}
