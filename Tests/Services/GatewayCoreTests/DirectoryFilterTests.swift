import Domain
import Testing

@testable import GatewayCore

/// Which resources of a directory a filter means (RFC 7644 §3.4.2.2).
struct DirectoryFilterTests {
    private static let record = DirectoryRecord([
        "username": [.text("Li.Na@example.com")], "externalid": [.exactText("A-17")], "active": [.flag(true)],
        "members": [.exactText("1"), .exactText("2")], "members.value": [.exactText("1"), .exactText("2")],
        "meta.lastmodified": [.time(Instant(millisecondsSinceEpoch: 1_795_275_000_198))],
    ])

    @Test(
        arguments: [
            (#"userName eq "li.na@example.com""#, true), (#"USERNAME EQ "LI.NA@EXAMPLE.COM""#, true),
            (#"urn:ietf:params:scim:schemas:core:2.0:User:userName eq "li.na@example.com""#, true),
            (#"externalId eq "a-17""#, false), (#"externalId eq "A-17""#, true), (#"externalId ne "A-17""#, false),
            (#"userName sw "li" and userName ew ".com""#, true), (#"userName co "xample""#, true),
            (#"active eq true"#, true), (#"active eq false"#, false), (#"active eq "True""#, true),
            (#"displayName pr"#, false), (#"userName pr"#, true), (#"displayName eq null"#, true),
            (#"not (active eq true)"#, false), (#"not (displayName pr) and active eq true"#, true),
            (#"active eq false or userName pr and externalId pr"#, true),
            (#"(active eq false or userName pr) and externalId eq "B""#, false),
            (#"members[value eq "2"]"#, true), (#"members[value eq "3" or value eq "1"]"#, true),
            (#"members.value eq "3""#, false),
            (#"meta.lastModified gt "2026-11-20T00:00:00Z""#, true), (#"meta.lastModified lt "2026""#, false),
            (#"meta.lastModified ge "2026-11-21T15:30:00Z""#, true),
            (#"meta.lastModified lt "2026-11-21T23:30:01+08:00""#, true),
            (#"meta.lastModified gt "2026-11-21T23:30:01+08:00""#, false),
            (#"emails[type eq "work"].value eq "a@b.c""#, false), (#"members[value eq "1"].value eq "1""#, true),
            (#"userName sw "\u004ci""#, true),
            (#"userName eq "a \"quoted\" name""#, false), (#"age gt 7"#, false),
        ])
    func `a filter means what the standard says`(text: String, matches: Bool) throws {
        #expect(try DirectoryFilter(parsing: text).matches(Self.record) == matches)
    }

    @Test(
        arguments: [
            "", "userName", "userName eq", "userName is \"x\"", "eq \"x\"", "userName eq \"x", "(userName pr",
            "userName pr)", "userName pr and", "not userName pr", "members[value eq \"1\"",
            "members[of[value pr]]", "\"x\" eq userName", "user/name pr", "userName eq \"\\u00\"",
            "members[value pr].value",
            String(repeating: "(", count: 17) + "userName pr" + String(repeating: ")", count: 17),
            "userName eq \"" + String(repeating: "x", count: 2_000) + "\"",
        ])
    func `what is no filter is refused`(text: String) {
        #expect(throws: InvalidDirectoryFilter.self) { try DirectoryFilter(parsing: text) }
    }

    @Test func `nested as deep as is allowed, a filter is read`() throws {
        let text = String(repeating: "(", count: 15) + "userName pr" + String(repeating: ")", count: 15)
        #expect(try DirectoryFilter(parsing: text).matches(Self.record))
    }

    @Test(
        arguments: [
            ("active", "active", nil, false),
            ("urn:ietf:params:scim:schemas:core:2.0:Group:members", "members", nil, false),
            (#"members[value eq "1"]"#, "members", nil, true),
            (#"emails[type eq "work"].value"#, "emails", "value", true),
            ("name.givenName", "name.givenname", nil, false),
            (
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:department", nil, false
            ),
        ] as [(String, String, String?, Bool)])
    func `the place of a change is taken apart`(path: String, attribute: String, part: String?, hasFilter: Bool) throws
    {
        let parsed = try #require(DirectoryPath.parse(path))
        #expect(parsed.attribute == attribute && parsed.part == part && (parsed.filter != nil) == hasFilter)
    }

    @Test(arguments: ["members[", "members[x]", "[value pr]", "members[value pr]x", "a b", "7"])
    func `what is no place is none`(path: String) {
        #expect(DirectoryPath.parse(path) == nil)
    }

    @Test(
        arguments: [
            ("externalId=sub", "externalId", "sub"), ("userName=preferred_username", "userName", "preferred_username"),
            ("userName=", nil, nil), ("mail=email", nil, nil), ("externalId", nil, nil), ("externalId=a=b", nil, nil),
            ("externalId=a b", nil, nil),
        ] as [(String, String?, String?)])
    func `people are matched by one attribute and one claim`(text: String, attribute: String?, claim: String?) {
        let match = DirectoryMatch(parsing: text)
        #expect(match?.attribute.rawValue == attribute && match?.claim == claim)
    }

    @Test(
        arguments: [
            (true, ["hr-team"], StaffRole.hr), (true, ["others", "pay"], .finance), (true, ["others"], nil),
            (true, [], nil), (false, ["hr-team"], nil), (nil, ["hr-team"], nil),
        ] as [(Bool?, [String], StaffRole?)])
    func `who is active and in a group that is something here comes in as that`(
        isActive: Bool?, groups: [String], role: StaffRole?
    ) throws {
        let roles = try GroupRoles(parsing: "hr-team=hr, pay=finance")
        let user = DirectoryUser(
            id: "1", userName: "li.na", isActive: isActive, createdAt: .init(millisecondsSinceEpoch: 0),
            changedAt: .init(millisecondsSinceEpoch: 0))
        #expect(DirectoryStanding(user, groups: groups, roles) == (role.map { .comesIn($0) } ?? .staysOut))
        #expect(DirectoryStanding(nil, groups: groups, roles) == .staysOut)
    }
}
