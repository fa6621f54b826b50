import Domain

/// Why a token or a key is not taken. No case quotes what it came with.
package enum JOSEError: String, Classified, CaseIterable {
    /// No compact JWS (RFC 7515 §3.1), longer than one may be, or its header asks for what we do not understand (`crit`).
    case malformed = "token-malformed"
    /// Another algorithm than those of ``SignatureAlgorithm``, `none` and HMAC among them.
    case algorithm = "token-algorithm"
    /// No key of the set fits the token's `kid` and algorithm.
    case unknownKey = "token-key-unknown"
    case signature = "token-signature"

    package var kind: FailureKind { .input }
}
