import Domain
import GatewayCore
import Testing

struct IdentityClaimsTests {
    private static let now: Int64 = 1_900_000_000

    private func flaw(_ change: (inout IdentityClaims) -> Void) -> IdentityClaims.Flaw? {
        var claims = IdentityClaims(
            issuer: "https://id.example", subject: "u1", audiences: ["colloquy"], expiresAt: Self.now + 300,
            issuedAt: Self.now, nonce: "n")
        change(&claims)
        return claims.flaw(issuer: "https://id.example", client: "colloquy", nonce: "n", at: Self.now)
    }

    @Test func `claims for this house, this client and this sign-in are right, and no others`() {
        #expect(flaw { _ in } == nil)
        let cases: [((inout IdentityClaims) -> Void, IdentityClaims.Flaw?)] = [
            ({ $0.issuer = "https://id.example/" }, .issuer), ({ $0.issuer = nil }, .issuer),
            ({ $0.audiences = ["other"] }, .audience), ({ $0.audiences = [] }, .audience),
            ({ $0.audiences = ["colloquy", "other"] }, .authorizedParty),
            (
                {
                    $0.audiences = ["colloquy", "other"]; $0.authorizedParty = "colloquy"
                }, nil
            ),
            ({ $0.authorizedParty = "other" }, .authorizedParty), ({ $0.authorizedParty = "colloquy" }, nil),
            ({ $0.subject = nil }, .subject), ({ $0.subject = "" }, .subject), ({ $0.subject = "张" }, .subject),
            ({ $0.subject = String(repeating: "a", count: 256) }, .subject),
            ({ $0.expiresAt = nil }, .ended), ({ $0.expiresAt = Self.now - 60 }, .ended),
            ({ $0.expiresAt = Self.now - 59 }, nil), ({ $0.notBefore = Self.now + 61 }, .notYet),
            ({ $0.notBefore = Self.now + 60 }, nil), ({ $0.issuedAt = nil }, .issued),
            ({ $0.issuedAt = Self.now + 61 }, .issued), ({ $0.issuedAt = Self.now + 60 }, nil),
            ({ $0.issuedAt = Self.now - 661 }, .issued), ({ $0.issuedAt = Self.now - 660 }, nil),
            ({ $0.nonce = nil }, .nonce), ({ $0.nonce = "other" }, .nonce),
        ]
        for (number, (change, expected)) in cases.enumerated() { #expect(flaw(change) == expected, "\(number)") }
    }

    @Test func `a notice of a sign-out has no nonce, else a token of a sign-in would pass for one`() {
        var claims = IdentityClaims(
            issuer: "i", subject: nil, audiences: ["c"], expiresAt: nil, issuedAt: Self.now)
        #expect(claims.noticeFlaw(issuer: "i", client: "c", at: Self.now) == nil)
        claims.nonce = "n"
        #expect(claims.noticeFlaw(issuer: "i", client: "c", at: Self.now) == .nonce)
    }

    @Test func `the first row that fits says the role, and who is in no group has none`() throws {
        let roles = try GroupRoles(parsing: " HR team=hr,\n cn=boss = approver\n\nit = it-office ,")
        #expect(roles.rows.map(\.group) == ["HR team", "cn=boss", "it"])
        #expect(roles.role(of: ["it", "other", "cn=boss"]) == .approver && roles.role(of: ["HR team"]) == .hr)
        #expect(roles.role(of: ["hr team"]) == nil && roles.role(of: []) == nil)
    }

    @Test(arguments: [
        ("hr=king", 1), ("hr", 1), ("=hr", 1), ("a=hr,a=finance", 2), ("a=hr,b=ats", 2), ("a=hr,,b=", 2),
    ])
    func `a row that is none is named by its number`(text: String, row: Int) {
        let error = #expect(throws: InvalidGroupRoles.self) { try GroupRoles(parsing: text) }
        #expect(error?.row == row)
    }

    @Test func `an account is called what the provider says as far as a name goes`() {
        for (text, names) in [
            ("Zhang.Min", ["zhang.min", "zhang.min:12345678"]), ("z@x.cn", ["z-x.cn", "z-x.cn:12345678"]),
            ("张敏", ["--", "--:12345678"]), ("", ["u:12345678"]),
        ] { #expect(StaffAccount.names(text, mark: "12345678").map(\.text) == names) }
        let long = StaffAccount.names(String(repeating: "a", count: 300), mark: "12345678")
        #expect(long.allSatisfy { $0.text.utf8.count <= StaffAccount.nameBytesMax })
    }

    @Test func `where local accounts are switched off, an administrator's emergency account alone lets in`() {
        for (source, role, isEmergency, isIn) in [
            (.local, .hr, false, false), (.local, .administrator, false, false), (.local, .administrator, true, true),
            (.local, .hr, true, false), (.provider, .hr, false, true),
        ] as [(StaffAccount.Source, StaffRole, Bool, Bool)] {
            let account = StaffAccount(
                actorID: "a", role: role, isClosed: false, lastCodeStep: 0, source: source, isEmergency: isEmergency)
            #expect(account.isAdmitted(localAccounts: false) == isIn)
            #expect(account.isAdmitted(localAccounts: true))
        }
    }
}
