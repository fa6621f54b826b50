import Domain
import Events
import Flow
import FlowTesting
import GatewayCore
import Testing

/// Where a question stands, and which one is next.
struct QuestionStateTests {
    private func desk(thinkSeconds: Int? = 30, retakesMax: Int = 1) throws -> Desk {
        let desk = Desk()
        var invited = Desk.invited
        invited.plan.questions[0].thinkSeconds = thinkSeconds
        invited.plan.questions[0].pausesMax = 1
        invited.plan.retakesMax = retakesMax
        try desk.scenario.when(invited)
        try desk.submit(GiveConsent(purposes: [.recording], textVersion: "1"))
        try desk.submit(StartInterview())
        return desk
    }

    private func state(_ desk: Desk, of id: QuestionID = "q1") throws -> QuestionState {
        let session = try #require(try desk.session())
        return session.state(of: try #require(session.question(id)), at: desk.scenario.now)
    }

    private func next(_ desk: Desk) throws -> QuestionID? {
        try desk.session()?.presentQuestion(at: desk.scenario.now)?.questionID
    }

    private func answer(_ desk: Desk, take: Int) async throws {
        try desk.submit(BeginTake(questionID: "q1"))
        let upload = UploadID(stringLiteral: "u\(take)")
        try desk.submit(
            OpenUpload(
                uploadID: upload, questionID: "q1", byteCount: 1000, mediaType: "video/webm",
                place: .init(take: take, part: 1)))
        try desk.submit(EndTake(questionID: "q1", take: take))
        #expect(try state(desk) == .sending)
        try desk.submit(FinishUpload(uploadID: upload))
        try await desk.scenario.runParked()
    }

    private func measure(_ desk: Desk, take: Int, fault: String?) throws {
        var prepared = RecordingPrepared.samples[0]
        prepared.applicationID = Desk.application
        prepared.questionID = "q1"
        prepared.answerID = AnswerID(stringLiteral: "\(Desk.application).q1.\(take)")
        prepared.take = take
        prepared.fault = fault
        try desk.scenario.when(prepared)
    }

    @Test func `a question is opened, thought about, answered, paused, sent and done`() async throws {
        let desk = try desk()
        #expect(try state(desk) == .unopened && next(desk) == "q1")
        try desk.submit(OpenQuestion(questionID: "q1"))
        #expect(try state(desk) == .thinking)
        #expect(try desk.session()?.runningQuestion(at: desk.scenario.now)?.questionID == "q1", "its time runs")
        try desk.submit(BeginTake(questionID: "q1"))
        #expect(try state(desk) == .recording)
        try desk.submit(PauseTake(questionID: "q1", take: 1))
        #expect(try state(desk) == .paused && next(desk) == "q1")
        try desk.submit(ResumeTake(questionID: "q1", take: 1))
        try await answer(desk, take: 1)
        #expect(try state(desk) == .answered && next(desk) == "q2")
        #expect(try desk.session()?.runningQuestion(at: desk.scenario.now) == nil)
    }

    @Test func `a question without time to think is there from the start`() throws {
        let desk = try desk(thinkSeconds: nil)
        #expect(try state(desk) == .thinking)
        #expect(try desk.session()?.runningQuestion(at: desk.scenario.now) == nil, "nobody counts")
    }

    @Test func `a take whose time is over is on its way, whatever the page does`() async throws {
        let desk = try desk()
        try desk.submit(BeginTake(questionID: "q1"))
        let endsAt = try #require(try desk.session()?.takesInHand?.first?.endsAt)
        try await desk.scenario.advance(to: endsAt.advanced(byMilliseconds: 2_000))
        #expect(try state(desk) == .sending && next(desk) == "q2")
    }

    @Test func `what cannot be heard is answered again while that is possible, and an earlier answer counts`()
        async throws
    {
        let desk = try desk(retakesMax: 0)
        try await answer(desk, take: 1)
        try measure(desk, take: 1, fault: "no-sound")
        #expect(try state(desk) == .fault && next(desk) == "q1")
        #expect(try desk.session()?.fault(of: "q1") == "no-sound" && desk.session()?.isAnswered("q1") == false)
        try await answer(desk, take: 2)
        try measure(desk, take: 2, fault: nil)
        #expect(try state(desk) == .answered && next(desk) == "q2")
        let other = try self.desk()
        try await answer(other, take: 1)
        try await answer(other, take: 2)
        try measure(other, take: 2, fault: "black-picture")
        #expect(try state(other) == .fault && next(other) == "q2", "nothing has to be done about it")
        #expect(try other.session()?.isAnswered("q1") == true)
    }

    @Test func `a take of which nothing came is a fault, too`() async throws {
        let desk = try desk()
        try desk.submit(BeginTake(questionID: "q1"))
        try desk.submit(EndTake(questionID: "q1", take: 1))
        try desk.submit(SettleTake(questionID: "q1", take: 1))
        #expect(try state(desk) == .fault && desk.session()?.fault(of: "q1") == "nothing-arrived")
        #expect(try next(desk) == "q1")
        try await answer(desk, take: 2)
        #expect(try state(desk) == .answered)
    }
}
