import Crypto
import Domain
import GatewayCore
import HTTP
import Testing

@testable import gateway

/// What an administrator does about accounts.
struct PeopleTests {
    private func link(in page: Browser.Page) throws -> StaffToken {
        let text = try #require(page.text.firstMatch(of: /data-part="invitation">([^<]+)</)).1
        return try #require(StaffToken(String(text)))
    }

    @Test func `an administrator asks somebody in, and the link is shown once`() async throws {
        try await CandidateDoorTests.open { house, port in
            let root = try await Staff.enter(.administrator, as: "root", house, port: port)
            let page = try await root.send("/hr/people", [("name", "Wang.Finance"), ("role", "finance")])
            let token = try link(in: page)
            #expect(!(try await root.browser.open("/hr/people")).text.contains(token.text))
            let key = try house.gateway.staff.offeredKey(token)
            let wang = Staff(browser: Browser(port: port), name: "wang.finance", key: key)
            #expect(try await wang.setUp(token).status == 200)
            #expect(try await wang.browser.open("/hr/people").status == 403, "people are the administrator's")
            for (name, role, status) in [
                ("", "hr", 422), ("x", "ats", 422), ("x", "king", 422), ("wang.finance", "hr", 409),
            ] {
                #expect(try await root.send("/hr/people", [("name", name), ("role", role)]).status == status)
            }
        }
    }

    @Test func `who lost the phone is helped by a new link, and the old ways in are shut at once`() async throws {
        try await CandidateDoorTests.open { house, port in
            let root = try await Staff.enter(.administrator, as: "root", house, port: port)
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let token = try link(in: try await root.send("/hr/people/lin/recovery"))
            #expect(try await lin.browser.open("/hr").status == 401)
            #expect(try await lin.signIn(Browser(port: port), code: lin.code()).status == 401)
            let anew = Staff(browser: Browser(port: port), name: "lin", key: try house.gateway.staff.offeredKey(token))
            #expect(anew.key.bytes != lin.key.bytes)
            #expect(try await anew.setUp(token, password: "another good sentence").status == 200)
            #expect(try await lin.signIn(Browser(port: port), code: anew.code()).status == 401, "the old password")
        }
    }

    @Test func `another role counts from the next sign-in, and a closed account lets nobody in`() async throws {
        try await CandidateDoorTests.open { house, port in
            let root = try await Staff.enter(.administrator, as: "root", house, port: port)
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            #expect(try await root.send("/hr/people/lin/role", [("role", "auditor")]).status == 200)
            #expect(try await lin.browser.open("/hr/applications").status == 401)
            #expect(try await lin.signIn(lin.browser, code: lin.code()).status == 200)
            #expect(try await lin.browser.open("/hr/applications").status == 403)
            #expect(try await root.send("/hr/people/lin/closing").status == 200)
            #expect(try await lin.signIn(lin.browser, code: lin.code(1)).status == 401)
        }
    }

    @Test func `nobody changes their own account, so that one administrator stays`() async throws {
        try await CandidateDoorTests.open { house, port in
            let root = try await Staff.enter(.administrator, as: "root", house, port: port)
            for what in ["recovery", "role", "closing"] {
                #expect(try await root.send("/hr/people/root/\(what)", [("role", "hr")]).status == 409)
            }
            #expect(try await root.send("/hr/people/nobody/closing").status == 404)
            #expect(try await root.browser.open("/hr/people").status == 200)
        }
    }

    @Test func `what proves who somebody is lies sealed, and belongs to its account alone`() async throws {
        let house = try await House()
        let key = SymmetricKey([UInt8](repeating: 7, count: 32))
        let credentials = StaffCredentials(
            passwordHash: try PasswordHash.make(Staff.password), authenticator: AuthenticatorKey(Array("secret".utf8)))
        let sealed = try credentials.sealed(for: "lin", with: key)
        #expect(!String(decoding: sealed, as: UTF8.self).contains("argon2id"))
        #expect(try StaffCredentials.open(sealed, of: "lin", with: key).authenticatorKey.bytes == Array("secret".utf8))
        #expect(throws: CryptoError.self) { try StaffCredentials.open(sealed, of: "wang", with: key) }
        #expect(try await house.gateway.staff.find("lin") == nil)
    }
}
