import Domain
import Events
import Flow
import FlowTesting
import GatewayCore
import Testing

struct WrittenAnswerTests {
    private func desk() throws -> Desk {
        let desk = Desk()
        var invited = Desk.invited
        invited.plan.questions = [.textSample, .codeSample]
        invited.plan.retakesMax = 0
        try desk.scenario.when(invited)
        return desk
    }

    private let text = HandInWritten(questionID: "q2", textID: "app-1.q2.text-1", codeLanguage: nil)
    private let code = HandInWritten(questionID: "q3", textID: "app-1.q3.text-1", codeLanguage: .cpp)
    private let run = RunCode(questionID: "q3", textID: "app-1.q3.text-1", codeLanguage: .python)

    @Test func `an interview is answered in writing and handed in`() throws {
        let desk = try desk()
        #expect(try desk.submit(text).code == "not-started")
        try desk.submit(StartInterview())
        #expect(try desk.submit(SubmitInterview()).code == "answer-missing")
        #expect(try desk.submit(text) == .applied)
        #expect(try desk.submit(text).code == "no-take-left")
        #expect(try desk.submit(code) == .applied)
        #expect(try desk.submit(SubmitInterview()) == .applied)
        let facts = desk.scenario.emitted(AnswerWritten.self)
        #expect(facts.map(\.answerID) == ["app-1.q2.1", "app-1.q3.1"])
        #expect(facts.map(\.form) == [.text, .code])
        #expect(facts.map(\.codeLanguage) == [nil, .cpp])
        #expect(facts.map(\.textID) == ["app-1.q2.text-1", "app-1.q3.text-1"])
    }

    @Test func `an interview in writing asks for no consent to be recorded, and takes none`() throws {
        let desk = try desk()
        try desk.submit(GiveConsent(purposes: [.recording, .aiAssessment], textVersion: "1"))
        #expect(desk.scenario.emitted(ConsentGiven.self).map(\.purposes) == [[.aiAssessment]])
        let session = try #require(try desk.session())
        #expect(session.purposes == [.aiAssessment, .talentPool] && session.mayBeAnswered && !session.hasAgreed)
        let text = ConsentText(recordingDays: 180, talentPoolDays: 730)
        #expect(text.of(session).version != text.version, "another text is another version")
        #expect(!text.of(session).words(for: .aiAssessment)[.english].contains("transcribed"))
        #expect(text.of(InterviewSession(Desk.invited)) == text)
        try desk.submit(WithdrawConsent(purposes: [.aiAssessment]))
        try desk.submit(StartInterview())
        #expect(try desk.submit(self.text) == .applied, "who agrees to nothing is assessed by a person")
        #expect(desk.scenario.emitted(HumanWayRequested.self).isEmpty)
    }

    @Test func `a text that says that a judge is asked is another one, and known by its version`() throws {
        let (plain, judged) = (
            ConsentText(recordingDays: 180, talentPoolDays: 730),
            ConsentText(recordingDays: 180, talentPoolDays: 730, judge: "some-model")
        )
        for text in [judged, try judged.of(#require(try desk().session()))] {
            for language in Language.allCases {
                #expect(text.words(for: .aiAssessment)[language].contains("some-model"))
                #expect(!text.words(for: .recording)[language].contains("some-model"))
            }
            #expect(text.version.utf8.count <= 60)
            #expect(
                ConsentGiven(
                    applicationID: "app-1", purposes: [.aiAssessment], textVersion: text.version, givenAt: .sample
                ).tellsOfJudge)
        }
        #expect(!plain.words(for: .aiAssessment)[.english].contains("language model"))
        #expect(plain.version == "2026-12.180.730")
        let other = ConsentText(recordingDays: 180, talentPoolDays: 730, judge: "other-model")
        #expect(other.version != judged.version)
    }

