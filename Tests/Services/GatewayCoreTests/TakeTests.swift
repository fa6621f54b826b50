import Domain
import Events
import Flow
import FlowTesting
import GatewayCore
import Testing

struct TakeTests {
    private static let thinkMilliseconds: Int64 = 30_000
    private static let answerMilliseconds: Int64 = 120_000

    /// An interview in which the first question gives 30 seconds to think and 120 to answer, and one pause.
    private func desk(
        pausesMax: Int? = 1, failedTakesMax: Int? = nil,
        assemble: @escaping @Sendable (AssembleAnswer) throws -> AssembledAnswer = Desk.assemble
    ) throws -> Desk {
        let desk = Desk(assemble)
        var invited = Desk.invited
        invited.plan.questions[0].thinkSeconds = 30
        invited.plan.questions[0].pausesMax = pausesMax
        invited.plan.failedTakesMax = failedTakesMax
        try desk.scenario.when(invited)
        try desk.submit(GiveConsent(purposes: [.recording], textVersion: "1"))
        try desk.submit(StartInterview())
        return desk
    }

    @Test func `a take that comes in two parts becomes one answer, in the order of their numbers`() async throws {
        let desk = try desk()
        try desk.submit(BeginTake(questionID: "q1"))
        #expect(try desk.open("u1", part: 1) == .applied)
        #expect(try desk.open("u2", part: 2).code == "no-part")
        #expect(try desk.submit(ContinueTake(questionID: "q1", take: 1, lostMilliseconds: 500)) == .applied)
        #expect(try desk.open("u2", part: 2) == .applied)
        try desk.submit(FinishUpload(uploadID: "u2"))
        try await desk.scenario.runParked()
        try desk.submit(EndTake(questionID: "q1", take: 1))
        #expect(desk.scenario.emitted(AnswerRecorded.self).isEmpty, "the first part is still on its way")
        #expect(try desk.submit(SubmitInterview()).code == "answer-still-arriving")
        try desk.submit(FinishUpload(uploadID: "u1"))
        try await desk.scenario.runParked()
        let answer = try #require(desk.scenario.emitted(AnswerRecorded.self).first)
        #expect(answer.parts?.map(\.blobID) == ["answer.u1", "answer.u2"])
        #expect(answer.blobID == "answer.u1" && answer.byteCount == 2000 && answer.missingParts == nil)
        #expect(try desk.session()?.takes.map(\.partCount) == [2])
        #expect(try desk.session()?.upload("u1")?.status == .arrived, "who asks again is told that it is complete")
        #expect(try desk.open("u3", part: 1).code == "no-take")
    }

    @Test func `a part that is recorded just now is told of, with those before it; what is sent whole is not`() throws {
        let desk = try desk()
        try desk.submit(BeginTake(questionID: "q1"))
        #expect(try desk.open("u1", part: 1, byteCount: nil) == .applied)
        try desk.submit(ContinueTake(questionID: "q1", take: 1, lostMilliseconds: 500))
        #expect(try desk.open("u2", part: 2, byteCount: nil) == .applied)
        let told = desk.scenario.emitted(AnswerArriving.self)
        #expect(told.map(\.blobIDs) == [["answer.u1"], ["answer.u1", "answer.u2"]])
        #expect(told.allSatisfy { $0.answerID == "app-1.q1.1" && $0.take == 1 && $0.questionID == "q1" })
        try desk.submit(ContinueTake(questionID: "q1", take: 1, lostMilliseconds: 500))
        #expect(try desk.open("u3", part: 3) == .applied)
        #expect(desk.scenario.emitted(AnswerArriving.self).count == 2)
    }

