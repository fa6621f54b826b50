import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Testing
import Vault

@testable import gateway

/// The candidate's pages from outside: a browser with cookies, over the real server.
struct CandidateDoorTests {
    /// Runs a test against a gateway whose candidate was invited, on a free port.
    static func open(
        _ house: House? = nil, _ body: (House, UInt16) async throws -> Void
    ) async throws {
        let house = if let house { house } else { try await invited() }
        let server = Server(try house.router, host: "127.0.0.1", port: 0)
        let port = try server.start()
        do { try await body(house, port) } catch {
            await server.stop(deadline: .seconds(2))
            throw error
        }
        await server.stop(deadline: .seconds(2))
    }

    static func invited(policy: PolicyProfile = .cn) async throws -> House {
        let house = try await House()
        var invited = InterviewInvited.samples[0]
        invited.expiresAt = Instant.sample.advanced(byDays: 7)
        invited.plan.policy = policy
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.when(invited)
        return house
    }

    static func link(_ purpose: LinkToken.Purpose = .interview, endsAfterSeconds: Int64 = 86_400) throws -> String {
        "app-1.\(try House.token(purpose, endsAfterSeconds: endsAfterSeconds))"
    }

    @Test func `the link leads to the first page in three requests, and the proof leaves the address`() async throws {
        try await Self.open { house, port in
            let browser = Browser(port: port)
            let enter = try await browser.open("/i")
            #expect(enter.status == 200 && enter.name == "enter" && browser.cookies.isEmpty)
            #expect(enter.text.contains("/assets/\(Assets.version)/enter.js"))
            let script = try await browser.open("/assets/\(Assets.version)/enter.js")
            #expect(script.status == 200 && script.text.contains("replaceState"))
            let page = try await browser.send("/i/session", [("link", try Self.link())])
            #expect(browser.requests == 1, "the answer to the link is the first page itself")
            #expect(page.status == 200 && page.name == "welcome" && page.text.contains("data-path=\"/i/welcome\""))
            #expect(page.text.contains("data-do=\"begin\"") && page.text.contains("Communication"))
            #expect(browser.cookies.keys.sorted() == ["__Host-colloquy", "__Host-language"])
            #expect(!page.text.contains(try House.token(.interview)))
            #expect(try await browser.open("/i/home").name == "welcome")
        }
    }

    @Test func `whoever only looks at the link, as scanners of mails do, changes nothing`() async throws {
        try await Self.open { house, port in
            let before = try await house.ledgerText
            for _ in 0..<3 { _ = try await Browser(port: port).open("/i") }
            let head = try await Caller(router: house.router, token: nil).call(.head, "/i")
            #expect(head.status == 200)
            #expect(try await house.ledgerText == before)
            for path in ["/i/session", "/i/renewal", "/i/begin", "/i/takeover", "/i/leave"] {
                #expect(try await Browser(port: port).open(path).status == 405, "\(path)")
            }
        }
    }

