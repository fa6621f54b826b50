import Crypto
import Domain
import Encoding
import GatewayCore
import JOSE
import JSON
import Transfer

/// The employer's identity provider as it is asked from here. What it says of itself and its keys are kept for an hour.
package actor IdentityProvider {
    nonisolated let settings: OpenIDSettings
    private let client: HTTPClient
    private var metadata: (value: ProviderMetadata, at: Instant)?
    private var keys: (value: PublicKeySet, at: Instant)?
    /// When keys were last asked for, whatever came of it.
    private var keysAskedAt: Instant?

    static let answerBytesMax = 256 * 1024
    static let keptMinutes: Int64 = 60
    /// A key that is not known makes us ask for keys, so often and no more: else whoever invents names of keys would send us
    /// to the provider each time.
    static let keysSecondsMin: Int64 = 60

    package init(_ settings: OpenIDSettings) {
        self.settings = settings
        // No redirect is followed; the operator named the host, so that any address is good, and plain http is refused before.
        client = HTTPClient(
            rule: .any,
            timeouts: Timeouts(connectMilliseconds: 3_000, silenceMilliseconds: 5_000, totalMilliseconds: 10_000),
            bodyBytesMax: Self.answerBytesMax, transfersMax: 4, waitersMax: 50)
    }

    /// Where the browser goes to sign in.
    func address(for request: SignInRequest, at now: Instant) async throws(ProviderError) -> String {
        let start = try await described(at: now).authorization
        let fields = [
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", settings.returnURL),
            ("scope", settings.scopes), ("state", request.state), ("nonce", request.nonce),
            ("code_challenge", request.challenge), ("code_challenge_method", "S256"),
        ]
        return start + (start.contains("?") ? "&" : "?") + Self.form(fields)
    }

    /// Who came back with this code.
    func identity(
        code: String, request: SignInRequest, at now: Instant
    ) async throws(ProviderError) -> ProvidedIdentity {
        let described = try await described(at: now)
        let answer = try await exchange(code, request, described)
        guard let text = answer["id_token"]?.string else { throw .unreachable("id-token") }
        let claims = try await claims(of: text, at: now)
        let flaw = IdentityClaims(claims).flaw(
            issuer: settings.issuer, client: settings.clientID, nonce: request.nonce, at: Self.seconds(now))
        if let flaw { throw .claims(flaw) }
        guard claims[settings.groupsClaim] == nil, let userinfo = described.userinfo,
            let access = answer["access_token"]?.string
        else { return ProvidedIdentity(claims, settings) }
        let more = try await call(.init("GET", userinfo, headers: [("Authorization", "Bearer \(access)")]))
        guard more["sub"] == claims["sub"] else { throw .otherSubject }
        // What is signed wins.
        let all = (claims.object ?? []) + (more.object ?? []).filter { claims[$0.key] == nil }
        return ProvidedIdentity(.object(all), settings)
    }

    /// Whom a notice of the provider signs out (Back-Channel Logout 1.0 §2.6), and which notice it is.
    func signedOut(by text: String, at now: Instant) async throws(ProviderError) -> SignOutNotice {
        let claims = try await claims(of: text, at: now)
        let flaw = IdentityClaims(claims).noticeFlaw(
            issuer: settings.issuer, client: settings.clientID, at: Self.seconds(now))
        if let flaw { throw .claims(flaw) }
        let event = claims["events"]?["http://schemas.openid.net/event/backchannel-logout"]
        guard event?.object != nil, let number = claims["jti"]?.string else { throw .token(.malformed) }
        let (subject, session) = (claims["sub"]?.string, claims["sid"]?.string)
        guard subject != nil || session != nil else { throw .claims(.subject) }
        return SignOutNotice(number: number, subject: subject, session: session)
    }

    private func claims(of text: String, at now: Instant) async throws(ProviderError) -> JSONValue {
        do {
            let token = try SignedToken(parsing: text)
            return try token.claims(signedBy: try await keys(for: token, at: now))
        } catch let error as JOSEError { throw .token(error) } catch let error as ProviderError { throw error } catch {
            throw .token(.malformed)
        }
    }

    private func keys(for token: SignedToken, at now: Instant) async throws(ProviderError) -> PublicKeySet {
        let isKept = keys.map { now < $0.at.advanced(byMinutes: Self.keptMinutes) } ?? false
        if isKept, let kept = keys?.value, kept.key(token.keyID, for: token.algorithm) != nil { return kept }
        if let kept = keys?.value, let asked = keysAskedAt,
            now < asked.advanced(byMilliseconds: Self.keysSecondsMin * 1000)
        {
            return kept
        }
        keysAskedAt = now
        let address = try await described(at: now).keys
        guard let fresh = PublicKeySet(parsing: try await bytes(.init("GET", address))) else {
            throw .unreachable("keys")
        }
        keys = (fresh, now)
        return fresh
    }

    private func described(at now: Instant) async throws(ProviderError) -> ProviderMetadata {
        if let metadata, now < metadata.at.advanced(byMinutes: Self.keptMinutes) { return metadata.value }
        let base = settings.issuer.hasSuffix("/") ? String(settings.issuer.dropLast()) : settings.issuer
        let document = try await bytes(.init("GET", base + "/.well-known/openid-configuration"))
        let value = try ProviderMetadata(parsing: document, of: settings.issuer)
        metadata = (value, now)
        return value
    }

    private func exchange(
        _ code: String, _ request: SignInRequest, _ described: ProviderMetadata
    ) async throws(ProviderError) -> JSONValue {
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", settings.returnURL),
            ("code_verifier", request.verifier),
        ]
        var headers = [("Content-Type", "application/x-www-form-urlencoded")]
        switch settings.clientSecret {
        case let secret? where !described.takesSecretInBody:
            let pair = "\(PercentEncoding.encode(settings.clientID)):\(PercentEncoding.encode(secret))"
            headers.append(("Authorization", "Basic \(Base64.standard.encode(Array(pair.utf8)))"))
        case let secret?: fields += [("client_id", settings.clientID), ("client_secret", secret)]
        case nil: fields.append(("client_id", settings.clientID))
        }
        return try await call(
            .init("POST", described.token, headers: headers, body: Array(Self.form(fields).utf8)), isExchange: true)
    }

    private func call(_ request: HTTPRequest, isExchange: Bool = false) async throws(ProviderError) -> JSONValue {
        let bytes = try await bytes(request, isExchange: isExchange)
        guard let value = try? JSONValue(parsing: bytes), value.object != nil else { throw .unreachable("answer") }
        return value
    }

    private func bytes(_ request: HTTPRequest, isExchange: Bool = false) async throws(ProviderError) -> [UInt8] {
        var request = request
        request.headers.append(("Accept", "application/json"))
        let answer: HTTPResponse
        do { answer = try await client.send(request) } catch { throw .unreachable("transfer") }
        if isExchange, answer.status == 400 { throw .codeRefused }
        guard answer.status == 200 else { throw .unreachable("status") }
        return answer.body
    }

    private static func form(_ fields: [(String, String)]) -> String {
        fields.map { "\(PercentEncoding.encode($0.0))=\(PercentEncoding.encode($0.1))" }.joined(separator: "&")
    }

    private static func seconds(_ now: Instant) -> Int64 { now.millisecondsSinceEpoch / 1000 }
}

