import Crypto
import Domain
import Foundation
import GatewayCore
import HTTP
import JSON
import Synchronization
import Testing

@testable import gateway

/// What the employer's directory tells of whom it lets in (SCIM 2.0), and what follows.
struct DirectoryTests {
    private static let match = DirectoryMatch(parsing: "externalId=sub")

    private func house() async throws -> (House, Caller) {
        let house = try await House()
        house.directoryMatch = Self.match
        return (house, try Caller.staff("directory", house))
    }

    private func create(_ directory: Caller, _ kind: String, _ body: String) async throws -> String {
        let answer = try await directory.call(
            .post, "/scim/v2/\(kind)", headers: ["Content-Type": "application/scim+json"], body: Array(body.utf8))
        #expect(answer.status == 201, "\(String(decoding: answer.bytes, as: UTF8.self))")
        #expect(answer.headers["content-type"] == "application/scim+json")
        #expect(answer.headers["location"]?.hasSuffix("/scim/v2/\(kind)/\(answer.json["id"]?.string ?? "-")") == true)
        return try #require(answer.json["id"]?.string)
    }

    private func patch(_ directory: Caller, _ place: String, _ operations: String) async throws -> Caller.Answer {
        let body = #"{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[\#(operations)]}"#
        return try await directory.call(
            .patch, "/scim/v2/\(place)", headers: ["Content-Type": "application/scim+json"], body: Array(body.utf8))
    }

