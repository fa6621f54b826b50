import Crypto
import Domain
import Events
import GatewayCore
import Testing
import Vault

@testable import gateway

/// Comments of colleagues on the page of an application.
struct CommentPageTests {
    private static let page = "/hr/applications/app-1"

    private static func house() async throws -> House {
        let house = try await House()
        var invited = InterviewInvited.samples[0]
        invited.plan.questions[0].kind = .text
        invited.expiresAt = Instant.sample.advanced(byDays: 7)
        try await house.when(JobOpened.samples[0])
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.when(invited)
        try await house.vault.put(fields: ["name": "Li Wei"], of: "cand-1")
        return house
    }

    private func answer(_ house: House) async throws {
        let candidate = try await Caller.candidate(.interview, house)
        _ = try await candidate.post("/v1/candidate/consents", #"{"purposes":["recording","ai-assessment"]}"#)
        _ = try await candidate.post("/v1/candidate/start", "{}")
        let answer = #"{"text":"I listened to both sides and then we agreed on a plan."}"#
        #expect(try await candidate.post("/v1/candidate/questions/q1/written-answer", answer).status < 300)
    }

    private func write(_ words: String, _ staff: Staff, key: String = "k1") async throws -> Browser.Page {
        try await staff.send(Self.page + "/comments", [("words", words), ("key", key)])
    }

    private func ids(_ house: House) async throws -> [String] {
        try await house.state(CommentSheet.self, "app-1")?.comments.map(\.commentID.text) ?? []
    }

    @Test func `colleagues read each other, the newest last, the words lie in the vault alone, and acts are audited`()
        async throws
    {
        try await CandidateDoorTests.open(try await Self.house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let mona = try await Staff.enter(.hiringManager, as: "mona", house, port: port)
            let words = "Knows <our> tills.\r\nAsk about Sundays."
            #expect(try await write("  \(words) ", lin).path.hasSuffix("?done=comment#comments"))
            #expect(try await write("  \(words) ", lin).status == 200, "sent twice, written once")
            let read = try await write("Sundays are fine.", mona, key: "k2")
            let said = read.text.matches(of: /<p class="said">([^<]*)</).map { String($0.1) }
            #expect(said == ["Knows &lt;our&gt; tills.\nAsk about Sundays.", "Sundays are fine."])
            #expect(read.text.contains("Everybody who works with this application reads it"))
            #expect(try await !house.ledgerText.contains("Sundays"))
            let looks = try await house.vault.looks(of: "cand-1", before: nil, countMax: 100)
            #expect(looks.count { $0.purpose == "write-comment" && $0.actor == "lin" } == 1)
            #expect(looks.contains { $0.purpose == Gateway.dossierPurpose && $0.item.contains("comment.app-1.") })
            #expect(!looks.contains { $0.item.contains("Sundays") })
        }
    }

    @Test func `a correction is seen as one, only the author makes it, and a removed comment says who removed it`()
        async throws
    {
        try await CandidateDoorTests.open(try await Self.house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let mona = try await Staff.enter(.hiringManager, as: "mona", house, port: port)
            _ = try await write("Seems tyred.", mona)
            let path = Self.page + "/comments/" + (try #require(try await ids(house).first))
            #expect(try await lin.send(path + "/correction", [("words", "mine"), ("key", "c")]).status == 409)
            let after = try await mona.send(path + "/correction", [("words", "Seems tired."), ("key", "c")])
            #expect(after.text.contains("Seems tired.") && !after.text.contains("tyred"))
            #expect(after.text.contains("data-part=\"corrected\""))
            #expect(try await mona.send(path + "/removal").path.hasSuffix("?done=comment-removed#comments"))
            let gone = try await lin.browser.open(Self.page + "?language=en")
            #expect(gone.text.contains("removed by mona") && !gone.text.contains("tired"))
            let field = "comment.app-1.\(try await ids(house)[0])"
            #expect(try await house.vault.field(field, of: "cand-1", purpose: "test") == nil)
        }
    }

    @Test func `a form that comes again brings back no words that were corrected or removed since`() async throws {
        try await CandidateDoorTests.open(try await Self.house()) { house, port in
            let mona = try await Staff.enter(.hiringManager, as: "mona", house, port: port)
            _ = try await write("first", mona, key: "kA")
            let id = try #require(try await ids(house).first)
            let (path, field) = (Self.page + "/comments/" + id, "comment.app-1.\(id)")
            func words() async throws -> String? {
                try await house.vault.field(field, of: "cand-1", purpose: "test")
            }
            _ = try await mona.send(path + "/correction", [("words", "second"), ("key", "kB")])
            _ = try await mona.send(path + "/correction", [("words", "third"), ("key", "kC")])
            _ = try await write("first", mona, key: "kA")
            _ = try await mona.send(path + "/correction", [("words", "second"), ("key", "kB")])
            #expect(try await words() == "third")
            _ = try await mona.send(path + "/correction", [("words", "third"), ("key", "kC")])
            #expect(try await words() == "third")
            _ = try await mona.send(path + "/removal")
            _ = try await write("first", mona, key: "kA")
            _ = try await mona.send(path + "/correction", [("words", "third"), ("key", "kC")])
            #expect(try await words() == nil)
        }
    }

    @Test func `HR removes what must not stand there, others remove nobody else's`() async throws {
        try await CandidateDoorTests.open(try await Self.house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let mona = try await Staff.enter(.hiringManager, as: "mona", house, port: port)
            _ = try await write("Expecting a child.", mona)
            _ = try await write("Fine.", lin, key: "k2")
            let own = try await ids(house)
            #expect(try await mona.send(Self.page + "/comments/\(own[1])/removal").status == 409)
            #expect(try await lin.send(Self.page + "/comments/\(own[0])/removal").status == 200)
            #expect(try await !mona.browser.open(Self.page).text.contains("Expecting"))
        }
    }

    @Test func `an interviewer reads what others think after judging all answers, and their own at any time`()
        async throws
    {
        let house = try await Self.house()
        try await answer(house)
        try await CandidateDoorTests.open(house) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let ines = try await Staff.enter(.interviewer, as: "ines", house, port: port)
            _ = try await write("The best so far.", lin)
            let before = try await write("Room 5 is booked.", ines, key: "k2")
            #expect(before.text.contains("Room 5") && !before.text.contains("The best so far"))
            #expect(before.text.contains("data-part=\"hidden-comments\""))
            let looks = try await house.vault.looks(of: "cand-1", before: nil, countMax: 100)
            let others = try await ids(house)[0]
            #expect(!looks.contains { $0.actor == "ines" && $0.item.contains(others) }, "it is not even read")
            let form = Self.page + "/answers/app-1.q1.1/grading"
            _ = try await ines.send(form, [("dimension", "teamwork"), ("level", "3")])
            let after = try await ines.browser.open(Self.page)
            #expect(after.text.contains("The best so far") && !after.text.contains("hidden-comments"))
        }
    }

    @Test(arguments: [(" \r\n ", "Write something first."), (String(repeating: "字", count: 2_001), "At most 2000")])
    func `what is empty or too long is not taken, and what was typed stays`(words: String, said: String) async throws {
        try await CandidateDoorTests.open(try await Self.house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let page = try await write(words, lin)
            #expect(page.status == 422 && page.text.contains(said))
            #expect(page.text.contains("字字") == words.contains("字字"))
            #expect(try await ids(house).isEmpty)
            #expect(try await write(String(repeating: "字", count: 2_000), lin, key: "k2").status == 200)
        }
    }

    @Test func `with the end of an application nobody writes any more, and what is there can be removed`() async throws
    {
        try await CandidateDoorTests.open(try await Self.house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            _ = try await write("First.", lin)
            try await house.when(ApplicationClosed.samples[0])
            let page = try await lin.browser.open(Self.page)
            #expect(page.text.contains("First.") && !page.text.contains("data-do=\"write-comment\""))
            #expect(try await write("Second.", lin, key: "k2").status == 409)
            #expect(try await lin.send(Self.page + "/comments/\(try await ids(house)[0])/removal").status == 200)
        }
    }
}