    @Test func `pages carry the headers that keep a browser careful`() async throws {
        try await Self.open { _, port in
            let browser = Browser(port: port)
            for page in [
                try await browser.open("/i"), try await browser.send("/i/session", [("link", try Self.link())]),
                try await browser.open("/i/status"), try await browser.open("/i/nothing-of-ours"),
            ] where page.status != 404 {
                let policy = try #require(page.header("Content-Security-Policy"))
                #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self'"))
                for part in [
                    "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'",
                    "worker-src 'self' blob:", "require-trusted-types-for 'script'",
                ] { #expect(policy.contains(part), "\(part)") }
                #expect(!policy.contains("unsafe"))
                #expect(page.header("Permissions-Policy") == "camera=(self), microphone=(self), geolocation=()")
                #expect(page.header("Referrer-Policy") == "no-referrer")
                #expect(page.header("Cross-Origin-Opener-Policy") == "same-origin")
                #expect(page.header("Cross-Origin-Resource-Policy") == "same-origin")
                #expect(page.header("X-Content-Type-Options") == "nosniff")
                #expect(page.header("Cache-Control") == "no-store")
                #expect(page.header("Content-Type") == "text/html; charset=utf-8")
                #expect(page.text.contains("<html lang=\"en\">") && page.text.contains("<main id=\"main\""))
                #expect(page.text.matches(of: /<h1/).count == 1 && page.text.contains("class=\"skip\""))
                for inline in ["<style", "<script>", "style="] { #expect(!page.text.contains(inline)) }
            }
        }
    }

    @Test func `over TLS a browser is told to stay with it`() async throws {
        var gateway = try await Self.invited().gateway
        gateway.door = CandidateDoor(employer: "E", offsetMinutes: 480, publicURL: "https://jobs.example:8443/base")
        #expect(gateway.door.origin == "https://jobs.example:8443")
        let answer = try await Caller(router: gateway.router { _, _ in }, token: nil).get("/i")
        #expect(answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains")
    }

    @Test func `a cookie changes something only where a page of ours sends it`() async throws {
        var gateway = try await Self.invited().gateway
        gateway.door = CandidateDoor(employer: "E", offsetMinutes: 480, publicURL: "https://jobs.example")
        let router = gateway.router { _, _ in }
        let anyone = Caller(router: router, token: nil)
        let entered = try await anyone.call(
            .post, "/i/session", headers: ["Content-Type": "application/x-www-form-urlencoded"],
            body: Array("link=\(try Self.link())".utf8))
        let cookie = try #require(entered.headers.all("set-cookie").first { $0.hasPrefix("__Host-colloquy=") })
        let pair = String(cookie.prefix { $0 != ";" })
        let cases: [(Headers, Int)] = [
            (["Sec-Fetch-Site": "same-origin"], 200), (["Sec-Fetch-Site": "same-site"], 403),
            (["Sec-Fetch-Site": "cross-site"], 403), (["Sec-Fetch-Site": "none"], 403),
            (["Origin": "https://jobs.example"], 200), (["Origin": "https://jobs.example.evil"], 403),
            (["Origin": "null"], 403), ([:], 403),
            (["Sec-Fetch-Site": "cross-site", "Origin": "https://jobs.example"], 403),
        ]
        for (more, status) in cases {
            var headers: Headers = ["Cookie": "a=b; \(pair)", "Content-Type": "application/json"]
            for field in more.fields { headers[field.name] = field.value }
            let answer = try await anyone.call(
                .post, "/v1/candidate/consents", headers: headers, body: Array(#"{"purposes":["recording"]}"#.utf8))
            #expect(answer.status == status, "\(more)")
            #expect(status == 200 || answer.code == "cross-site")
        }
        let read = try await anyone.call(.get, "/v1/candidate/session", headers: ["Cookie": pair])
        #expect(read.status == 200, "reading needs no proof of where it comes from")
        let twice = try await anyone.call(.get, "/v1/candidate/session", headers: ["Cookie": "\(pair); \(pair)"])
        #expect(twice.status == 401, "two cookies of one name are none")
        let staff = try await anyone.call(.get, "/v1/applications", headers: ["Cookie": "__Host-colloquy=key of hr"])
        #expect(staff.status == 401, "a key of staff is no cookie")
    }

    @Test func `a second device takes the interview over when the candidate says so there, and the first is told`()
        async throws
    {
        try await Self.open { house, port in
            let first = Browser(port: port)
            let second = Browser(port: port)
            for browser in [first, second] { _ = try await browser.send("/i/session", [("link", try Self.link())]) }
            _ = try await first.send("/i/begin")
            let asked = try await second.send("/i/begin")
            #expect(asked.status == 409 && asked.name == "problem" && asked.text.contains("data-do=\"take-over\""))
            #expect(try await first.open("/i/home").status == 200, "nothing has changed for the first")
            #expect(try await house.state(CandidateAccess.self, "app-1")?.devices.count == 2)
            _ = try await second.send("/i/takeover")
            let told = try await first.send("/i/begin")
            #expect(told.status == 409 && told.text.contains("another device"))
            let script = try await first.send(
                "/v1/candidate/start", headers: ["Content-Type": "application/json"])
            #expect(script.status == 409 && script.text.contains("\"other-device\""))
            #expect(try await second.send("/i/begin").status == 200)
            _ = try await first.send("/i/takeover")
            #expect(try await second.send("/i/begin").status == 409, "and back again")
        }
    }

    @Test func `the link on a device that has a session goes on with that session`() async throws {
        try await Self.open { house, port in
            let browser = Browser(port: port)
            for _ in 0..<7 { _ = try await browser.send("/i/session", [("link", try Self.link())]) }
            #expect(try await house.state(CandidateAccess.self, "app-1")?.devices.count == 1)
        }
    }

    /// The first two applications of one person: each with its link, both followed in one browser.
    private func appliedTwice() async throws -> (house: House, links: [String]) {
        let house = try await Self.invited()
        var admitted = ApplicationAdmitted.samples[0]
        var invited = InterviewInvited.samples[0]
        (admitted.applicationID, invited.applicationID) = ("app-2", "app-2")
        (invited.expiresAt, invited.plan.jobTitle) = (Instant.sample.advanced(byDays: 7), "Gardener")
        try await house.when(admitted)
        try await house.when(invited)
        let links = try ["app-1", "app-2"].map { "\($0).\(try House.token(.interview, of: $0))" }
        return (house, links)
    }

    @Test func `who applied twice goes from one application to the other by its link, on the same device`() async throws
    {
        let (house, links) = try await appliedTwice()
        try await Self.open(house) { house, port in
            let browser = Browser(port: port)
            for (link, isGardener) in [(links[0], false), (links[1], true), (links[0], false)] {
                let page = try await browser.send("/i/session", [("link", link)])
                #expect(page.status == 200 && page.text.contains("Gardener") == isGardener)
                #expect(try await browser.send("/i/begin").name == "consent", "no other device has it")
            }
            for application in ["app-1", "app-2"] {
                #expect(try await house.state(CandidateAccess.self, application)?.devices.count == 1)
            }
            _ = try await browser.send("/i/leave")
            #expect(browser.cookies["__Host-colloquy"] == nil)
            for application in ["app-1", "app-2"] {
                #expect(try await house.state(CandidateAccess.self, application)?.devices.isEmpty == true)
            }
        }
    }

    @Test func `what is done on a page is for the application that it is of, whichever was opened last`() async throws {
        let (house, links) = try await appliedTwice()
        try await Self.open(house) { house, port in
            let browser = Browser(port: port)
            var marks: [String] = []
            for link in links {
                let page = try await browser.send("/i/session", [("link", link)])
                marks.append(try #require(page.text.firstMatch(of: /data-of="([0-9a-f]{10})"/).map { String($0.1) }))
            }
            #expect(marks[0] != marks[1])
            let version = ("version", try house.gateway.consentText.version)
            let agreed = try await browser.send("/i/consent?of=\(marks[0])", [("purpose", "recording"), version])
            #expect(agreed.name == "devices" && agreed.text.contains("data-of=\"\(marks[0])\""))
            #expect(await house.emitted(ConsentGiven.self).map(\.applicationID) == ["app-1"])
            let other = try await browser.open("/v1/candidate/session?of=\(marks[1])")
            #expect(other.text.contains("Gardener"), "a script asks for its own")
            #expect(!(try await browser.open("/v1/candidate/session").text.contains("Gardener")), "the latest")
            #expect(try await browser.open("/i/welcome?of=\(marks[1])").text.contains("Gardener"))
            #expect(try await browser.open("/i/home").name == "welcome", "a page that is asked for is the latest")
            let strange = try await browser.open("/i/home?of=0123456789")
            #expect(strange.status == 401 && strange.text.contains("link in your mail"))
        }
    }

    @Test func `a browser holds so many sessions and no more`() {
        let tokens = (1...6).map { "session.\($0)" }
        let cookie = SessionCookie.setting(tokens)
        #expect(cookie.hasPrefix("__Host-colloquy=session.1~session.2~session.3~session.4; Path=/; Secure"))
    }

    @Test func `logging out ends the session on the server and clears the browser`() async throws {
        try await Self.open { house, port in
            let browser = Browser(port: port)
            _ = try await browser.send("/i/session", [("link", try Self.link())])
            let session = try #require(browser.cookies["__Host-colloquy"])
            let left = try await browser.send("/i/leave")
            #expect(left.status == 200 && left.header("Clear-Site-Data") == "\"cache\", \"storage\"")
            #expect(browser.cookies["__Host-colloquy"] == nil)
            let thief = Caller(router: try house.router, token: session)
            #expect(try await thief.get("/v1/candidate/status").code == "session-ended")
            let page = try await browser.open("/i/status")
            #expect(page.status == 401 && page.text.contains("link in your mail"))
        }
    }

    @Test func `a link that has ended leads to a page that sends a new one`() async throws {
        try await Self.open { house, port in
            let browser = Browser(port: port)
            let link = try Self.link(endsAfterSeconds: 0)
            let ended = try await browser.send("/i/session", [("link", link)])
            #expect(ended.status == 410 && ended.text.contains("action=\"/i/renewal\"") && ended.text.contains(link))
            #expect(browser.cookies["__Host-colloquy"] == nil)
            let renewed = try await browser.send("/i/renewal", [("link", link)])
            #expect(renewed.status == 200 && renewed.text.contains("on its way"))
            #expect(await house.emitted(LinkRequested.self).map(\.purpose) == [.interview])
            for wrong in ["", "nonsense", "app-1.AAAA", "app-2.\(try House.token(.interview))"] {
                let page = try await browser.send("/i/session", [("link", wrong)])
                #expect(page.status == 401 && page.name == "problem", "\(wrong)")
            }
        }
    }

    @Test func `without JavaScript the address pasted from the mail opens the same page`() async throws {
        try await Self.open { _, port in
            let browser = Browser(port: port)
            #expect(try await browser.open("/i").text.contains("<noscript>"))
            let page = try await browser.send("/i/session", [("link", " https://jobs.example/i#\(try Self.link()) ")])
            #expect(page.name == "welcome")
        }
    }

    @Test func `a page speaks the candidate's language, unless another was chosen on it`() async throws {
        try await Self.open { house, port in
            let own = try #require(try await house.state(InterviewSession.self, "app-1")?.language)
            let browser = Browser(port: port)
            browser.language = own == .english ? "zh-CN" : "en"
            let page = try await browser.send("/i/session", [("link", try Self.link())])
            #expect(page.text.contains(own == .english ? "<html lang=\"en\">" : "<html lang=\"zh-CN\">"))
            for (language, tag) in [("zh", "zh-CN"), ("en", "en")] {
                let chosen = try await browser.open("/i/welcome?language=\(language)")
                #expect(chosen.text.contains("<html lang=\"\(tag)\">"))
                #expect(try await browser.open("/i/status").text.contains("<html lang=\"\(tag)\">"), "it stays chosen")
            }
        }
    }

    @Test(arguments: [
        ("zh-CN,zh;q=0.9,en;q=0.8", Language.chinese), ("en-US,en", .english), ("fr,de;q=0.7,en;q=0.3", .english),
        ("fr", .chinese), ("", .chinese), ("EN", .english),
    ])
    func `a stranger is spoken to in the first language of ours that the browser names`(
        _ field: String, _ language: Language
    ) {
        #expect(PageLanguage.accepted(field) == language)
    }

    @Test(arguments: LinkToken.Purpose.allCases)
    func `every link leads to a page that is there, whatever is to be done`(_ purpose: LinkToken.Purpose) async throws {
        let house = try await Self.invited()
        for blob in ["offer.app-1.1.html", "contract.app-1.1.html"] {
            try await house.vault.put(
                Array("<body><p>Paper.</p></body>".utf8), blob: try BlobID(blob), of: "cand-1",
                contentType: "text/html")
        }
        try await house.when(OfferSent.samples[0])
        for isReady in [false, true] {
            if isReady {
                try await house.when(ContractDrafted.samples[0])
                try await house.when(ContractApproved.samples[0])
            }
            try await Self.open(house) { _, port in
                let page = try await Browser(port: port).send("/i/session", [("link", try Self.link(purpose))])
                #expect(page.status == 200 && !page.name.isEmpty, "\(purpose): \(page.path)")
            }
        }
    }

    @Test func `a link of an application that is over shows its status`() async throws {
        let house = try await Self.invited()
        try await house.when(ApplicationClosed.samples[0])
        try await Self.open(house) { _, port in
            let browser = Browser(port: port)
            let page = try await browser.send("/i/session", [("link", try Self.link())])
            #expect(page.name == "status" && page.path == "/i/status")
            #expect(try await browser.send("/i/begin").status >= 400)
        }
    }
}
