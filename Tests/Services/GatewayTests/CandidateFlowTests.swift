import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Testing

@testable import gateway

/// The way from the first page to the questions, by forms alone.
struct CandidateFlowTests {
    private func entered(_ port: UInt16) async throws -> Browser {
        let browser = Browser(port: port)
        _ = try await browser.send("/i/session", [("link", try CandidateDoorTests.link())])
        return browser
    }

    @Test func `one begins, agrees purpose by purpose, checks the device and starts`() async throws {
        try await CandidateDoorTests.open { house, port in
            let browser = try await entered(port)
            let consent = try await browser.send("/i/begin")
            #expect(consent.path == "/i/consent" && consent.text.matches(of: /type="checkbox"/).count == 3)
            #expect(!consent.text.contains(" checked"), "nothing is ticked beforehand")
            let version = try house.gateway.consentText.version
            let devices = try await browser.send(
                "/i/consent", [("purpose", "recording"), ("purpose", "ai-assessment"), ("version", version)])
            #expect(devices.path == "/i/devices" && devices.name == "devices")
            let given = await house.emitted(ConsentGiven.self)
            #expect(given.map(\.purposes) == [[.recording, .aiAssessment]] && given.map(\.textVersion) == [version])
            let again = try await browser.open("/i/consent")
            #expect(again.text.contains("You agreed on") && again.text.contains("version \(version)"))
            #expect(again.text.contains("data-do=\"withdraw-recording\""))
            #expect(again.text.matches(of: /type="checkbox" name="purpose"/).count == 1, "what is left to agree to")
            _ = try await browser.send("/i/start")
            #expect(await house.emitted(InterviewStarted.self).count == 1)
        }
    }

    @Test func `who may write instead need not agree to be recorded, and is shown no camera`() async throws {
        try await CandidateDoorTests.open { house, port in
            let granted = #"{"extraTimePercent":0,"extraRetakes":0,"hasTextAnswers":true,"hasCaptions":false}"#
            let answer = try await Caller.staff("hr", house).call(
                .put, "/v1/applications/app-1/accommodations", headers: ["Content-Type": "application/json"],
                body: Array(granted.utf8))
            #expect(answer.status < 300)
            let browser = try await entered(port)
            let consent = try await browser.send("/i/begin")
            #expect(consent.path == "/i/consent" && consent.text.contains("need not be recorded"))
            #expect(!consent.text.contains("needed for the video interview"))
            let version = try house.gateway.consentText.version
            let page = try await browser.send("/i/consent", [("purpose", "ai-assessment"), ("version", version)])
            #expect(page.name == "writing" && page.text.contains("<textarea"), "\(page.path)")
            #expect(await house.emitted(ConsentGiven.self).map(\.purposes) == [[.aiAssessment]])
            #expect(await house.emitted(InterviewStarted.self).count == 1)
            let question = try #require(try await house.gateway.records.session("app-1")?.plan.questions.first)
                .questionID
            #expect(try await browser.open("/i/questions/\(question.text)").name == "writing")
            let caller = try await Caller.candidate(.interview, house)
            let take = try await caller.post("/v1/candidate/questions/\(question.text)/takes", "{}")
            #expect(take.code == "consent-missing", "nothing is recorded without consent")
            // Whoever would rather speak agrees to it, and may take it back without leaving the interview.
            _ = try await browser.send("/i/consent", [("purpose", "recording"), ("version", version)])
            #expect(try await browser.open("/i/questions/\(question.text)").name == "question")
            _ = try await browser.send("/i/consent/withdrawal", [("purpose", "recording"), ("sure", "yes")])
            #expect(try await browser.open("/i/question").name == "writing")
            #expect(await house.emitted(HumanWayRequested.self).isEmpty)
        }
    }

