import CJose

/// The payload of a compact JWS when its signature is right under the key; nil when it is not, or either cannot be read.
///
/// libcjose chooses the algorithm by the token's header and does not hold the curve to it: whoever calls has settled both.
func verifiedPayload(_ token: String, key: String) -> [UInt8]? {
    guard let jwk = key.withCString({ cjose_jwk_import($0, key.utf8.count, nil) }) else { return nil }
    defer { cjose_jwk_release(jwk) }
    guard let jws = token.withCString({ cjose_jws_import($0, token.utf8.count, nil) }) else { return nil }
    defer { cjose_jws_release(jws) }
    guard cjose_jws_verify(jws, jwk, nil) else { return nil }
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    // The bytes are the token's own and go with it.
    guard cjose_jws_get_plaintext(jws, &bytes, &count, nil), let bytes else { return nil }
    return Array(UnsafeBufferPointer(start: bytes, count: count))
}
