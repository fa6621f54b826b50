import Crypto
import Domain
import Events
import Foundation
import GatewayCore
import HTTP
import Testing

@testable import gateway

/// The pages of questions that are answered before the camera, and of handing in, as the server renders them.
struct QuestionPageTests {
    private static let questions = "/v1/candidate/questions"

    /// A candidate at the first question: time to think and a pause, then one without, then one in writing.
    private func open(
        isStarted: Bool = true, _ body: (House, Browser, Caller) async throws -> Void
    ) async throws {
        let house = try await House()
        var invited = InterviewInvited.samples[0]
        invited.expiresAt = Instant.sample.advanced(byDays: 7)
        let first = invited.plan.questions[0]
        var timed = first
        timed.questionID = "q1"
        timed.text = "What <b>did</b> you build?"
        timed.thinkSeconds = 30
        timed.pausesMax = 1
        var plain = first
        plain.questionID = "q2"
        plain.text = "Why do you want to work here?"
        var written = Question.textSample
        written.questionID = "q3"
        invited.plan.questions = [timed, plain, written]
        invited.plan.retakesMax = 1
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.when(invited)
        try await CandidateDoorTests.open(house) { house, port in
            let browser = Browser(port: port)
            _ = try await browser.send("/i/session", [("link", try CandidateDoorTests.link())])
            _ = try await browser.send("/i/begin")
            let version = try house.gateway.consentText.version
            _ = try await browser.send("/i/consent", [("purpose", "recording"), ("version", version)])
            if isStarted { _ = try await browser.send("/i/start") }
            try await body(house, browser, try await Caller.candidate(.interview, house))
        }
    }

