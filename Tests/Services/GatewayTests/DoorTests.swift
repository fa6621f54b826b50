import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import JSON
import Testing
import Vault

@testable import gateway

/// Who may do what.
struct DoorTests {
    @Test func `every route that names roles lets in those and no one else`() async throws {
        let house = try await House()
        // What goes on for minutes says at once that it does not.
        house.liveStreams.end()
        let router = try house.router
        var tokens: [String: String] = [:]
        for role in Role.staff { tokens[role] = "key of \(role)" }
        for purpose in LinkToken.Purpose.allCases {
            tokens[Role.candidate(purpose)] = try await Caller.candidate(purpose, house).token
        }
        var guarded = 0
        var guesses = 0
        for route in router.routes where !route.documentation.roles.isEmpty {
            guarded += 1
            let path = route.pattern.description.replacing("{kind}", with: "offer").replacing(/\{\w+\}/, with: "app-9")
            let allowed = route.documentation.roles
            for (role, token) in tokens {
                let answer = try await Caller(router: router, token: token).call(route.method, path)
                #expect(
                    (answer.status == 403) == !allowed.contains(role),
                    "\(role) at \(route.method) \(path): \(answer.status)")
            }
            for token in [nil, "", "nonsense", "key of nobody", "e30.e30"] {
                guesses += 1
                let address = "10.0.\(guesses / 250).\(guesses % 250)"
                let answer = try await Caller(router: router, token: token, address: address).call(route.method, path)
                #expect(answer.status == 401, "\(route.method) \(path)")
            }
        }
        #expect(guarded > 25)
    }

    @Test func `every route for candidates says what it does, so that links can be held to it`() async throws {
        for route in try await House().router.routes
        where !Set(route.documentation.roles).isDisjoint(with: Role.everyCandidate) {
            #expect(route.linkAction != nil, "\(route.method.rawValue) \(route.pattern)")
        }
        #expect(LinkPurpose.allCases.map(\.rawValue) == LinkToken.Purpose.allCases.map(\.rawValue))
    }

    @Test func `a route that names no role gives away nothing but itself`() async throws {
        let open = try await House().router.routes.filter { $0.documentation.roles.isEmpty }.map(\.pattern.description)
        #expect(
            open.sorted() == [
                "/assets/{version}/{name}", "/hr/assets/{version}/{name}", "/hr/sign-in", "/hr/sign-in",
                "/hr/sign-in/notices", "/hr/sign-in/provider", "/hr/sign-in/return", "/hr/welcome", "/hr/welcome",
                "/hr/welcome/account", "/i", "/i/renewal", "/i/session", "/openapi.json",
                "/v1/candidate/uploads", "/v1/links/exchange", "/v1/links/renewals",
            ])
    }

    @Test func `a session is good for its application, its purpose and twelve hours`() throws {
        let sessions = SessionToken(secret: House.secret)
        let claim = SessionToken.Claim(application: "app-1", purpose: .interview, device: "d1")
        let token = sessions.make(claim, at: .sample)
        #expect(sessions.open(token, at: .sample) == claim)
        #expect(sessions.open(token, at: Instant.sample.advanced(byHours: 12)) == nil)
        #expect(SessionToken(secret: House.secret + [1]).open(token, at: .sample) == nil)
        for index in token.indices {
            var forged = token
            forged.replaceSubrange(index...index, with: token[index] == "A" ? "B" : "A")
            #expect(sessions.open(forged, at: .sample) == nil, "forged at \(index)")
        }
    }

    @Test func `a link's token opens its own application only`() async throws {
        let house = try await House()
        let anyone = Caller(router: try house.router, token: nil)
        let token = try House.token(.interview)
        #expect(
            try await anyone.post("/v1/links/exchange", #"{"applicationID":"app-2","token":"\#(token)"}"#).status == 401
        )
        #expect(try await anyone.post("/v1/links/exchange", #"{"applicationID":"app-1","token":""}"#).status == 401)
        #expect(try await anyone.post("/v1/links/exchange", #"{"applicationID":"a b","token":"x"}"#).status == 400)
        let answer = try await anyone.post("/v1/links/exchange", #"{"applicationID":"app-1","token":"\#(token)"}"#)
        #expect(answer.json["purpose"]?.string == "interview")
    }

    @Test func `a link that is faster than the invitation behind it waits for that`() async throws {
        let house = try await House(linkPatienceMilliseconds: 60_000)
        async let found = Caller.candidate(.interview, house).get("/v1/candidate/session")
        // Who does not wait has found nothing by the second look.
        while await house.sessionLooks < 2 { try await Task.sleep(for: .milliseconds(1)) }
        try await house.when(InterviewInvited.samples[0])
        #expect(try await found.status == 200)
    }

    @Test func `a link to what never comes is let in after a while, and the page says that nothing is there`()
        async throws
    {
        let house = try await House(linkPatienceMilliseconds: 120)
        let caller = try await Caller.candidate(.interview, house)
        #expect(try await caller.get("/v1/candidate/session").status == 404)
    }

    @Test(arguments: ["hr", "hr:a", "boss:a:\(House.sha)", "hr:a b:\(House.sha)", "hr:a:abc", "hr::\(House.sha)"])
    func `a file of keys that cannot be read stops the start`(line: String) {
        // Blanks are forgiven, so "a b" is a key of the actor "ab".
        if line.contains("a b") {
            #expect(throws: Never.self) { try APIKeys(parsing: line) }
        } else {
            #expect(throws: InvalidAPIKeys.self) { try APIKeys(parsing: "# keys\n\n" + line) }
        }
    }

    @Test func `pages load nothing from elsewhere and nothing inline`() async throws {
        let house = try await House()
        let anyone = Caller(router: try house.router, token: nil)
        for path in ["/i", "/hr/sign-in", "/hr/welcome", "/hr"] {
            let page = try await anyone.get(path)
            let text = String(decoding: page.bytes, as: UTF8.self)
            #expect(page.headers["Content-Security-Policy"]?.hasPrefix("default-src 'none'; script-src 'self'") == true)
            #expect(page.headers["Referrer-Policy"] == "no-referrer")
            #expect(!text.contains("http://") && !text.contains("https://") && !text.contains("<script>"))
        }
        let scripts = Assets.files.keys.filter { $0.hasSuffix(".js") }.map { "/assets/\(Assets.version)/\($0)" }
        let console = ConsoleAssets.files.keys.filter { $0.hasSuffix(".js") }.map {
            "/hr/assets/\(ConsoleAssets.version)/\($0)"
        }
        for path in scripts + console {
            let script = String(decoding: try await anyone.get(path).bytes, as: UTF8.self)
            #expect(!script.contains("innerHTML") && !script.contains("eval("))
        }
    }
}
