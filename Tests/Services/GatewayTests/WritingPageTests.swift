import Domain
import Events
import Foundation
import GatewayCore
import JSON
import Testing
import Vault

@testable import gateway

/// The page of a question that is answered in writing, without its scripts.
struct WritingPageTests {
    private func open(_ body: (House, Browser) async throws -> Void) async throws {
        let house = try await House()
        var invited = InterviewInvited.samples[0]
        invited.expiresAt = Instant.sample.advanced(byDays: 7)
        invited.plan.questions = [.textSample, .codeSample]
        invited.plan.retakesMax = 0
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.when(invited)
        try await CandidateDoorTests.open(house) { house, port in
            let browser = Browser(port: port)
            _ = try await browser.send("/i/session", [("link", try CandidateDoorTests.link())])
            _ = try await browser.send("/i/begin")
            let session = try #require(try await house.state(InterviewSession.self, "app-1"))
            let version = try house.gateway.consentText.of(session).version
            let begun = try await browser.send("/i/consent", [("purpose", "ai-assessment"), ("version", version)])
            #expect(begun.path == "/i/writing/q2")
            try await body(house, browser)
        }
    }

    @Test(arguments: ["zh", "en"]) func `nothing is said of a camera, and no consent to be recorded is asked for`(
        language: String
    ) async throws {
        let house = try await House()
        var invited = InterviewInvited.samples[0]
        invited.expiresAt = Instant.sample.advanced(byDays: 7)
        invited.plan.questions = [.textSample, .codeSample]
        invited.plan.identityByCode = true
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.when(invited)
        try await CandidateDoorTests.open(house) { house, port in
            let browser = Browser(port: port)
            _ = try await browser.send("/i/session", [("link", try CandidateDoorTests.link())])
            let welcome = try await browser.open("/i/welcome?language=\(language)")
            #expect(try await browser.send("/i/begin").name == "identity", "who takes it is asked first")
            let consent = try await browser.open("/i/consent")
            #expect(consent.text.contains("value=\"ai-assessment\"") && !consent.text.contains("value=\"recording\""))
            for page in [welcome, consent] {
                for word in ["camera", "摄像头", "record", "录制", "录像"] { #expect(!page.text.contains(word), "\(word)") }
                #expect(!page.text.contains(language == "zh" ? "设备检查" : "Device check"))
            }
            let session = try #require(try await house.state(InterviewSession.self, "app-1"))
            let version = [("version", try house.gateway.consentText.of(session).version)]
            #expect(try await browser.send("/i/consent", version).name == "identity")
            #expect(await house.emitted(InterviewStarted.self).isEmpty)
            #expect(try await browser.open("/i/devices").status >= 400)
            let old = [("version", try house.gateway.consentText.version)]
            #expect(try await browser.send("/i/consent", old).status == 409, "the text of a recorded interview")
        }
    }

    @Test(arguments: ["zh", "en"]) func `a text is saved, refused when it is too long, and handed in`(language: String)
        async throws
    {
        try await open { house, browser in
            let page = try await browser.open("/i/writing/q2?language=\(language)")
            #expect(page.status == 200 && page.name == "writing")
            #expect(page.text.matches(of: /<h1[ >]/).count == 1 && !page.text.contains("{{"))
            #expect(!page.text.contains("data-do=\"run\""))
            let saved = try await browser.send(
                "/i/writing/q2", [("text", "\nI <b>listened</b>.\r\nTwice."), ("act", "save")])
            #expect(saved.status == 200 && saved.path == "/i/writing/q2")
            // The first line end behind the tag is HTML's own.
            #expect(saved.text.contains(">\n\nI &lt;b&gt;listened&lt;/b&gt;.\nTwice.</textarea>"))
            let long = Array(repeating: "word", count: 201).joined(separator: " ")
            let refused = try await browser.send("/i/writing/q2", [("text", long), ("act", "hand-in")])
            #expect(refused.status == 422 && refused.text.contains("role=\"alert\"") && refused.text.contains(long))
            let empty = try await browser.send("/i/writing/q2", [("text", " "), ("act", "hand-in")])
            #expect(empty.status == 422)
            let done = try await browser.send("/i/writing/q2", [("text", "I listened."), ("act", "hand-in")])
            #expect(done.status == 200 && !done.text.contains("<textarea"))
            #expect(await house.emitted(AnswerWritten.self).map(\.answerID) == ["app-1.q2.1"])
        }
    }

    @Test(arguments: ["zh", "en"]) func `a program is run and handed in`(language: String) async throws {
        try await open { house, browser in
            let page = try await browser.open("/i/writing/q3?language=\(language)")
            #expect(page.status == 200 && page.text.contains("code.js") && page.text.contains("3\n</pre>"))
            for secret in ["40 2", "both sides"] { #expect(!page.text.contains(secret)) }
            let fields = [("text", "print(3)"), ("codeLanguage", "python")]
            let waiting = try await browser.send("/i/writing/q3", fields + [("act", "run")])
            #expect(waiting.status == 200 && waiting.text.contains("href=\"/i/writing/q3\""))
            let asked = try #require(await house.emitted(CodeRunRequested.self).first)
            let said = ProgramWords(complaint: nil, said: ["<script>3"])
            try await house.vault.put(
                String(decoding: try JSON.encode(said), as: UTF8.self), field: "transcript.\(asked.runID.text).said",
                of: "cand-1")
            try await house.when(
                CodeJudged(
                    applicationID: "app-1", questionID: "q3", runID: asked.runID, reason: nil,
                    examples: [ExampleResult(number: 1, verdict: .wrongAnswer, milliseconds: 21)], judgedAt: .sample))
            let judged = try await browser.open("/i/writing/q3")
            #expect(judged.text.contains("&lt;script&gt;3") && judged.text.contains("21 ms"))
            #expect(judged.text.contains(language == "zh" ? "结果错误" : "wrong answer"))
            _ = try await browser.send("/i/writing/q3", fields + [("act", "hand-in")])
            #expect(await house.emitted(AnswerWritten.self).map(\.codeLanguage) == [.python])
        }
    }

    @Test func `a question that is spoken, or of no interview, has no such page`() async throws {
        try await open { _, browser in
            let page = try await browser.open("/i/writing/q9")
            #expect(page.status == 404)
        }
    }
}
