import Crypto
import Domain
import Events
import Foundation
import GatewayCore
import HTTP
import JOSE
import JSON
import Synchronization
import Testing

@testable import gateway

/// Coming in by the employer's identity provider.
struct OpenIDTests {
    /// A house with a provider beside it.
    private func open(
        localAccounts: Bool = true, _ body: (House, UInt16, TestProvider) async throws -> Void
    ) async throws {
        try await TestProvider.running { provider in
            let house = try await House()
            house.provider = IdentityProvider(provider.settings())
            house.localAccounts = localAccounts
            try await CandidateDoorTests.open(house) { house, port in try await body(house, port, provider) }
        }
    }

    private func start(_ browser: Browser, to: String = "/hr/account") async throws -> String {
        let page = try await browser.open("/hr/sign-in/provider?to=\(to)")
        #expect(page.status == 303)
        return try #require(page.header("Location"))
    }

    @Test func `who signs in at the provider is in, with the role of the first group that has one`() async throws {
        try await open { house, port, provider in
            let browser = Browser(port: port)
            #expect(try await browser.open("/hr/sign-in").text.contains("/hr/sign-in/provider"))
            let address = try await start(browser)
            for part in [
                "response_type=code", "code_challenge_method=S256", "&nonce=", "&state=", "scope=openid%20profile",
            ] {
                #expect(address.contains(part))
            }
            let page = try await browser.open(provider.signIn(address))
            #expect(page.status == 200 && page.name == "account" && page.text.contains("zhang.min"))
            #expect(browser.cookies["__Host-colloquy-provider"] == nil)
            #expect(try await browser.open("/hr/applications").status == 200)
            provider.doings.withLock {
                $0.person["preferred_username"] = "other"; $0.person["groups"] = ["x", "pay"]
            }
            let again = Browser(port: port)
            let finance = try await again.open(provider.signIn(try await start(again)))
            #expect(
                finance.text.contains("zhang.min") && finance.text.contains("Finance"), "issuer and subject say who")
            #expect(try await browser.open("/hr").status == 401, "another role ends what was open")
            provider.doings.withLock {
                $0.person["sub"] = "u2"; $0.person["preferred_username"] = "zhang.min"
            }
            let stranger = Browser(port: port)
            _ = try await stranger.open(provider.signIn(try await start(stranger)))
            let names = try await house.gateway.staff.all().accounts.map(\.actorID.text).sorted()
            #expect(names.count == 2 && names[0] == "zhang.min" && names[1].hasPrefix("zhang.min:"))
        }
    }

    @Test func `a way back counts once, in the browser that began, for this provider`() async throws {
        try await open { _, port, provider in
            let browser = Browser(port: port)
            let back = try provider.signIn(try await start(browser))
            let other = Browser(port: port)
            #expect(try await other.open(back).text.contains("began in another browser"))
            _ = try await start(other)
            #expect(try await other.open(back).status == 401, "its own cookie does not help")
            #expect(try await browser.open(back + "&iss=https://evil.example").status == 401)
            let anew = try provider.signIn(try await start(browser))
            let cookie = try #require(browser.cookies["__Host-colloquy-provider"])
            #expect(try await browser.open(anew).status == 200)
            let headers = ["Cookie": "__Host-colloquy-provider=\(cookie)"]
            let replay = try await Browser(port: port).open(anew, headers: headers)
            #expect(replay.status == 401 && replay.name == "sign-in")
            let denied = try await browser.open("/hr/sign-in/return?error=access_denied&state=x")
            #expect(denied.status == 401)
        }
    }

    @Test func `of two tabs the one that began last comes in, and none is a wrong try`() async throws {
        try await open { _, port, provider in
            let browser = Browser(port: port)
            let first = try provider.signIn(try await start(browser))
            let second = try provider.signIn(try await start(browser))
            for _ in 0..<12 { #expect(try await browser.open(first).status == 401) }
            #expect(try await browser.open(second).status == 200)
        }
    }

    @Test func `a name that somebody was asked in under, or that a program has, is not given to somebody else`()
        async throws
    {
        try await open { house, port, provider in
            let root = try await Staff.enter(.administrator, as: "root", house, port: port)
            let token = try await Staff.asked("zhang.min", as: .auditor, house)
            let browser = Browser(port: port)
            _ = try await browser.open(provider.signIn(try await start(browser)))
            let names = try await house.gateway.staff.all().accounts.map(\.actorID.text)
            #expect(names.contains { $0.hasPrefix("zhang.min:") } && !names.contains("zhang.min"))
            let key = try house.gateway.staff.offeredKey(token)
            let local = Staff(browser: Browser(port: port), name: "zhang.min", key: key)
            #expect(try await local.setUp(token).status == 200)
            _ = try await root.send("/hr/keys", [("name", "robot"), ("role", "hr"), ("days", "30")])
            #expect(try await root.send("/hr/people", [("name", "robot"), ("role", "hr")]).status == 409)
            #expect(try await root.send("/hr/people", [("name", "hr-1"), ("role", "hr")]).status == 409, "of the file")
            _ = try await Staff.asked("wang", as: .hr, house)
            #expect(try await root.send("/hr/keys", [("name", "wang"), ("role", "hr"), ("days", "30")]).status == 409)
            provider.doings.withLock {
                $0.person["sub"] = "u3"
                $0.person["preferred_username"] = "robot"
            }
            let third = Browser(port: port)
            _ = try await third.open(provider.signIn(try await start(third)))
            #expect(!(try await house.gateway.staff.all().accounts.contains { $0.actorID == "robot" }))
        }
    }

    @Test func `who has no group of ours, or is shut out here, is told so and stays outside`() async throws {
        try await open { house, port, provider in
            let browser = Browser(port: port)
            provider.doings.withLock { $0.person["groups"] = "strangers" }
            let none = try await browser.open(provider.signIn(try await start(browser)))
            #expect(none.status == 403 && none.text.contains("none of your groups"))
            #expect(try await house.gateway.staff.all().accounts.isEmpty)
            provider.doings.withLock { $0.person["groups"] = "recruiting" }
            _ = try await browser.open(provider.signIn(try await start(browser)))
            let root = try await Staff.enter(.administrator, as: "root", house, port: port)
            #expect(try await root.send("/hr/people/zhang.min/recovery").status == 409)
            #expect(try await root.send("/hr/people/zhang.min/role", [("role", "auditor")]).status == 409)
            #expect(try await root.send("/hr/people/zhang.min/closing").status == 200)
            #expect(try await browser.open("/hr").status == 401)
            let closed = try await browser.open(provider.signIn(try await start(browser)))
            #expect(closed.status == 403 && closed.text.contains("closed"))
            #expect(try await root.send("/hr/people/zhang.min/opening").status == 200)
            #expect(try await browser.open(provider.signIn(try await start(browser))).status == 200)
        }
    }

    @Test func `with local accounts switched off, one made for an emergency lets in and no other`() async throws {
        try await open(localAccounts: false) { house, port, _ in
            let token = try await Staff.asked("lin", as: .administrator, house)
            let key = try house.gateway.staff.offeredKey(token)
            let lin = Staff(browser: Browser(port: port), name: "lin", key: key)
            #expect(try await lin.setUp(token).status == 401, "set up, but not in")
            #expect(try await lin.signIn(lin.browser, code: lin.code()).status == 401)
            let second = StaffToken.fresh()
            try await house.gateway.staff.invite(
                .made(for: "root", as: .administrator, by: "operator", at: .sample, isEmergency: true), by: second)
            let emergency = try house.gateway.staff.offeredKey(second)
            let root = Staff(browser: Browser(port: port), name: "root", key: emergency)
            #expect(try await root.setUp(second).status == 200)
            #expect(try await root.browser.open("/hr/people").text.contains("Emergency"))
            let page = try await Browser(port: port).open("/hr/sign-in")
            #expect(page.text.contains("Emergency way in"))
        }
    }

    @Test func `what the provider signs out is signed out here, once for each notice`() async throws {
        try await open { _, port, provider in
            let browser = Browser(port: port)
            provider.doings.withLock { $0.person["sid"] = "s1" }
            _ = try await browser.open(provider.signIn(try await start(browser)))
            func notice(_ change: [String: JSONValue?]) async throws -> Int {
                var claims = provider.claims(nonce: nil)
                claims["jti"] = .string(UUID().uuidString)
                claims["events"] = ["http://schemas.openid.net/event/backchannel-logout": [:]]
                for (name, value) in change { claims[name] = value }
                let token = try provider.key.token("RS256", JSONValue(claims))
                return try await Browser(port: port).send("/hr/sign-in/notices", [("logout_token", token)]).status
            }
            for change in [
                ["events": nil], ["nonce": "n"], ["iss": "other"], ["aud": "other"], ["sub": nil, "sid": nil],
                ["jti": nil],
            ] as [[String: JSONValue?]] { #expect(try await notice(change) == 400, "\(change.keys)") }
            #expect(try await notice(["sub": "u2"]) == 200)
            #expect(try await browser.open("/hr").status == 200)
            #expect(try await notice(["sub": nil, "sid": "s2"]) == 200)
            #expect(try await browser.open("/hr").status == 200)
            #expect(try await notice(["sub": nil]) == 200)
            #expect(try await browser.open("/hr").status == 401)
        }
    }
}

/// Tokens that somebody else made.
struct IDTokenTests {
    private typealias Make = @Sendable ([String: JSONValue]) throws -> String

    private func outcome(_ provider: TestProvider, token: @escaping Make, key: JSONValue? = nil) async -> String {
        provider.doings.withLock {
            $0.token = token
            if let key { $0.keys.append(key) }
        }
        let request = SignInRequest.fresh(place: "/hr", at: .sample)
        do throws(ProviderError) {
            return try await IdentityProvider(provider.settings())
                .identity(code: provider.code(for: request), request: request, at: .sample).subject
        } catch { return error.reason }
    }

    @Test func `a token is taken by its algorithm, key and claims together`() async throws {
        try await TestProvider.running { provider in
            let (key, other) = (provider.key, try TestKey(.rsa, name: "k1"))
            let (small, large) = (try TestKey(.p256, name: "p256"), try TestKey(.p384, name: "p384"))
            func with(_ change: [String: JSONValue?]) -> Make {
                { claims in
                    var claims = claims
                    for (name, value) in change { claims[name] = value }
                    return try key.token("RS256", JSONValue(claims))
                }
            }
            let now = Instant.sample.millisecondsSinceEpoch / 1000
            let cases: [(String, Make, String)] = [
                ("as it should be", with([:]), "u1"),
                ("PSS", { try key.token("PS256", JSONValue($0)) }, "u1"),
                ("a curve", { try small.token("ES256", JSONValue($0)) }, "u1"),
                ("wrong issuer", with(["iss": "https://evil.example"]), "claim-issuer"),
                ("wrong audience", with(["aud": "other"]), "claim-audience"),
                ("two audiences, no party", with(["aud": ["colloquy", "other"]]), "claim-authorized-party"),
                ("wrong party", with(["azp": "other"]), "claim-authorized-party"),
                ("over", with(["exp": .integer(now - 60)]), "claim-ended"),
                ("end as text", with(["exp": "tomorrow"]), "claim-ended"),
                ("not yet", with(["nbf": .integer(now + 61)]), "claim-not-yet"),
                ("from the future", with(["iat": .integer(now + 61)]), "claim-issued"),
                ("another's nonce", with(["nonce": "other"]), "claim-nonce"),
                ("no nonce", with(["nonce": nil]), "claim-nonce"), ("nobody", with(["sub": nil]), "claim-subject"),
                ("none", { try key.token("none", JSONValue($0)) }, "token-algorithm"),
                ("the public key as a secret", { try key.token("HS256", JSONValue($0)) }, "token-algorithm"),
                ("unknown kid", { try key.token("RS256", JSONValue($0), kid: "k2") }, "token-key-unknown"),
                ("another's key under this kid", { try other.token("RS256", JSONValue($0)) }, "token-signature"),
                ("a wrong curve", { try large.token("ES256", JSONValue($0)) }, "token-signature"),
                ("a kid of another kind", { try small.token("ES256", JSONValue($0), kid: "k1") }, "token-key-unknown"),
                ("no token", { _ in "e30.e30" }, "token-malformed"),
            ]
            provider.doings.withLock { $0.keys += (try? [small.jwk(), large.jwk()]) ?? [] }
            for (name, make, expected) in cases {
                #expect(await outcome(provider, token: make) == expected, "\(name)")
            }
            let lying = try large.jwk(curve: "P-256")
            #expect(
                await outcome(provider, token: { try large.token("ES256", JSONValue($0)) }, key: lying)
                    == "token-signature", "a key that says it is on another curve")
        }
    }

    @Test func `a code is good once, and for whoever began`() async throws {
        try await TestProvider.running { provider in
            let client = IdentityProvider(provider.settings())
            let request = SignInRequest.fresh(place: "/hr", at: .sample)
            let code = provider.code(for: request)
            _ = try await client.identity(code: code, request: request, at: .sample)
            await #expect(throws: ProviderError.codeRefused) {
                try await client.identity(code: code, request: request, at: .sample)
            }
            let stolen = provider.code(for: request)
            await #expect(throws: ProviderError.codeRefused, "without the verifier a code is worth nothing") {
                try await client.identity(code: stolen, request: .fresh(place: "/hr", at: .sample), at: .sample)
            }
        }
    }

    @Test func `a key that is new is asked for, at most once a minute`() async throws {
        try await TestProvider.running { provider in
            let client = IdentityProvider(provider.settings())
            let next = try TestKey(.p256, name: "k2")
            func attempt(_ seconds: Int64) async -> Bool {
                let now = Instant.sample.advanced(byMilliseconds: seconds * 1000)
                let request = SignInRequest.fresh(place: "/hr", at: now)
                return
                    (try? await client.identity(code: provider.code(for: request), request: request, at: now)) != nil
            }
            #expect(await attempt(0))
            provider.doings.withLock { $0.token = { try next.token("ES256", JSONValue($0)) } }
            for second in 1..<10 { #expect(!(await attempt(Int64(second)))) }
            #expect(provider.doings.withLock { $0.keyFetches } == 1)
            provider.doings.withLock { $0.keys = (try? [next.jwk()]) ?? [] }
            #expect(await attempt(60))
            #expect(provider.doings.withLock { $0.keyFetches } == 2)
        }
    }

    @Test(arguments: [
        ("issuer", "issuer", "https://evil.example" as JSONValue),
        ("endpoints", "jwks_uri", "http://evil.example/keys"),
        ("endpoints", "token_endpoint", "ftp://127.0.0.1/t"), ("endpoints", "authorization_endpoint", .null),
        ("pkce", "code_challenge_methods_supported", .array(["plain"])),
    ])
    func `a provider that says something else of itself is not gone to`(
        reason: String, name: String, value: JSONValue
    ) async throws {
        try await TestProvider.running { provider in
            provider.doings.withLock {
                $0.describe = { .object(($0.object ?? []).filter { $0.key != name } + [.init(name, value)]) }
            }
            await #expect(throws: ProviderError.unreachable(reason)) {
                try await IdentityProvider(provider.settings())
                    .address(for: .fresh(place: "/hr", at: .sample), at: .sample)
            }
        }
    }

    @Test func `groups that are not in the token are asked for, about the same person alone`() async throws {
        try await TestProvider.running { provider in
            provider.doings.withLock {
                $0.person["groups"] = nil
                $0.userinfo = ["sub": "u1", "groups": ["pay"], "preferred_username": "evil"]
            }
            let client = IdentityProvider(provider.settings())
            let request = SignInRequest.fresh(place: "/hr", at: .sample)
            let found = try await client.identity(code: provider.code(for: request), request: request, at: .sample)
            #expect(found.groups == ["pay"] && found.name == "Zhang.Min")
            provider.doings.withLock { $0.userinfo = ["sub": "u2", "groups": ["root"]] }
            await #expect(throws: ProviderError.otherSubject) {
                try await client.identity(code: provider.code(for: request), request: request, at: .sample)
            }
        }
    }
}
