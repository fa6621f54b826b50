import Domain
import Events
import Flow
import FlowTesting
import GatewayCore
import Testing

struct InterviewSessionTests {
    @Test func `an interview goes from consent to submission and says so once each`() async throws {
        let desk = Desk()
        try desk.begin()
        try await desk.answer("q1", "u1")
        try await desk.answer("q2", "u2")
        #expect(try desk.submit(SubmitInterview()) == .applied)
        #expect(try desk.submit(SubmitInterview()) == .applied)
        #expect(desk.scenario.emitted(ConsentGiven.self).map(\.purposes) == [[.recording, .aiAssessment]])
        #expect(desk.scenario.emitted(InterviewStarted.self).count == 1)
        #expect(desk.scenario.emitted(AnswerRecorded.self).map(\.answerID) == ["app-1.q1.1", "app-1.q2.1"])
        #expect(desk.scenario.emitted(AnswerRecorded.self).first?.blobID == "answer.u1")
        #expect(
            desk.scenario.emitted(InterviewSubmitted.self).map(\.answers) == [
                [.init(questionID: "q1", answerID: "app-1.q1.1"), .init(questionID: "q2", answerID: "app-1.q2.1")]
            ])
        #expect(try desk.session()?.uploads == [])
        #expect(try desk.submit(AnswerSurvey(satisfaction: 4.5)) == .applied)
        #expect(try desk.submit(AnswerSurvey(satisfaction: 1)) == .applied)
        #expect(desk.scenario.emitted(SurveyAnswered.self).map(\.satisfaction) == [4.5])
    }

    @Test func `nothing is recorded before the candidate agreed to it`() throws {
        let desk = Desk()
        try desk.scenario.when(Desk.invited)
        #expect(try desk.submit(StartInterview()).code == "consent-missing")
        try desk.submit(GiveConsent(purposes: [.aiAssessment], textVersion: "1"))
        #expect(try desk.submit(StartInterview()).code == "consent-missing")
        #expect(try desk.open("u1").code == "consent-missing")
        try desk.submit(GiveConsent(purposes: [.recording], textVersion: "1"))
        #expect(try desk.open("u1").code == "not-started")
        try desk.submit(StartInterview())
        #expect(try desk.open("u1") == .applied)
        try desk.submit(WithdrawConsent(purposes: [.recording, .talentPool]))
        #expect(try desk.open("u2").code == "consent-missing")
        #expect(desk.scenario.emitted(ConsentWithdrawn.self).map(\.purposes) == [[.recording]])
        #expect(desk.scenario.emitted(HumanWayRequested.self).count == 1, "another way is asked for with it")
        #expect(try desk.session()?.humanWayAskedAt == desk.scenario.now)
        try desk.submit(AskForHumanWay())
        #expect(desk.scenario.emitted(HumanWayRequested.self).count == 1)
        try desk.submit(GiveConsent(purposes: [.recording], textVersion: "1"))
        #expect(try desk.session()?.humanWayAskedAt == nil, "minds change")
    }

    @Test func `an erasure is told once, and ends the session for good`() throws {
        let desk = Desk()
        try desk.begin()
        #expect(try desk.open("u1") == .applied)
        let body = TellErasure(applicationID: "app-1", candidateID: "cand-1", erasedAt: .sample)
        #expect(try desk.submit(body) == .applied)
        #expect(try desk.submit(body) == .applied)
        let told = desk.scenario.emitted(CandidateErased.self)
        #expect(told == [CandidateErased(applicationID: "app-1", candidateID: "cand-1", erasedAt: .sample)])
        try desk.scenario.when(told[0])
        #expect(try desk.session()?.closedBecause == "candidate-erased")
        #expect(try desk.session()?.uploads == [])
        #expect(try desk.open("u2").code == "candidate-erased")
        try desk.scenario.when(Desk.invited)
        #expect(try desk.open("u3").code == "candidate-erased")
        #expect(try desk.scenario.state(ApplicationView.self, "app-1")?.erasedAt == .sample)
    }

    @Test func `the last take counts and there are no more than the job allows`() async throws {
        let desk = Desk()
        try desk.begin()
        try await desk.answer("q1", "u1")
        try await desk.answer("q1", "u2")
        #expect(try desk.open("u3").code == "no-take-left")
        try await desk.answer("q2", "u4")
        try desk.submit(SubmitInterview())
        #expect(desk.scenario.emitted(InterviewSubmitted.self)[0].answers[0].answerID == "app-1.q1.2")
        #expect(try desk.open("u5").code == "already-submitted")
    }

    @Test func `a take being put together has its number and counts before it is there`() async throws {
        let desk = Desk()
        try desk.begin()
        for upload in ["u1", "u2"] as [UploadID] {
            #expect(try desk.open(upload) == .applied)
            try desk.submit(FinishUpload(uploadID: upload))
            #expect(try desk.submit(SubmitInterview()).code == "answer-still-arriving")
        }
        #expect(try desk.session()?.uploads.map(\.take) == [1, 2])
        #expect(try desk.open("u3").code == "no-take-left")
        try await desk.scenario.runParked()
        #expect(Set(desk.scenario.emitted(AnswerRecorded.self).map(\.answerID)) == ["app-1.q1.1", "app-1.q1.2"])
    }

    @Test func `what is no recording costs no take and can be sent again`() async throws {
        let desk = Desk { input in
            guard input.uploadID != "u1" else { throw ActivityFailure("not-a-recording", "Neither WebM nor MP4.") }
            return try Desk.assemble(input)
        }
        try desk.begin()
        try await desk.answer("q1", "u1")
        #expect(try desk.session()?.uploads.map(\.code) == ["not-a-recording"])
        #expect(try desk.submit(SubmitInterview()).code == "answer-missing")
        try await desk.answer("q1", "u2")
        #expect(try desk.session()?.takes.map(\.answerID) == ["app-1.q1.1"])
        #expect(desk.scenario.emitted(AnswerRecorded.self).count == 1)
    }

    @Test(
        arguments: [
            ("q9", 1000, "video/webm", "no-such-question"), ("q1", 0, "video/webm", "recording-too-large"),
            ("q1", 1 << 40, "video/webm", "recording-too-large"), ("q1", 1000, "application/pdf", "not-a-recording"),
        ] as [(QuestionID, Int64, String, String)])
    func `an upload that cannot become an answer is refused at once`(
        question: QuestionID, bytes: Int64, mediaType: String, code: String
    ) throws {
        let desk = Desk()
        try desk.begin()
        let body = OpenUpload(uploadID: "u1", questionID: question, byteCount: bytes, mediaType: mediaType)
        #expect(try desk.submit(body).code == code)
    }

    @Test func `a link can open sixty uploads and two gigabytes and no more`() throws {
        let desk = Desk()
        try desk.begin()
        for number in 1...60 { #expect(try desk.open(UploadID("u\(number)")) == .applied) }
        #expect(try desk.open("u61").code == "upload-quota")
        #expect(try desk.session()?.uploads.map(\.uploadID) == ["u60"], "a new upload replaces an open one")
        let greedy = Desk()
        try greedy.begin()
        for number in 1...17 { #expect(try greedy.open(UploadID("u\(number)"), bytes: 120 << 20) == .applied) }
        #expect(try greedy.open("u18", bytes: 120 << 20).code == "upload-quota")
    }

    @Test func `the server's clock ends the interview whatever the client does`() async throws {
        let desk = Desk()
        try desk.begin()
        #expect(try desk.open("u1") == .applied)
        try await desk.scenario.advance(to: Desk.invited.expiresAt)
        #expect(try desk.session()?.uploads == [], "an unfinished upload expires")
        #expect(try desk.open("u2").code == "interview-expired")
        #expect(try desk.submit(SubmitInterview()).code == "interview-expired")
        #expect(try desk.submit(WithdrawConsent(purposes: [.recording])) == .applied)
        #expect(desk.scenario.emitted(HumanWayRequested.self).isEmpty, "there is no interview to replace any more")
    }

    @Test func `a second invitation opens the interview again, but not after submission`() async throws {
        let desk = Desk()
        try desk.scenario.when(Desk.invited)
        try desk.scenario.when(InterviewExpired(applicationID: Desk.application, jobID: "job-1"))
        #expect(
            try desk.submit(GiveConsent(purposes: [.recording], textVersion: "1")).code
                == "interview-expired")
        var again = Desk.invited
        again.expiresAt = again.expiresAt.advanced(byDays: 7)
        try desk.scenario.when(again)
        #expect(try desk.session()?.closedBecause == nil)
        #expect(try desk.session()?.expiresAt == again.expiresAt)
    }

    @Test func `a repeated request changes nothing`() throws {
        let desk = Desk()
        try desk.scenario.when(Desk.invited)
        let body = GiveConsent(purposes: [.recording], textVersion: "1")
        #expect(try desk.submit(body, idempotencyKey: "k") == .applied)
        #expect(try desk.submit(body, idempotencyKey: "k") == .duplicate)
        #expect(desk.scenario.emitted(ConsentGiven.self).count == 1)
    }

    @Test func `there is no interview without an invitation`() throws {
        let desk = Desk()
        #expect(try desk.submit(StartInterview()).code == "no-interview")
        #expect(try desk.submit(SubmitInterview()).code == "no-interview")
    }

    @Test func `names too long for the vault are refused before a byte is sent`() throws {
        let desk = Desk()
        var plan = Desk.plan
        let long = try QuestionID(String(repeating: "q", count: 124))
        plan.questions[0].questionID = long
        var invited = Desk.invited
        invited.plan = plan
        try desk.scenario.when(invited)
        try desk.submit(GiveConsent(purposes: [.recording], textVersion: "1"))
        try desk.submit(StartInterview())
        #expect(try desk.open("u1", long).code == "identifier-too-long")
    }

    @Test(arguments: [
        ([0x1A, 0x45, 0xDF, 0xA3, 1, 2, 3, 4], RecordingFormat.webm as RecordingFormat?),
        ([0, 0, 0, 32, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6F, 0x6D], .mp4), (Array("#EXTM3U\nhttp://x".utf8), nil),
        ([], nil), ([0x1A, 0x45], nil), (Array("%PDF-1.7".utf8), nil),
    ])
    func `a recording is known by its first bytes`(bytes: [UInt8], format: RecordingFormat?) {
        #expect(RecordingFormat(firstBytes: bytes) == format)
    }
}