    private func signIn(_ browser: Browser, _ provider: TestProvider) async throws -> Browser.Page {
        let page = try await browser.open("/hr/sign-in/provider?to=/hr/account")
        return try await browser.open(provider.signIn(try #require(page.header("Location"))))
    }

    /// In the ways that the directories that people have write them.
    @Test(
        arguments: [
            (#"{"op":"replace","path":"active","value":false}"#, "active", JSONValue.bool(false)),
            (#"{"op":"Replace","path":"active","value":"False"}"#, "active", false),
            (#"{"op":"replace","value":{"active":false}}"#, "active", false),
            (#"{"OP":"replace","Value":{"Active":"false","id":"x"}}"#, "active", false),
            (
                #"{"op":"replace","value":{"urn:ietf:params:scim:schemas:core:2.0:User":{"active":false}}}"#,
                "active", false
            ),
            (
                #"{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User","value":{"active":false}}"#,
                "active", false
            ),
            (#"{"op":"replace","value":{"emails[type eq \"work\"].value":"a@b.c","active":"False"}}"#, "active", false),
            (#"{"op":"remove","path":"active"}"#, "active", nil),
            (#"{"op":"Add","path":"displayName","value":"李娜"}"#, "displayName", "李娜"),
            (
                #"{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:userName","value":"n"}"#,
                "userName", "n"
            ),
            (#"{"op":"remove","path":"externalId"}"#, "externalId", nil),
            (#"{"op":"replace","path":"emails[type eq \"work\"].value","value":"a@b.c"}"#, "emails", nil),
            (#"{"op":"add","path":"name.familyName","value":"Li"}"#, "name", nil),
            (
                #"{"op":"add","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"x"}}}"#,
                "department", nil
            ),
        ] as [(String, String, JSONValue?)])
    func `changes are taken as directories write them, and what is not kept is passed over`(
        operation: String, attribute: String, value: JSONValue?
    ) async throws {
        let (_, directory) = try await house()
        let id = try await create(
            directory, "Users", #"{"userName":"li.na","externalId":"7","emails":[{"value":"a@b.c"}],"title":"HR"}"#)
        let answer = try await patch(directory, "Users/\(id)", operation)
        #expect(answer.status == 200, "\(String(decoding: answer.bytes, as: UTF8.self))")
        #expect(answer.json[attribute] == value)
        #expect(try await directory.get("/scim/v2/Users/\(id)").json[attribute] == value)
    }

    @Test(
        arguments: [
            (#"{"op":"replace","path":"salary","value":1}"#, 400, "invalidPath"),
            (#"{"op":"replace","path":"active","value":"perhaps"}"#, 400, "invalidValue"),
            (#"{"op":"replace","path":"userName","value":""}"#, 400, "invalidValue"),
            (#"{"op":"remove","path":"userName"}"#, 400, "invalidValue"),
            (#"{"op":"remove"}"#, 400, "noTarget"), (#"{"op":"move","path":"active"}"#, 400, "invalidSyntax"),
            (#"{"op":"replace","path":"active["}"#, 400, "invalidPath"), ("", 400, "invalidSyntax"),
            (#"{"op":"replace","path":"userName","value":"WU.LEI"}"#, 409, "uniqueness"),
            (#"{"op":"replace","path":"externalId","value":"8"}"#, 409, "uniqueness"),
        ])
    func `a change that cannot be made is refused as a whole, with the standard's word`(
        operation: String, status: Int, type: String
    ) async throws {
        let (_, directory) = try await house()
        _ = try await create(directory, "Users", #"{"userName":"wu.lei","externalId":"8"}"#)
        let id = try await create(directory, "Users", #"{"userName":"li.na","externalId":"7"}"#)
        let both = operation.isEmpty ? "" : #"{"op":"replace","path":"displayName","value":"x"},"# + operation
        let answer = try await patch(directory, "Users/\(id)", both)
        #expect(answer.status == status && answer.json["scimType"] == .string(type))
        #expect(answer.json["status"] == .string("\(status)"), "the status is a text")
        #expect(try await directory.get("/scim/v2/Users/\(id)").json["displayName"] == nil)
    }

    @Test func `members come and go one by one, by list and by filter`() async throws {
        let (_, directory) = try await house()
        var ids: [String] = []
        for name in ["a", "b", "c"] { ids.append(try await create(directory, "Users", #"{"userName":"\#(name)"}"#)) }
        let group = try await create(
            directory, "Groups", #"{"displayName":"recruiting","members":[{"value":"\#(ids[0])"}]}"#)
        func members(after operation: String) async throws -> Set<String> {
            let answer = try await patch(directory, "Groups/\(group)", operation)
            #expect(answer.status == 200, "\(String(decoding: answer.bytes, as: UTF8.self))")
            return Set(answer.json["members"]?.array?.compactMap { $0["value"]?.string } ?? [])
        }
        #expect(
            try await members(
                after: #"{"op":"Add","path":"members","value":[{"value":"\#(ids[1])"},{"value":"\#(ids[2])"}]}"#)
                == Set(ids))
        #expect(
            try await members(after: #"{"op":"remove","path":"members[value eq \"\#(ids[0])\"]"}"#)
                == Set(ids.dropFirst()))
        #expect(
            try await members(after: #"{"op":"Remove","path":"members","value":[{"value":"\#(ids[1])"}]}"#) == [ids[2]])
        let read = try await directory.get("/scim/v2/Users/\(ids[2])").json
        #expect(read["groups"]?[0]?["display"] == "recruiting")
        #expect(
            try await directory.get("/scim/v2/Users?attributes=userName&filter=userName%20eq%20%22C%22").json[
                "Resources"]
                == [
                    ["schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "id": .string(ids[2]), "userName": "c"]
                ])
        #expect(
            try await directory.get("/scim/v2/Groups?excludedAttributes=members").json["Resources"]?[0]?["members"]
                == nil)
        for stranger in ["nobody", #"a\u0000"#] {
            let answer = try await patch(
                directory, "Groups/\(group)", #"{"op":"add","path":"members","value":[{"value":"\#(stranger)"}]}"#)
            #expect(answer.status == 400 && answer.json["scimType"] == "invalidValue")
        }
        #expect(try await members(after: #"{"op":"remove","path":"members"}"#).isEmpty)
    }

    @Test func `pages begin with one and say how many there are in all`() async throws {
        let (_, directory) = try await house()
        for number in 1...5 { _ = try await create(directory, "Users", #"{"userName":"u\#(number)"}"#) }
        let page = try await directory.get("/scim/v2/Users?startIndex=4&count=3").json
        #expect(page["totalResults"] == 5 && page["itemsPerPage"] == 2 && page["startIndex"] == 4)
        let all = try await directory.get("/scim/v2/Users").json["Resources"]?.array ?? []
        #expect(all.count == 5 && page["Resources"] == .array(Array(all.dropFirst(3))), "the order stays")
        let asked = try await directory.call(
            .post, "/scim/v2/Users/.search", headers: ["Content-Type": "application/scim+json"],
            body: Array(#"{"filter":"userName eq \"u2\"","attributes":["displayName"],"count":1}"#.utf8)
        ).json
        #expect(asked["totalResults"] == 1 && asked["Resources"]?[0]?["userName"] == nil)
        #expect(try await directory.get("/scim/v2/Users?count=0").json["totalResults"] == 5)
        let wrong = try await directory.get("/scim/v2/Users?filter=userName")
        #expect(wrong.status == 400 && wrong.json["scimType"] == "invalidFilter")
        #expect(try await directory.get("/scim/v2/Users?count=many").status == 400)
    }

    @Test func `only the directory's key opens it, and without the setting there is nothing`() async throws {
        let (house, directory) = try await house()
        for role in StaffRole.allCases where role != .directory {
            let answer = try await Caller.staff(role.rawValue, house).get("/scim/v2/Users")
            #expect(answer.status == 403 && answer.json["schemas"]?[0]?.string?.hasSuffix(":Error") == true)
        }
        #expect(try await Caller(router: house.router, token: nil).get("/scim/v2/Users").status == 401)
        #expect(try await directory.get("/v1/applications").status == 403)
        house.directoryMatch = nil
        #expect(try await Caller.staff("directory", house).get("/scim/v2/Users").status == 404)
    }

    @Test func `who left the directory is out at once, and who comes back is in by the next sign-in`() async throws {
        try await TestProvider.running { provider in
            let (house, directory) = try await house()
            house.provider = IdentityProvider(provider.settings(match: Self.match))
            try await CandidateDoorTests.open(house) { house, port in
                let browser = Browser(port: port)
                func enter() async throws -> Browser.Page { try await signIn(browser, provider) }
                for _ in 0..<12 {
                    let stranger = try await enter()
                    #expect(stranger.status == 403 && stranger.text.contains("directory does not list you"))
                }
                #expect(try await house.gateway.staff.all().accounts.isEmpty, "the claim's groups alone let nobody in")
                let subject = try #require(provider.doings.withLock { $0.person["sub"]?.string })
                let id = try await create(directory, "Users", #"{"userName":"z","externalId":"\#(subject)"}"#)
                #expect(try await enter().status == 403, "in no group yet")
                let group = try await create(
                    directory, "Groups", #"{"displayName":"pay","members":[{"value":"\#(id)"}]}"#)
                #expect(try await enter().text.contains("Finance"), "the role is the directory's, not the claim's")
                _ = try await patch(
                    directory, "Groups/\(group)", #"{"op":"replace","path":"displayName","value":"root"}"#)
                #expect(try await browser.open("/hr").status == 401, "another role ends what was open")
                #expect(try await enter().text.contains("Administrator"))
                _ = try await patch(directory, "Users/\(id)", #"{"op":"Replace","path":"active","value":"False"}"#)
                #expect(try await browser.open("/hr").status == 401)
                #expect(try await enter().status == 403)
                let again = #"{"userName":"z","externalId":"\#(subject)"}"#
                let put = try await directory.call(
                    .put, "/scim/v2/Users/\(id)", headers: ["Content-Type": "application/json"], body: Array(again.utf8)
                )
                #expect(put.status == 200 && put.json["active"] == false, "what is not said lets nobody in again")
                _ = try await patch(directory, "Users/\(id)", #"{"op":"replace","path":"active","value":true}"#)
                #expect(try await enter().status == 200)
                #expect(try await directory.call(.delete, "/scim/v2/Users/\(id)").status == 204)
                #expect(try await browser.open("/hr").status == 401)
                let account = try #require(try await house.gateway.staff.all().accounts.first)
                #expect(account.hasLeft && !account.isClosed)
                let root = try await Staff.enter(.administrator, as: "root", house, port: port)
                #expect(try await root.browser.open("/hr/people").text.contains("Left the directory"))
            }
        }
    }

    @Test(
        arguments: [
            #"{"op":"replace","path":"externalId","value":"another"}"#, #"{"op":"remove","path":"externalId"}"#,
        ])
    func `who came in by a number that is theirs no more is out at once, and another's leaving is not theirs`(
        operation: String
    ) async throws {
        try await TestProvider.running { provider in
            let (house, directory) = try await house()
            house.provider = IdentityProvider(provider.settings(match: Self.match))
            try await CandidateDoorTests.open(house) { house, port in
                let browser = Browser(port: port)
                func enter() async throws -> Browser.Page { try await signIn(browser, provider) }
                let subject = try #require(provider.doings.withLock { $0.person["sub"]?.string })
                let first = try await create(directory, "Users", #"{"userName":"z","externalId":"\#(subject)"}"#)
                let group = try await create(
                    directory, "Groups", #"{"displayName":"recruiting","members":[{"value":"\#(first)"}]}"#)
                #expect(try await enter().status == 200)
                _ = try await patch(directory, "Users/\(first)", #"{"op":"replace","path":"userName","value":"y"}"#)
                #expect(try await browser.open("/hr").status == 200, "nobody is found by a name here")
                _ = try await patch(directory, "Users/\(first)", operation)
                #expect(try await browser.open("/hr").status == 401)
                #expect(try await enter().status == 403)
                let second = try await create(directory, "Users", #"{"userName":"z","externalId":"\#(subject)"}"#)
                _ = try await patch(
                    directory, "Groups/\(group)", #"{"op":"add","path":"members","value":[{"value":"\#(second)"}]}"#)
                #expect(try await enter().status == 200)
                #expect(try await directory.call(.delete, "/scim/v2/Users/\(first)").status == 204)
                #expect(try await browser.open("/hr").status == 200)
            }
        }
    }

    @Test func `whom an administrator shut out stays out, whatever the directory says`() async throws {
        try await TestProvider.running { provider in
            let (house, directory) = try await house()
            house.provider = IdentityProvider(provider.settings(match: Self.match))
            try await CandidateDoorTests.open(house) { house, port in
                let browser = Browser(port: port)
                func enter() async throws -> Browser.Page { try await signIn(browser, provider) }
                let subject = try #require(provider.doings.withLock { $0.person["sub"]?.string })
                let id = try await create(directory, "Users", #"{"userName":"z","externalId":"\#(subject)"}"#)
                let members = #"[{"value":"\#(id)"}]"#
                _ = try await create(directory, "Groups", #"{"displayName":"recruiting","members":\#(members)}"#)
                #expect(try await enter().status == 200)
                let name = try #require(try await house.gateway.staff.all().accounts.first).actorID
                _ = try await house.gateway.staff.change(name, role: .hr, isClosed: true)
                for value in ["false", "true"] {
                    _ = try await patch(
                        directory, "Users/\(id)", #"{"op":"replace","path":"active","value":\#(value)}"#)
                }
                #expect(try await enter().status == 403)
            }
        }
    }

    @Test func `whoever came in before the directory told of people is out when it does`() async throws {
        try await TestProvider.running { provider in
            let house = try await House()
            house.provider = IdentityProvider(provider.settings())
            try await CandidateDoorTests.open(house) { house, port in
                let browser = Browser(port: port)
                #expect(try await signIn(browser, provider).status == 200)
                house.directoryMatch = Self.match
                try await house.gateway.directory?.endUnlisted()
                #expect(try await browser.open("/hr").status == 401)
            }
        }
    }

    @Test func `a group of all users can be written as it was read`() async throws {
        let (house, directory) = try await house()
        _ = house
        let ids = (0..<19_000).map { "\($0)" }
        let members = ids.map {
            #"{"value":"\#($0)","$ref":"https://hire.example/scim/v2/Users/\#($0)","type":"User"}"#
        }
        let body = #"{"displayName":"all","members":[\#(members.joined(separator: ","))]}"#
        #expect(body.utf8.count > 1_500_000)
        let answer = try await directory.call(
            .post, "/scim/v2/Groups", headers: ["Content-Type": "application/scim+json"], body: Array(body.utf8))
        #expect(answer.json["scimType"] == "invalidValue", "read, and nobody of them is here")
    }

    @Test func `a checker of SCIM servers that is not ours finds nothing wrong`() async throws {
        let (house, _) = try await house()
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        try await CandidateDoorTests.open(house) { _, port in
            let process = Process()
            process.executableURL = root.appending(path: ".colloquy/venv-test/bin/python")
            process.arguments = [
                "-B", root.appending(path: "Tools/foreign/directory.py").path, "http://127.0.0.1:\(port)/scim/v2",
                "key of directory",
            ]
            let output = Pipe()
            (process.standardOutput, process.standardError) = (output, output)
            try process.run()
            let said = await Task.detached { output.fileHandleForReading.readDataToEndOfFile() }.value
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
        }
    }
}