    @Test func `a question for which no take is left is handed in as unanswered, one that has a take is awaited`()
        async throws
    {
        let desk = Desk()
        var invited = Desk.invited
        invited.plan.retakesMax = 0
        invited.plan.failedTakesMax = 0
        try desk.scenario.when(invited)
        try desk.submit(GiveConsent(purposes: [.recording], textVersion: "1"))
        try desk.submit(StartInterview())
        try await desk.answer("q2", "u2")
        try desk.submit(BeginTake(questionID: "q1"))
        #expect(try desk.submit(SubmitInterview()).code == "take-running")
        try desk.submit(EndTake(questionID: "q1", take: 1))
        try desk.submit(SettleTake(questionID: "q1", take: 1))
        #expect(try desk.submit(BeginTake(questionID: "q1")).code == "no-take-left")
        #expect(try desk.submit(SubmitInterview()) == .applied)
        let fact = try #require(desk.scenario.emitted(InterviewSubmitted.self).first)
        #expect(fact.answers.map(\.questionID) == ["q2"] && fact.unanswered == ["q1"])
        try desk.scenario.when(fact)
        #expect(try desk.view()?.timeline.last?.details["unanswered"] == "q1")
    }

    @Test func `what was granted to somebody whose takes are lost is awaited again`() throws {
        let desk = Desk()
        var invited = Desk.invited
        invited.plan.questions.removeLast()
        invited.plan.retakesMax = 0
        invited.plan.failedTakesMax = 0
        try desk.scenario.when(invited)
        try desk.submit(GiveConsent(purposes: [.recording], textVersion: "1"))
        try desk.submit(StartInterview())
        try desk.submit(BeginTake(questionID: "q1"))
        try desk.submit(EndTake(questionID: "q1", take: 1))
        try desk.submit(SettleTake(questionID: "q1", take: 1))
        try desk.submit(GrantAccommodations(accommodations: .init(extraRetakes: 1), grantedBy: "hr-1"))
        #expect(try desk.submit(SubmitInterview()).code == "answer-missing")
    }

    @Test func `a part that was lost on the way is known by its number`() async throws {
        let desk = try desk()
        try desk.submit(BeginTake(questionID: "q1"))
        for _ in 2...3 { try desk.submit(ContinueTake(questionID: "q1", take: 1, lostMilliseconds: 0)) }
        for (upload, part) in [("u1", 1), ("u3", 3)] as [(UploadID, Int)] {
            _ = try desk.open(upload, part: part)
            try desk.submit(FinishUpload(uploadID: upload))
        }
        try await desk.scenario.runParked()
        try desk.submit(EndTake(questionID: "q1", take: 1))
        #expect(try desk.submit(SettleTake(questionID: "q1", take: 1)) == .applied)
        let answer = try #require(desk.scenario.emitted(AnswerRecorded.self).first)
        #expect(answer.parts?.map(\.number) == [1, 3] && answer.missingParts == [2])
    }

    @Test func `what stands half-way when nobody waits any longer becomes part of the answer`() async throws {
        let desk = try desk { input in
            AssembledAnswer(byteCount: input.isCutShort == true ? 400 : input.byteCount, sha256: "a")
        }
        try desk.submit(BeginTake(questionID: "q1"))
        _ = try desk.open("u1", part: 1)
        try desk.submit(EndTake(questionID: "q1", take: 1))
        let endsAt = try #require(try desk.session()?.takesInHand?.first?.endedAt)
        try await desk.scenario.advance(to: endsAt.advanced(byMinutes: TakeInHand.arrivalMinutesMax))
        try await desk.scenario.runParked()
        #expect(desk.scenario.emitted(AnswerRecorded.self).map(\.byteCount) == [400])
        #expect(try desk.session()?.openedByteCount == 400, "what did not come is not counted")
    }