    @Test func `without consent to recording nothing goes on, and a text that has changed is shown once more`()
        async throws
    {
        try await CandidateDoorTests.open { house, port in
            let browser = try await entered(port)
            _ = try await browser.send("/i/begin")
            let version = try house.gateway.consentText.version
            let none = try await browser.send("/i/consent", [("purpose", "talent-pool"), ("version", version)])
            #expect(none.status == 422 && none.name == "consent" && none.text.contains("role=\"alert\""))
            let old = try await browser.send("/i/consent", [("purpose", "recording"), ("version", "of-last-year")])
            #expect(old.status == 409 && old.text.contains("has just changed"))
            #expect(await house.emitted(ConsentGiven.self).isEmpty)
            #expect(try await browser.open("/i/devices").status == 409)
            #expect(try await browser.send("/i/start").status == 409)
        }
    }

    @Test func `whoever does not want to be recorded is offered a person, and may change their mind`() async throws {
        try await CandidateDoorTests.open { house, port in
            let browser = try await entered(port)
            #expect(try await browser.send("/i/begin").text.contains("data-do=\"decline\""))
            for _ in 0..<2 {
                let page = try await browser.send("/i/human")
                #expect(page.path == "/i/welcome" && page.text.contains("A colleague of ours will contact you"))
            }
            #expect(await house.emitted(HumanWayRequested.self).map(\.applicationID) == ["app-1"])
            #expect(try await browser.open("/i/home").path == "/i/welcome")
            let version = try house.gateway.consentText.version
            let page = try await browser.send("/i/consent", [("purpose", "recording"), ("version", version)])
            #expect(page.path == "/i/devices")
        }
    }

    @Test func `the face is asked for where the job wants it and the deployment has it, and refused freely`()
        async throws
    {
        for isOn in [true, false] {
            let house = try await House()
            var invited = InterviewInvited.samples[0]
            invited.expiresAt = Instant.sample.advanced(byDays: 7)
            invited.plan.policy = .cn
            invited.plan.faceChannel = true
            try await house.when(ApplicationAdmitted.samples[0])
            try await house.when(invited)
            house.consentText = ConsentText(recordingDays: 180, talentPoolDays: 730, hasFaceChannel: isOn)
            let session = InterviewSession(invited)
            try await CandidateDoorTests.open(house) { house, port in
                let browser = try await entered(port)
                let page = try await browser.send("/i/begin")
                #expect(page.text.contains("data-do=\"purpose-face-features\"") == isOn)
                #expect(page.text.contains("facial features are not used") == !isOn)
                let version = ("version", try house.gateway.consentText.of(session).version)
                let wished = [("purpose", "recording")] + (isOn ? [] : [("purpose", "face-features")])
                #expect(try await browser.send("/i/consent", wished + [version]).path == "/i/devices")
                #expect(await house.emitted(ConsentGiven.self).map(\.purposes) == [[.recording]])
                guard isOn else { return }
                _ = try await browser.send("/i/consent", [("purpose", "face-features"), version])
                #expect(await house.emitted(ConsentGiven.self).last?.purposes == [.faceFeatures])
                let taken = try await browser.send("/i/consent/withdrawal", [("purpose", "face-features")])
                #expect(taken.path == "/i/consent" && !taken.text.contains("withdraw-face-features"))
                #expect(await house.emitted(ConsentWithdrawn.self).map(\.purposes) == [[.faceFeatures]])
                #expect(try await browser.open("/i/devices").status == 200, "the interview goes on")
            }
        }
    }

    @Test func `consent is taken back where it was given, also after the end`() async throws {
        let house = try await CandidateDoorTests.invited()
        try await CandidateDoorTests.open(house) { house, port in
            let browser = try await entered(port)
            let version = try house.gateway.consentText.version
            _ = try await browser.send(
                "/i/consent", [("purpose", "recording"), ("purpose", "talent-pool"), ("version", version)])
            try await house.when(ApplicationClosed.samples[0])
            #expect(try await browser.open("/i/consent").text.contains("data-do=\"withdraw-talent-pool\""))
            let page = try await browser.send("/i/consent/withdrawal", [("purpose", "talent-pool")])
            #expect(page.path == "/i/consent" && !page.text.contains("data-do=\"withdraw-talent-pool\""))
            #expect(await house.emitted(ConsentWithdrawn.self).map(\.purposes) == [[.talentPool]])
            #expect(try await browser.send("/i/consent/withdrawal", [("purpose", "everything")]).status == 400)
        }
    }