    private func state(_ page: Browser.Page) -> String? {
        page.text.firstMatch(of: /<body [^>]*data-state="([^"]+)"/).map { String($0.1) }
    }

    private func answer(_ question: String, take: Int, _ house: House, _ caller: Caller) async throws {
        _ = try await caller.post("\(Self.questions)/\(question)/takes", "{}")
        let fields = [
            ("questionID", question), ("filetype", "video/webm"), ("take", "\(take)"), ("part", "1"),
        ]
        let metadata = fields.map { "\($0.0) \(Data($0.1.utf8).base64EncodedString())" }.joined(separator: ",")
        let opened = try await caller.tus(
            .post, "/v1/candidate/uploads", ["Upload-Defer-Length": "1", "Upload-Metadata": metadata])
        let path = try #require(opened.headers["Location"])
        _ = try await caller.patch(path, at: 0, recording(500), ["Upload-Length": "500"])
        _ = try await caller.post("\(Self.questions)/\(question)/takes/\(take)/end", "{}")
    }

    private func measure(_ question: QuestionID, take: Int, fault: String?, _ house: House) async throws {
        var prepared = RecordingPrepared.samples[0]
        prepared.questionID = question
        prepared.answerID = AnswerID(stringLiteral: "app-1.\(question.text).\(take)")
        prepared.take = take
        prepared.fault = fault
        prepared.durationMilliseconds = 42_400
        try await house.when(prepared)
    }

    @Test(arguments: ["zh", "en"]) func `the page renders in every state, and hides the question until it is opened`(
        _ language: String
    ) async throws {
        try await open { house, browser, caller in
            func look(_ expected: String) async throws -> Browser.Page {
                let page = try await browser.open("/i/questions/q1?language=\(language)")
                #expect(page.status == 200 && page.name == "question" && state(page) == expected)
                #expect(page.text.matches(of: /<h1[ >]/).count == 1 && !page.text.contains("{{"))
                #expect(page.text.contains("data-path=\"/i/questions/q1\""))
                #expect(page.text.contains(language == "zh" ? "第 1 题（共 3 题）" : "Question 1 of 3"))
                return page
            }
            let before = try await look("unopened")
            #expect(!before.text.contains("build") && before.text.contains("data-do=\"open\""))
            #expect(before.text.contains(language == "zh" ? "30 秒" : "30 seconds"))
            _ = try await caller.post("\(Self.questions)/q1/opening", "{}")
            #expect(try await look("thinking").text.contains("What &lt;b&gt;did&lt;/b&gt; you build?"))
            _ = try await caller.post("\(Self.questions)/q1/takes", "{}")
            _ = try await look("recording")
            _ = try await caller.post("\(Self.questions)/q1/takes/1/pause", "{}")
            _ = try await look("paused")
            _ = try await caller.post("\(Self.questions)/q1/takes/1/resumption", "{}")
            _ = try await caller.post("\(Self.questions)/q1/takes/1/end", "{}")
            _ = try await look("sending")
            _ = try await caller.post("\(Self.questions)/q1/takes/1/settlement", "{}")
            let lost = try await look("fault")
            #expect(lost.text.contains(PageWords.question.say("fault-nothing-arrived", in: .init(rawValue: language)!)))
            try await answer("q1", take: 2, house, caller)
            _ = try await look("answered")
            try await measure("q1", take: 2, fault: "no-sound", house)
            let silent = try await look("fault")
            #expect(silent.text.contains(language == "zh" ? "没有收到声音" : "No sound arrived"))
        }
    }

    @Test func `every page leads to the question to go on with`() async throws {
        try await open { house, browser, caller in
            #expect(try await browser.open("/i/question").path == "/i/questions/q1")
            #expect(try await browser.open("/i/home").path == "/i/questions/q1")
            _ = try await caller.post("\(Self.questions)/q1/opening", "{}")
            #expect(try await browser.open("/i/questions/q2").path == "/i/questions/q1", "the time of another runs")
            #expect(try await browser.open("/i/hand-in").path == "/i/questions/q1")
            try await answer("q1", take: 1, house, caller)
            let second = try await browser.open("/i/question")
            #expect(second.path == "/i/questions/q2" && state(second) == "thinking", "nobody counts here")
            #expect(second.text.contains("Why do you want to work here?"))
            #expect(second.text.contains("href=\"/i/writing/q3\"") && second.text.contains("href=\"/i/questions/q1\""))
            try await answer("q2", take: 1, house, caller)
            #expect(try await browser.open("/i/question").path == "/i/writing/q3")
            #expect(try await browser.open("/i/questions/q3").path == "/i/writing/q3", "it is answered in writing")
            let missing = try await browser.open("/i/questions/q9")
            #expect(missing.status == 404 && missing.name == "problem")
            _ = try await browser.send("/i/writing/q3", [("text", "I listened."), ("act", "hand-in")])
            #expect(try await browser.open("/i/question").path == "/i/hand-in")
        }
    }

    @Test func `before the questions are open, every way leads to what comes first`() async throws {
        try await open(isStarted: false) { _, browser, _ in
            for path in ["/i/question", "/i/questions/q1", "/i/hand-in"] {
                let page = try await browser.open(path)
                #expect(page.path == "/i/devices", "\(path)")
            }
            let refused = try await browser.send("/i/hand-in")
            #expect(refused.status == 409)
        }
    }

    @Test(arguments: ["zh", "en"]) func `handing in says what there is, what is missing and what cannot be heard`(
        _ language: String
    ) async throws {
        try await open { house, browser, caller in
            let tongue = try #require(Language(rawValue: language))
            func standings(_ page: Browser.Page) -> [String] {
                page.text.matches(of: /data-standing="([^"]+)"/).map { String($0.1) }
            }
            let empty = try await browser.open("/i/hand-in?language=\(language)")
            #expect(standings(empty) == ["missing", "missing", "missing"])
            #expect(!empty.text.contains("data-do=\"submit\"") && empty.text.contains("href=\"/i/questions/q1\""))
            #expect(!empty.text.contains("build"), "what was not opened is not read here")
            let refused = try await browser.send("/i/hand-in")
            #expect(refused.status == 409 && refused.name == "hand-in" && refused.text.contains("role=\"alert\""))
            for question in ["q1", "q2"] { try await answer(question, take: 1, house, caller) }
            _ = try await browser.send("/i/writing/q3", [("text", "I listened."), ("act", "hand-in")])
            try await measure("q1", take: 1, fault: nil, house)
            try await measure("q2", take: 1, fault: "no-sound", house)
            let full = try await browser.open("/i/hand-in")
            #expect(standings(full) == ["answered", "fault", "answered"] && full.text.contains("0:42"))
            #expect(full.text.contains(PageWords.question.say("fault-no-sound", in: tongue)))
            #expect(full.text.contains("data-do=\"submit\"") && !full.text.contains("{{"))
            let done = try await browser.send("/i/hand-in")
            #expect(done.path == "/i/status" && done.status == 200)
            #expect(await house.emitted(InterviewSubmitted.self).count == 1)
            for path in ["/i/hand-in", "/i/question", "/i/questions/q1"] {
                #expect(try await browser.open(path).path == "/i/status", "\(path)")
            }
            #expect(try await browser.send("/i/hand-in").path == "/i/status", "a repeat changes nothing")
        }
    }

    @Test func `who may write instead is led to the form`() async throws {
        try await open { house, browser, caller in
            let before = try await browser.open("/i/questions/q2")
            #expect(!before.text.contains("data-do=\"write\""))
            let granted = #"{"extraTimePercent":50,"extraRetakes":0,"hasTextAnswers":true,"hasCaptions":false}"#
            let hr = try Caller.staff("hr", house)
            let answer = try await hr.call(
                .put, "/v1/applications/app-1/accommodations", headers: ["Content-Type": "application/json"],
                body: Array(granted.utf8))
            #expect(answer.status < 300)
            let page = try await browser.open("/i/questions/q2")
            #expect(page.text.contains("href=\"/i/writing/q2\" data-do=\"write\""))
            #expect(try await browser.open("/i/writing/q2").text.contains("<textarea"))
        }
    }

    @Test func `every word that the scripts ask for stands on the page`() throws {
        let words = PageWords.question.joined(with: .devices).table
        let script = { (name: String) in String(decoding: try #require(Assets.files[name]).bytes, as: UTF8.self) }
        var names = Set<String>()
        for file in ["question.js", "camera.js"] {
            for match in try script(file).matches(of: /(?:say|trouble)\("([a-z0-9-]+)"\)|return "([a-z-]+)"/) {
                names.insert(String(match.1 ?? match.2 ?? ""))
            }
        }
        for state in QuestionState.allCases { names.insert("at-\(state.rawValue)") }
        for second in [30, 10] { names.formUnion(["left-\(second)", "think-\(second)"]) }
        // States, which the same script returns.
        names.subtract(QuestionState.allCases.map(\.rawValue))
        #expect(names.count > 20)
        for name in names {
            #expect(
                words["said-\(name)"] != nil || words[name] != nil || words["devices-\(name)"] != nil, "\(name)")
        }
    }
}