    @Test func `the face is asked for apart, where job, law and deployment say so, by a text of its own`() throws {
        let (off, on) = (
            ConsentText(recordingDays: 180, talentPoolDays: 730),
            ConsentText(recordingDays: 180, talentPoolDays: 730, judge: "some-model", hasFaceChannel: true)
        )
        for (policy, faceChannel, isAsked) in [
            (PolicyProfile.cn, true as Bool?, true), (.usIllinois, true, true), (.eu, true, false),
            (.standard, true, false),
            (.cn, nil, false),
        ] {
            var session = InterviewSession(Desk.invited)
            session.plan.policy = policy
            session.plan.faceChannel = faceChannel
            #expect(session.purposes.contains(.faceFeatures) == isAsked)
            #expect(on.purposes(of: session).contains(.faceFeatures) == isAsked)
            #expect(!off.purposes(of: session).contains(.faceFeatures), "the deployment has it off")
            #expect((on.of(session).version == on.version) != isAsked, "another text is another version")
            #expect(off.of(session) == off)
            let assessment = on.of(session).words(for: .aiAssessment)
            #expect(assessment[.english].contains("features are not used") == !isAsked)
            #expect(assessment[.chinese].contains("不使用面部特征") == !isAsked)
            #expect(on.of(session).version.utf8.count <= 60)
        }
        var written = try #require(try desk().session())
        written.plan.faceChannel = true
        #expect(!on.purposes(of: written).contains(.faceFeatures), "nothing is recorded")
        for language in Language.allCases { #expect(on.words(for: .faceFeatures)[language].count > 60) }
    }

    @Test func `the face is agreed to and taken back like anything else, and nothing else follows`() throws {
        let desk = Desk()
        var invited = Desk.invited
        invited.plan.faceChannel = true
        invited.plan.policy = .cn
        try desk.scenario.when(invited)
        try desk.submit(GiveConsent(purposes: [.recording, .faceFeatures], textVersion: "1"))
        try desk.submit(StartInterview())
        try desk.submit(WithdrawConsent(purposes: [.faceFeatures]))
        #expect(desk.scenario.emitted(ConsentGiven.self).map(\.purposes) == [[.recording, .faceFeatures]])
        #expect(desk.scenario.emitted(ConsentWithdrawn.self).map(\.purposes) == [[.faceFeatures]])
        #expect(desk.scenario.emitted(HumanWayRequested.self).isEmpty)
        #expect(try desk.session()?.mayBeAnswered == true)
    }

    @Test func `whoever begins after all needs no other way`() throws {
        let desk = try desk()
        try desk.submit(AskForHumanWay())
        try desk.submit(StartInterview())
        #expect(try desk.session()?.humanWayAskedAt == nil)
    }

    @Test func `a question before the camera among written ones is recorded as ever`() throws {
        let desk = Desk()
        var invited = Desk.invited
        invited.plan.questions = [.textSample, .sample]
        try desk.scenario.when(invited)
        #expect(try desk.submit(StartInterview()).code == "consent-missing")
        #expect(try desk.session()?.purposes == ConsentPurpose.allCases.filter { $0 != .faceFeatures })
    }

    @Test func `what a question does not take is refused`() throws {
        let desk = try desk()
        try desk.submit(StartInterview())
        #expect(try desk.open("u1", "q2").code == "answered-in-writing")
        let cases: [(any Submission, String)] = [
            (HandInWritten(questionID: "q9", textID: "t", codeLanguage: nil), "no-such-question"),
            (HandInWritten(questionID: "q3", textID: "t", codeLanguage: nil), "malformed-language"),
            (RunCode(questionID: "q2", textID: "t", codeLanguage: .cpp), "malformed-language"),
        ]
        for (body, code) in cases { #expect(try desk.submit(body).code == code) }
    }

    @Test func `a program runs six times a minute, and its result finds its run`() throws {
        let desk = try desk()
        try desk.submit(StartInterview())
        for _ in 1...6 { #expect(try desk.submit(run) == .applied) }
        #expect(try desk.submit(run).code == "too-many-runs")
        let asked = desk.scenario.emitted(CodeRunRequested.self)
        #expect(asked.map(\.runID.text) == (1...6).map { "app-1.q3.run-\($0)" })
        var judged = CodeJudged.samples[0]
        judged.runID = "app-1.q3.run-2"
        try desk.scenario.when(judged)
        let runs = try #require(try desk.session()?.runs)
        #expect(runs.map { $0.examples != nil } == [false, true, false, false, false, false])
        desk.scenario.pass(to: desk.scenario.now.advanced(byMinutes: 2))
        #expect(try desk.submit(run) == .applied)
    }

    @Test func `a job whose written questions cannot be judged is not published`() throws {
        func job(_ change: (inout Question) -> Void) -> JobDescription {
            var job = JobDescription.sample
            var question = Question.codeSample
            change(&question)
            job.interview.questions = [.sample, question]
            return job
        }
        let long = String(repeating: "x", count: 4_001)
        let cases: [(JobDescription, String?)] = [
            (job { _ in }, nil),
            (job { $0 = .textSample }, nil),
            (job { $0.code = nil }, "no-hidden-example"),
            (job { $0.code?.hiddenExamples = [] }, "no-hidden-example"),
            (job { $0.code?.languages = [] }, "no-language"),
            (job { $0.code?.hiddenExamples[0].output = " \n" }, "malformed-examples"),
            (job { $0.code?.hiddenExamples[0].input = long }, "malformed-examples"),
            (job { $0.code?.hiddenExamples[1] = CodeTask.sample.hiddenExamples[0] }, "malformed-examples"),
            (job { $0.code?.hiddenExamples[1] = CodeTask.sample.openExamples[0] }, "malformed-examples"),
            (job { $0.code?.timeMilliseconds = 50 }, "malformed-code-limits"),
            (job { $0.code?.memoryMebibytes = 4_096 }, "malformed-code-limits"),
            (job { $0.kind = nil }, "malformed-questions"),
            (job { $0.lengthMax = 100 }, "malformed-questions"),
            (
                {
                    var silent = job { _ in }
                    silent.interview.questions.removeFirst()
                    return silent
                }(), "communication-not-heard"
            ),
        ]
        for (number, (job, code)) in cases.enumerated() {
            let desk = Desk()
            let outcome = try desk.scenario.submit(OpenJob(jobID: "job-9", job: job), key: "job-9")
            #expect(outcome.code == code, "case \(number)")
        }
    }
}
