import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Testing

@testable import gateway

/// How the employer's people come in, over the real server and a real database.
struct SignInTests {
    @Test func `an invitation becomes an account once, and whoever set it up is in`() async throws {
        try await CandidateDoorTests.open { house, port in
            let token = try await Staff.asked("lin", as: .hr, house)
            let browser = Browser(port: port)
            let page = try await browser.send(
                "/hr/welcome", [("token", "https://jobs.example/hr/welcome#\(token.text)")])
            let key = try house.gateway.staff.offeredKey(token)
            #expect(
                page.name == "set-up" && page.text.contains(key.text) && page.text.contains("data:image/png;base64"))
            let staff = Staff(browser: browser, name: "lin", key: key)
            for (password, code, fault) in [
                ("short", staff.code(), "12 to 128"), ("password1234", staff.code(), "easily guessed"),
                (Staff.password, "000000", "not the code"),
            ] {
                let again = try await browser.send(
                    "/hr/welcome/account", [("token", token.text), ("password", password), ("code", code)])
                #expect(again.status == 422 && again.text.contains(fault))
            }
            let inside = try await staff.setUp(token)
            #expect(inside.status == 200 && inside.name == "desk" && inside.text.contains("lin"))
            let cookie = try #require(browser.cookies["__Host-colloquy-staff"])
            #expect(cookie.count == 43)
            let late = try await Browser(port: port).send("/hr/welcome", [("token", token.text)])
            #expect(late.status == 401 && late.name == "invitation", "it is good once")
        }
    }

    @Test func `of two who set up one invitation at once, one has the account`() async throws {
        let house = try await House()
        let staff = try house.gateway.staff
        let token = try await Staff.asked("lin", as: .hr, house)
        let credentials = StaffCredentials(passwordHash: "-", authenticator: staff.offeredKey(token))
        let entered = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await staff.enter(
                        token, credentials, step: 1, session: .fresh(), device: "-", at: .sample)
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(entered == 1)
    }

    @Test func `name, password and code together let in, and what is wrong is not said`() async throws {
        try await CandidateDoorTests.open { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let other = Browser(port: port)
            var pages: [Browser.Page] = []
            pages.append(try await lin.signIn(other, name: "nobody", code: lin.code()))
            pages.append(try await lin.signIn(other, password: "wrong horse battery", code: lin.code()))
            pages.append(try await lin.signIn(other, code: "000000"))
            pages.append(try await lin.signIn(other, code: lin.code(-1)))
            for page in pages {
                #expect(page.status == 401 && page.name == "sign-in")
                #expect(page.text.contains("do not fit together"))
            }
            #expect(other.cookies["__Host-colloquy-staff"] == nil)
            let page = try await lin.signIn(
                other, name: " LIN ", code: " \(lin.code()) ", to: "/hr/account?language=en")
            #expect(page.status == 200 && page.name == "account")
            let again = try await lin.signIn(Browser(port: port), code: lin.code())
            #expect(again.status == 401, "a code is good once")
            #expect(try await lin.signIn(Browser(port: port), code: lin.code(1)).status == 200)
        }
    }

    @Test(arguments: ["lin", "nobody"])
    func `tries under a name wait after five, whether or not anybody has it`(name: String) async throws {
        try await CandidateDoorTests.open { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let other = Browser(port: port)
            for _ in 0..<SignInTries.freeCount {
                #expect(try await lin.signIn(other, name: name, code: "000000").status == 401)
            }
            let held = try await lin.signIn(other, name: name, code: lin.code())
            #expect(held.status == 429 && held.header("Retry-After") == "1")
            let seen = try await lin.browser.open("/hr/account")
            #expect(seen.status == 200, "who is in stays in")
        }
    }

    @Test func `where one goes on after signing in is a page of ours`() {
        for (text, path) in [
            ("/hr/applications?stage=review", "/hr/applications?stage=review"), ("/hr", "/hr"), ("", "/hr"),
            ("//evil.example/hr", "/hr"), ("https://evil.example/hr/", "/hr"), ("/hrevil", "/hr"), ("/i/home", "/hr"),
            ("/hr/\\evil", "/hr"), ("/hr/a\r\nSet-Cookie: x", "/hr"), ("/hr/sign-out", "/hr"), ("/hr?a=b", "/hr?a=b"),
        ] { #expect(Gateway.ownPath(text) == path, "\(text)") }
        #expect(Gateway.ownPath(nil) == "/hr")
    }

    @Test func `whoever is not signed in gets the form, and goes on to where they wanted`() async throws {
        try await CandidateDoorTests.open { house, port in
            let page = try await Browser(port: port).open("/hr/applications?stage=offer")
            #expect(page.status == 401 && page.name == "sign-in")
            #expect(page.text.contains("name=\"to\" value=\"/hr/applications?stage=offer\""))
        }
    }

    @Test func `a form counts only from a page of ours, with the guard of this session`() async throws {
        try await CandidateDoorTests.open { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let other = try await Staff.enter(.hr, as: "wang", house, port: port)
            let own = try await lin.formGuard()
            let foreign = try await other.formGuard()
            #expect(own.count == 43 && own != foreign)
            for guardText in ["", foreign, String(own.dropLast())] {
                let page = try await lin.browser.send("/hr/account/devices", [("guard", guardText)])
                #expect(page.status == 403 && page.text.contains("cross-site"))
            }
            let crossSite = try await lin.browser.send(
                "/hr/account/devices", [("guard", own)], headers: ["Sec-Fetch-Site": "cross-site"])
            #expect(crossSite.status == 403)
            #expect(try await lin.browser.send("/hr/account/devices", [("guard", own)]).status == 200)
            let foreignSite = try await lin.signIn(Browser(port: port), code: lin.code())
            #expect(foreignSite.status == 200)
        }
    }

    @Test func `the cookie reads the API and changes nothing by it`() async throws {
        try await CandidateDoorTests.open { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            #expect(try await lin.browser.open("/v1/applications").status == 200)
            let decision = try await lin.browser.send(
                "/v1/applications/app-1/decisions", headers: ["Content-Type": "application/json"])
            #expect(decision.status == 403 && decision.text.contains("cross-site"))
            let manager = try await Staff.enter(.hiringManager, as: "wang", house, port: port)
            #expect(try await manager.browser.open("/v1/applications").status == 403)
        }
    }

    @Test func `signing out ends the session on the server`() async throws {
        try await CandidateDoorTests.open { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let cookie = try #require(lin.browser.cookies["__Host-colloquy-staff"])
            let token = try #require(StaffToken(cookie))
            #expect(try await house.gateway.staff.session(token, at: .sample) != nil)
            let page = try await lin.send("/hr/sign-out")
            #expect(page.name == "sign-in" && lin.browser.cookies["__Host-colloquy-staff"] == nil)
            #expect(try await house.gateway.staff.session(token, at: .sample) == nil)
        }
    }

    @Test func `a session ends by idling, by its age, and when five newer ones are there`() async throws {
        let house = try await House()
        let staff = try house.gateway.staff
        let token = try await Staff.asked("lin", as: .hr, house)
        let first = StaffToken.fresh()
        let credentials = StaffCredentials(passwordHash: "-", authenticator: staff.offeredKey(token))
        #expect(try await staff.enter(token, credentials, step: 1, session: first, device: "-", at: .sample))
        let later = { (minutes: Int64) in Instant.sample.advanced(byMinutes: minutes) }
        #expect(try await staff.session(first, at: later(59))?.account.role == .hr)
        #expect(try await staff.session(first, at: later(118)) != nil, "work prolongs it")
        #expect(try await staff.session(first, at: later(179)) == nil)
        for number in 0..<5 {
            let opened = try await staff.open(
                .fresh(), for: "lin", step: Int64(number + 2), tries: [], device: "-", at: later(Int64(number)))
            #expect(opened)
        }
        #expect(try await staff.devices(of: "lin").count == 5)
        try await staff.prune(at: later(700))
        #expect(try await staff.devices(of: "lin").isEmpty)
    }
}
