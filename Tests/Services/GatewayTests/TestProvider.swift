import Crypto
import Domain
import Encoding
import Events
import Foundation
import GatewayCore
import HTTP
import JSON
import Synchronization

@testable import gateway

/// A small OpenID provider on a port of its own, which does what it is told, right or wrong.
final class TestProvider: Sendable {
    struct Doings: Sendable {
        var keys: [JSONValue] = []
        /// Changes what it says of itself.
        var describe: @Sendable (JSONValue) -> JSONValue = { $0 }
        /// Makes the token out of right claims.
        var token: @Sendable ([String: JSONValue]) throws -> String
        var userinfo: JSONValue = [:]
        var person: [String: JSONValue] = ["sub": "u1", "preferred_username": "Zhang.Min", "groups": ["recruiting"]]
        var codes: [String: [String: String]] = [:]
        var keyFetches = 0
    }

    let key: TestKey
    let doings: Mutex<Doings>
    private let server = Mutex<Server?>(nil)
    private let port = Mutex<UInt16>(0)

    init() throws {
        let key = try TestKey(.rsa, name: "k1")
        self.key = key
        doings = Mutex(Doings(keys: [try key.jwk()]) { try key.token("RS256", JSONValue($0)) })
    }

    var issuer: String { "http://127.0.0.1:\(port.withLock { $0 })" }

    func settings(secret: String? = "s3cret&=%", match: DirectoryMatch? = nil) -> OpenIDSettings {
        var settings = OpenIDSettings(
            issuer: issuer, clientID: "colloquy", clientSecret: secret,
            returnURL: "http://127.0.0.1:1" + OpenIDSettings.returnPath)
        settings.directoryMatch = match
        return settings
    }

    static func running(_ body: (TestProvider) async throws -> Void) async throws {
        let provider = try TestProvider()
        let server = Server(Router(provider.routes), host: "127.0.0.1", port: 0)
        let port = try server.start()
        provider.port.withLock { $0 = port }
        do { try await body(provider) } catch {
            await server.stop(deadline: .seconds(2))
            throw error
        }
        await server.stop(deadline: .seconds(2))
    }

    /// What its page of signing in would do: a code for the request in this address, and the way back.
    func signIn(_ address: String) throws -> String {
        let query = RequestTarget(String(address.dropFirst(issuer.count)))?.query ?? []
        let asked = Dictionary(query.map { ($0.name, $0.value) }, uniquingKeysWith: { one, _ in one })
        let code = UUID().uuidString
        doings.withLock { $0.codes[code] = asked }
        return OpenIDSettings.returnPath + "?code=\(code)&state=\(asked["state"] ?? "")"
    }

    /// A code for a request that no browser made.
    func code(for request: SignInRequest) -> String {
        let code = UUID().uuidString
        doings.withLock { $0.codes[code] = ["nonce": request.nonce, "code_challenge": request.challenge] }
        return code
    }

    func claims(nonce: String?) -> [String: JSONValue] {
        let now = Instant.sample.millisecondsSinceEpoch / 1000
        var claims = doings.withLock { $0.person }
        claims["iss"] = .string(issuer)
        claims["aud"] = "colloquy"
        claims["iat"] = .integer(now)
        claims["exp"] = .integer(now + 300)
        claims["nonce"] = nonce.map { .string($0) }
        return claims
    }

    private var routes: [Route] {
        let document = RouteDocumentation("-", tag: "-", answers: [.init(.ok, "-")])
        @Sendable func answer(_ value: JSONValue, _ status: Status = .ok) throws -> Response {
            .bytes(try JSON.encode(value), type: "application/json", status: status)
        }
        return [
            Route(.get, "/.well-known/openid-configuration", document) { [self] _ in
                let said: JSONValue = [
                    "issuer": .string(issuer), "authorization_endpoint": .string(issuer + "/authorize"),
                    "token_endpoint": .string(issuer + "/token"), "jwks_uri": .string(issuer + "/keys"),
                    "userinfo_endpoint": .string(issuer + "/userinfo"), "code_challenge_methods_supported": ["S256"],
                ]
                return try answer(doings.withLock { $0.describe }(said))
            },
            Route(.get, "/keys", document) { [self] _ in
                let keys = doings.withLock { doings in
                    doings.keyFetches += 1
                    return doings.keys
                }
                return try answer(["keys": .array(keys)])
            },
            Route(.get, "/userinfo", document) { [self] request in
                guard request.headers["authorization"] == "Bearer access" else { return try answer([:], .unauthorized) }
                return try answer(doings.withLock { $0.userinfo })
            },
            Route(.post, "/token", document) { [self] request in
                let form = try await request.form()
                let secret = "Basic " + Base64.standard.encode(Array("colloquy:s3cret%26%3D%25".utf8))
                let asked = doings.withLock { $0.codes.removeValue(forKey: form["code"] ?? "") }
                let proof = Base64.url.encode(SHA256.hash(form["code_verifier"] ?? "").bytes)
                guard request.headers["authorization"] == secret, let asked, asked["code_challenge"] == proof,
                    form["grant_type"] == "authorization_code"
                else { return try answer(["error": "invalid_grant"], .badRequest) }
                let token = try doings.withLock { $0.token }(claims(nonce: asked["nonce"]))
                return try answer(["access_token": "access", "token_type": "Bearer", "id_token": .string(token)])
            },
        ]
    }
}
