import JSON

/// What a provider says of itself (OpenID Connect Discovery 1.0 §3), as far as it is needed.
struct ProviderMetadata: Sendable {
    let authorization: String
    let token: String
    let keys: String
    let userinfo: String?
    /// Whether the client's secret goes into the body of a request; else into its header.
    let takesSecretInBody: Bool

    /// - Parameter issuer: whom we asked; a document that speaks for another one is refused (§4.3).
    init(parsing bytes: [UInt8], of issuer: String) throws(ProviderError) {
        guard let document = try? JSONValue(parsing: bytes), document["issuer"]?.string == issuer else {
            throw .unreachable("issuer")
        }
        func address(_ name: String) -> String? {
            document[name]?.string.flatMap { SafeAddress.isSafe($0) && !$0.contains("#") ? $0 : nil }
        }
        guard let authorization = address("authorization_endpoint"), let token = address("token_endpoint"),
            let keys = address("jwks_uri")
        else { throw .unreachable("endpoints") }
        // A provider that says which proofs it takes and does not name S256 takes the plain one alone, or none.
        if let methods = document["code_challenge_methods_supported"]?.array, !methods.contains("S256") {
            throw .unreachable("pkce")
        }
        self.authorization = authorization
        self.token = token
        self.keys = keys
        userinfo = address("userinfo_endpoint")
        let ways = document["token_endpoint_auth_methods_supported"]?.array ?? ["client_secret_basic"]
        takesSecretInBody = !ways.contains("client_secret_basic")
    }
}