    @Test func `a question with time to think is read when it is opened, and its answer begins by itself`() async throws
    {
        let desk = try desk()
        let question = try #require(try desk.session()?.question("q1"))
        #expect(try desk.session()?.isShown(question) == false)
        #expect(try desk.open("u1").code == "take-missing", "its time cannot be gone round")
        try desk.submit(OpenQuestion(questionID: "q1"))
        #expect(try desk.session()?.isShown(question) == true)
        let thinkUntil = try #require(try desk.session()?.thinkUntil(of: question))
        #expect(thinkUntil.milliseconds(since: desk.scenario.now) == Self.thinkMilliseconds)
        try await desk.scenario.advance(to: thinkUntil)
        let hand = try #require(try desk.session()?.takesInHand?.first)
        #expect(hand.begunAt == thinkUntil && hand.endsAt.milliseconds(since: thinkUntil) == Self.answerMilliseconds)
        #expect(try desk.submit(BeginTake(questionID: "q1")) == .applied, "the page finds the take that runs")
        #expect(try desk.session()?.takesInHand?.count == 1)
        #expect(try desk.submit(BeginTake(questionID: "q2")).code == "take-running")
    }

    @Test func `the server ends a take two seconds after its time and nothing goes on with it`() async throws {
        let desk = try desk()
        try desk.submit(BeginTake(questionID: "q1"))
        let endsAt = try #require(try desk.session()?.takesInHand?.first?.endsAt)
        try await desk.scenario.advance(to: endsAt.advanced(byMilliseconds: 1_999))
        #expect(try desk.session()?.takesInHand?.first?.isRunning == true)
        try await desk.scenario.advance(to: endsAt.advanced(byMilliseconds: 2_000))
        #expect(try desk.session()?.takesInHand?.first?.isRunning == false)
        #expect(try desk.submit(PauseTake(questionID: "q1", take: 1)).code == "time-over")
        #expect(try desk.submit(ContinueTake(questionID: "q1", take: 1, lostMilliseconds: 0)).code == "time-over")
        #expect(try desk.open("u1", part: 1) == .applied, "what was recorded in time may arrive late")
    }

    @Test func `an interruption is not charged to the candidate, up to two minutes`() async throws {
        let desk = try desk()
        try desk.submit(BeginTake(questionID: "q1"))
        let endsAt = try #require(try desk.session()?.takesInHand?.first?.endsAt)
        try await desk.scenario.advance(to: endsAt.advanced(byMilliseconds: 10_000))
        #expect(try desk.submit(ContinueTake(questionID: "q1", take: 1, lostMilliseconds: 40_000)) == .applied)
        let hand = try #require(try desk.session()?.takesInHand?.first)
        #expect(hand.isRunning && hand.endsAt == endsAt.advanced(byMilliseconds: 40_000) && hand.partCount == 2)
        try desk.submit(ContinueTake(questionID: "q1", take: 1, lostMilliseconds: 900_000))
        #expect(try desk.session()?.takesInHand?.first?.endsAt == endsAt.advanced(byMilliseconds: 120_000))
    }

    @Test func `a pause stops the clock as often as the question allows, and for ten minutes at most`() async throws {
        let desk = try desk()
        try desk.submit(BeginTake(questionID: "q1"))
        let endsAt = try #require(try desk.session()?.takesInHand?.first?.endsAt)
        #expect(try desk.submit(PauseTake(questionID: "q1", take: 1)) == .applied)
        try await desk.scenario.advance(to: endsAt.advanced(byMilliseconds: 60_000))
        #expect(try desk.session()?.takesInHand?.first?.isRunning == true)
        #expect(try desk.submit(ResumeTake(questionID: "q1", take: 1)) == .applied)
        let resumed = try #require(try desk.session()?.takesInHand?.first?.endsAt)
        #expect(resumed.milliseconds(since: endsAt) == Self.answerMilliseconds + 60_000)
        #expect(try desk.submit(PauseTake(questionID: "q1", take: 1)).code == "no-pause-left")
        let other = try self.desk()
        try other.submit(BeginTake(questionID: "q1"))
        try other.submit(PauseTake(questionID: "q1", take: 1))
        try await other.scenario.advance(to: endsAt.advanced(byMinutes: 11))
        #expect(try other.session()?.takesInHand?.first?.isRunning == false)
    }