/// Who somebody is to the provider.
struct ProvidedIdentity: Sendable, Hashable {
    let issuer: String
    let subject: String
    /// Its own name of the session, for signing out.
    let session: String?
    /// What an account may be called.
    let name: String
    let groups: [String]
    /// By which they are found in the employer's directory.
    let directoryKey: String?

    static let groupCountMax = 1_000

    init(_ claims: JSONValue, _ settings: OpenIDSettings) {
        issuer = settings.issuer
        subject = claims["sub"]?.string ?? ""
        session = claims["sid"]?.string.flatMap { $0.utf8.count <= 255 ? $0 : nil }
        name = claims["preferred_username"]?.string ?? subject
        let groups = claims[settings.groupsClaim]
        self.groups =
            groups?.string.map { [$0] } ?? groups?.array?.prefix(Self.groupCountMax).compactMap(\.string) ?? []
        directoryKey = settings.directoryMatch.flatMap { claims[$0.claim]?.string }
    }
}

/// The provider says that somebody signed out there.
struct SignOutNotice: Sendable, Hashable {
    /// Each counts once.
    let number: String
    let subject: String?
    let session: String?
}

extension IdentityClaims {
    init(_ claims: JSONValue) {
        // A list that holds something else than texts names nobody.
        let listed = claims["aud"]?.array?.map(\.string) ?? [claims["aud"]?.string]
        self.init(
            issuer: claims["iss"]?.string, subject: claims["sub"]?.string,
            audiences: listed.contains(nil) ? [] : listed.compactMap { $0 },
            authorizedParty: claims["azp"]?.string, expiresAt: Self.seconds(claims["exp"]),
            notBefore: Self.seconds(claims["nbf"]), issuedAt: Self.seconds(claims["iat"]),
            nonce: claims["nonce"]?.string)
    }

    /// Whole or broken seconds; nothing where they are beyond all years.
    private static func seconds(_ value: JSONValue?) -> Int64? {
        value?.integer ?? value?.double.flatMap { abs($0) < 1e14 ? Int64($0.rounded(.down)) : nil }
    }
}
