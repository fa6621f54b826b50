import Crypto
import Domain
import Events
import Foundation
import GatewayCore
import Testing

@testable import gateway

/// One of the employer's people before a browser.
struct Staff {
    static let password = "correct horse battery"
    let browser: Browser
    let name: ActorID
    let key: AuthenticatorKey

    /// Was asked in, set up an account and is signed in.
    static func enter(_ role: StaffRole, as name: ActorID, _ house: House, port: UInt16) async throws -> Staff {
        let token = try await asked(name, as: role, house)
        let staff = Staff(browser: Browser(port: port), name: name, key: try house.gateway.staff.offeredKey(token))
        let page = try await staff.setUp(token)
        #expect(page.status == 200 && page.path == "/hr", "\(page.status) \(page.name)")
        return staff
    }

    static func asked(_ name: ActorID, as role: StaffRole, _ house: House) async throws -> StaffToken {
        let token = StaffToken.fresh()
        try await house.gateway.staff.invite(.made(for: name, as: role, by: "root", at: .sample), by: token)
        return token
    }

    /// The code of a step as seen from now; each is good once.
    func code(_ offset: Int64 = 0) -> String {
        key.code(step: Instant.sample.millisecondsSinceEpoch / 1000 / AuthenticatorKey.stepSeconds + offset)
    }

    /// With the oldest code that is still good, so that two more are left.
    func setUp(_ token: StaffToken, password: String = Staff.password) async throws -> Browser.Page {
        try await browser.send(
            "/hr/welcome/account", [("token", token.text), ("password", password), ("code", code(-1))])
    }

    func signIn(
        _ browser: Browser, name: String? = nil, password: String = Staff.password, code: String, to: String = ""
    ) async throws -> Browser.Page {
        try await browser.send(
            "/hr/sign-in",
            [("name", name ?? self.name.text), ("password", password), ("code", code), ("to", to)])
    }

    /// What a form of the page that shows carries.
    func formGuard() async throws -> String {
        let page = try await browser.open("/hr/account")
        return page.text.firstMatch(of: /name="guard" value="([^"]+)"/).map { String($0.1) } ?? ""
    }

    func send(_ path: String, _ fields: [(String, String)] = []) async throws -> Browser.Page {
        try await browser.send(path, fields + [("guard", try await formGuard())])
    }
}