    @Test func `a take of which nothing arrived costs none, within the job's bound`() async throws {
        let desk = try desk(failedTakesMax: 1)
        let question = try #require(try desk.session()?.question("q1"))
        for (take, left) in [(1, 2), (2, 1), (3, 0)] {
            #expect(try desk.submit(BeginTake(questionID: "q1")) == .applied)
            try desk.submit(EndTake(questionID: "q1", take: take))
            try desk.submit(SettleTake(questionID: "q1", take: take))
            #expect(try desk.session()?.takesLeft(of: question) == left)
        }
        #expect(
            try desk.session()?.lostTakes?.map(\.code) == ["nothing-arrived", "nothing-arrived", "nothing-arrived"])
        #expect(try desk.submit(BeginTake(questionID: "q1")).code == "no-take-left")
        #expect(desk.scenario.emitted(AnswerRecorded.self).isEmpty)
    }

    @Test func `extra time and retakes that were granted count`() throws {
        let desk = try desk()
        var session = try #require(try desk.session())
        let question = try #require(session.question("q1"))
        session.accommodations = Accommodations(extraTimePercent: 50, extraRetakes: 1)
        #expect(session.answerSeconds(of: question) == 180)
        #expect(session.thinkSeconds(of: question) == 45)
        #expect(session.takesLeft(of: question) == 3)
    }

    @Test func `time that is granted while somebody thinks counts at once`() async throws {
        let desk = try desk()
        try desk.submit(OpenQuestion(questionID: "q1"))
        let question = try #require(try desk.session()?.question("q1"))
        let before = try #require(try desk.session()?.thinkUntil(of: question))
        let granted = Accommodations(extraTimePercent: 100)
        try desk.submit(GrantAccommodations(accommodations: granted, grantedBy: "hr-1"))
        try await desk.scenario.advance(to: before)
        #expect(try desk.session()?.takesInHand == nil)
        try await desk.scenario.advance(to: before.advanced(byMilliseconds: Self.thinkMilliseconds))
        let hand = try #require(try desk.session()?.takesInHand?.first)
        #expect(hand.endsAt.milliseconds(since: hand.begunAt) == 2 * Self.answerMilliseconds)
    }

    @Test func `time that is granted while somebody answers moves the end of the answer on, once and never back`()
        async throws
    {
        let desk = try desk()
        try desk.submit(BeginTake(questionID: "q1"))
        let before = try #require(try desk.session()?.takesInHand?.first?.endsAt)
        for percent in [50, 0, 50] {
            let granted = Accommodations(extraTimePercent: percent)
            try desk.submit(GrantAccommodations(accommodations: granted, grantedBy: "hr-1"))
            let hand = try #require(try desk.session()?.takesInHand?.first)
            #expect(hand.endsAt.milliseconds(since: before) == Self.answerMilliseconds / 2)
        }
        try await desk.scenario.advance(to: before.advanced(byMilliseconds: Self.answerMilliseconds / 2 + 1_999))
        #expect(try desk.session()?.takesInHand?.first?.isRunning == true)
        try desk.submit(GrantAccommodations(accommodations: Accommodations(), grantedBy: "hr-1"))
        _ = try desk.open("u1", part: 1)
        try desk.submit(FinishUpload(uploadID: "u1"))
        try await desk.scenario.runParked()
        try await desk.scenario.advance(to: before.advanced(byMilliseconds: Self.answerMilliseconds / 2 + 2_000))
        #expect(try desk.session()?.takesInHand?.isEmpty == true)
        #expect(
            desk.scenario.emitted(AnswerRecorded.self).map(\.answerSecondsMax) == [180],
            "all of what was said in time is heard")
    }

    @Test func `time that is granted while an answer stands still waits for it`() async throws {
        let desk = try desk()
        try desk.submit(BeginTake(questionID: "q1"))
        try desk.submit(PauseTake(questionID: "q1", take: 1))
        try desk.submit(GrantAccommodations(accommodations: .init(extraTimePercent: 100), grantedBy: "hr-1"))
        try await desk.scenario.advance(to: desk.scenario.now.advanced(byMinutes: 5))
        try desk.submit(ResumeTake(questionID: "q1", take: 1))
        let hand = try #require(try desk.session()?.takesInHand?.first)
        #expect(hand.endsAt.milliseconds(since: hand.begunAt) == 2 * Self.answerMilliseconds + 5 * 60_000)
    }

    @Test func `who may write instead is not hurried by the clock, and hands in a text`() async throws {
        let desk = try desk()
        let text = HandInWritten(questionID: "q1", textID: "app-1.q1.text-1", codeLanguage: nil)
        #expect(try desk.submit(text).code == "answered-by-speaking")
        let granted = Accommodations(hasTextAnswers: true)
        try desk.submit(GrantAccommodations(accommodations: granted, grantedBy: "hr-1"))
        try await desk.scenario.advance(to: desk.scenario.now.advanced(byMinutes: 20))
        #expect(try desk.session()?.takesInHand == nil)
        try desk.submit(BeginTake(questionID: "q1"))
        #expect(try desk.session()?.takesInHand?.first?.begunAt == desk.scenario.now, "speaking is still allowed")
        #expect(try desk.submit(text).code == "take-running")
        try desk.submit(EndTake(questionID: "q1", take: 1))
        try desk.submit(SettleTake(questionID: "q1", take: 1))
        #expect(try desk.submit(text) == .applied)
        let fact = try #require(desk.scenario.emitted(AnswerWritten.self).first)
        #expect(fact.form == .text && fact.take == 2 && fact.answerID == "app-1.q1.2")
    }

    @Test func `consent that is taken back ends what is being recorded, and agreeing again begins anew`() async throws {
        let desk = try desk()
        try desk.submit(BeginTake(questionID: "q1"))
        _ = try desk.open("u1", part: 1)
        try desk.submit(WithdrawConsent(purposes: [.recording]))
        #expect(try desk.session()?.takesInHand == nil && desk.session()?.uploads.isEmpty == true)
        try await desk.scenario.advance(to: desk.scenario.now.advanced(byMinutes: 40))
        #expect(desk.scenario.emitted(AnswerRecorded.self).isEmpty)
        try desk.submit(GiveConsent(purposes: [.recording], textVersion: "1"))
        try desk.submit(BeginTake(questionID: "q1"))
        #expect(try desk.session()?.takesInHand?.first?.take == 2, "nothing of before can belong to it")
    }

    @Test func `an interview that closes leaves no take behind`() async throws {
        let desk = try desk()
        try desk.submit(BeginTake(questionID: "q1"))
        _ = try desk.open("u1", part: 1)
        try desk.submit(FinishUpload(uploadID: "u1"))
        try await desk.scenario.runParked()
        try desk.scenario.when(InterviewExpired(applicationID: Desk.application, jobID: "job-1"))
        #expect(try desk.session()?.takesInHand == nil)
        try await desk.scenario.advance(to: Desk.invited.expiresAt)
        #expect(desk.scenario.emitted(AnswerRecorded.self).isEmpty)
    }

    @Test(arguments: [(601, 1, 1, 1), (30, 6, 1, 1), (30, 1, 6, 1), (30, 1, 1, 4)])
    func `a job cannot be published with times that nobody could keep`(
        think: Int, retakes: Int, pauses: Int, failed: Int
    ) throws {
        let desk = Desk()
        var job = JobDescription.sample
        job.interview.questions[0].thinkSeconds = think
        job.interview.questions[0].retakesMax = retakes
        job.interview.questions[0].pausesMax = pauses
        job.interview.failedTakesMax = failed
        let outcome = try desk.scenario.submit(OpenJob(jobID: "job-1", job: job), key: "job-1", idempotencyKey: nil)
        #expect(outcome.code == "malformed-questions")
    }
}

extension Desk {
    fileprivate func open(_ upload: UploadID, part: Int, byteCount: Int64? = 1000) throws -> Outcome {
        try submit(
            OpenUpload(
                uploadID: upload, questionID: "q1", byteCount: byteCount, mediaType: "video/webm",
                place: .init(take: 1, part: part)))
    }
}