    @Test func `recording is taken back by whoever is sure, and another way is asked for, which is no end`()
        async throws
    {
        try await CandidateDoorTests.open(try await CandidateDoorTests.invited()) { house, port in
            let browser = try await entered(port)
            let version = try house.gateway.consentText.version
            _ = try await browser.send("/i/consent", [("purpose", "recording"), ("version", version)])
            let asked = try await browser.send("/i/consent/withdrawal", [("purpose", "recording")])
            #expect(
                asked.status == 422 && asked.text.contains("role=\"alert\"") && asked.text.contains("name=\"sure\""))
            #expect(await house.emitted(ConsentWithdrawn.self).isEmpty)
            let page = try await browser.send("/i/consent/withdrawal", [("purpose", "recording"), ("sure", "yes")])
            #expect(page.path == "/i/welcome")
            #expect(page.text.contains(PageWords.entry.say("welcome-human-asked", in: .english)))
            #expect(await house.emitted(ConsentWithdrawn.self).map(\.purposes) == [[.recording]])
            #expect(await house.emitted(HumanWayRequested.self).count == 1)
            #expect(try await browser.open("/i/consent").text.contains("data-do=\"purpose-recording\""), "minds change")
        }
    }

    @Test func `a job whose rules may turn somebody down without a person says so`() async throws {
        for (policy, word) in [(PolicyProfile.cn, "welcome-who-text"), (.usIllinois, "welcome-who-software")] {
            try await CandidateDoorTests.open(try await CandidateDoorTests.invited(policy: policy)) { _, port in
                let page = try await entered(port).open("/i/welcome")
                #expect(page.text.contains(PageWords.entry.say(word, in: .english).prefix(50)))
                #expect(page.text.contains("rejects nobody") == (policy == .cn))
            }
        }
    }

    @Test func `a job that asks for it has a code from the candidate's mail entered before the first question`()
        async throws
    {
        let house = try await House()
        var invited = InterviewInvited.samples[0]
        invited.expiresAt = Instant.sample.advanced(byDays: 7)
        invited.plan.identityByCode = true
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.when(invited)
        try await CandidateDoorTests.open(house) { house, port in
            let browser = try await entered(port)
            let version = try house.gateway.consentText.version
            let asked = try await browser.send("/i/consent", [("purpose", "recording"), ("version", version)])
            #expect(asked.path == "/i/identity" && asked.text.contains("data-do=\"send-code\""))
            let early = try await browser.send("/i/start")
            #expect(early.status == 409 && early.name == "problem")
            #expect(try await browser.send("/i/identity/code").text.contains("data-do=\"confirm-identity\""))
            let event = try #require(await house.emitted(AccessCodeRequested.self).last)
            #expect(event.action == .confirmIdentity)
            let code = try LinkToken(secret: House.secret).code(for: "app-1", event.codeID)
            let wrong = try await browser.send("/i/identity", [("code", code == "00000001" ? "00000002" : "00000001")])
            #expect(wrong.status == 422 && wrong.text.contains("aria-invalid=\"true\""))
            let typed = "\(code.prefix(4)) - \(code.dropFirst(4))"
            #expect(try await browser.send("/i/identity", [("code", typed)]).path == "/i/devices")
            _ = try await browser.send("/i/start")
            #expect(await house.emitted(InterviewStarted.self).count == 1)
        }
    }

    @Test func `what is sent to measure the line is counted by nobody and bounded`() async throws {
        try await CandidateDoorTests.open { house, port in
            let browser = try await entered(port)
            let before = try await house.ledgerText
            let type = ["Content-Type": "application/octet-stream"]
            let (half, whole) = (String(repeating: "x", count: 300_000), String(repeating: "x", count: 600_000))
            let few = try await browser.send("/i/devices/probe", [("a", half)], headers: type)
            #expect(few.status == 204 && few.bytes.isEmpty)
            let many = try await browser.send("/i/devices/probe", [("a", whole)], headers: type)
            #expect(many.status == 413)
            #expect(try await house.ledgerText == before)
            #expect(try await Browser(port: port).send("/i/devices/probe", headers: type).status == 401)
        }
    }
}
