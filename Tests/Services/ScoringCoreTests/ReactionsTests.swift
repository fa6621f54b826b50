import Domain
import Events
import Flow
import FlowTesting
import Synchronization
import Testing

@testable import ScoringCore

@Suite struct ReactionsTests {
    private let plan = InterviewPlan(
        jobTitle: "Engineer", questions: [Sample.question, Sample.chineseQuestion],
        dimensions: [DimensionWeight("problem-solving", weight: 60), DimensionWeight(communication, weight: 40)],
        retakesMax: 1, policy: .cn)

    private var invited: InterviewInvited {
        InterviewInvited(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .english, plan: plan,
            invitedAt: .sample, expiresAt: .sample)
    }

    private func consent(_ purposes: [ConsentPurpose] = [.recording, .aiAssessment]) -> ConsentGiven {
        ConsentGiven(applicationID: "app-1", purposes: purposes, textVersion: "1", givenAt: .sample)
    }

    private func recorded(_ question: QuestionID, take: Int = 1) throws -> AnswerRecorded {
        var event = AnswerRecorded.samples[0]
        event.questionID = question
        event.take = take
        event.answerID = try AnswerID("app-1.\(question.text).\(take)")
        return event
    }

    @Test func `an answer of somebody who was erased while it was heard ends without a score`() async throws {
        for isToldFirst in [false, true] {
            let scenario = scenario(
                { _, _ in throw ActivityFailure.candidateErased },
                prepare: { _, _ in throw ActivityFailure.candidateErased })
            try scenario.when(invited)
            try scenario.when(consent())
            try scenario.when(try recorded("q1"))
            if isToldFirst {
                try scenario.when(CandidateErased(applicationID: "app-1", candidateID: "cand-1", erasedAt: .sample))
            }
            try await scenario.runParked()
            #expect(scenario.emitted.isEmpty && scenario.deadLetterReasons.isEmpty)
            #expect(scenario.storage.parked.isEmpty)
        }
    }

    private var submitted: InterviewSubmitted {
        InterviewSubmitted(
            applicationID: "app-1",
            answers: [
                .init(questionID: "q1", answerID: "app-1.q1.1"), .init(questionID: "q2", answerID: "app-1.q2.1"),
            ], submittedAt: .sample)
    }

    private func scenario(
        _ hear: @escaping Activity<ObserveAnswer, Hearing> = Self.hear,
        prepare: @escaping Activity<PrepareRecording, PreparedRecording> = Self.prepare,
        begin: @escaping Activity<HearArriving, Bool> = { _, _ in true }
    ) -> Scenario {
        Scenario(
            "scoring",
            reactions(
                observe: hear, begin: begin, assess: Self.read, run: { _, _ in Sample.passed }, prepare: prepare,
                find: { _, _ in [] }, measure: { _, _ in [] }, check: { _, _ in [] }))
    }

    private static let read: Activity<AssessWritten, Reading> = { work, _ in
        work.written.form == .code
            ? .program(Sample.passed) : .text(Sample.read(Sample.strong, work.question))
    }

    private static let hear: Activity<ObserveAnswer, Hearing> = { work, _ in
        let text = work.question.language == .english ? Sample.strong : Sample.strongChinese
        return .observed(measure(Sample.heard(text, work.question.language), of: work.question))
    }

    private static let prepare: Activity<PrepareRecording, PreparedRecording> = { work, _ in
        guard work.recorded.take == 1 else { throw ActivityFailure("recording-corrupt", "It cannot be decoded.") }
        return PreparedRecording(
            fault: nil, durationMilliseconds: 61_000,
            rendition: .init(blobID: "answer.u1.played", mediaType: "video/webm", byteCount: 1000))
    }

    @Test(arguments: [
        (isInvited: true, purposes: [ConsentPurpose.recording, .aiAssessment], isHeard: true),
        (true, [.recording], false), (false, [.recording, .aiAssessment], false),
    ])
    func `an answer is heard while it is recorded where that is agreed to, and nothing is said of it`(
        isInvited: Bool, purposes: [ConsentPurpose], isHeard: Bool
    ) async throws {
        let begun = Mutex<[HearArriving]>([])
        for failure in [nil, ActivityFailure("engine-failed", "an engine failed")] {
            let scenario = scenario(begin: { work, _ in
                begun.withLock { $0.append(work) }
                if let failure { throw failure }
                return true
            })
            if isInvited { try scenario.when(invited) }
            try scenario.when(consent(purposes))
            try scenario.when(AnswerArriving.samples[0])
            try await scenario.runParked()
            #expect(scenario.emitted.isEmpty && scenario.deadLetterReasons.isEmpty)
        }
        let work = HearArriving(arriving: AnswerArriving.samples[0], language: .english)
        #expect(begun.withLock { $0 } == (isHeard ? [work, work] : []))
    }

    @Test func `a recording is made ready for people whether or not it is heard, and its fault is told`() async throws {
        let scenario = scenario()
        try scenario.when(invited)
        try scenario.when(consent([.recording]))
        try scenario.when(try recorded("q1"))
        var second = try recorded("q1")
        second.take = 2
        second.answerID = "app-1.q1.2"
        try scenario.when(second)
        try await scenario.runParked()
        let prepared = scenario.emitted(RecordingPrepared.self).sorted { $0.take < $1.take }
        #expect(prepared.map(\.fault) == [nil, "recording-corrupt"])
        #expect(prepared.map { $0.rendition?.mediaType } == ["video/webm", nil])
    }

    @Test func `every answer is scored, and the interview once all that was handed in is heard`() async throws {
        let scenario = scenario()
        try scenario.when(invited)
        try scenario.when(consent())
        try scenario.when(try recorded("q1"))
        try await scenario.runParked()
        try scenario.when(try recorded("q2"))
        try scenario.when(submitted)
        #expect(scenario.emitted(AnswerScored.self).map(\.answer.answerID) == ["app-1.q1.1"])
        #expect(scenario.emitted(InterviewScored.self).isEmpty)
        try await scenario.runParked()
        let scored = try #require(scenario.emitted(InterviewScored.self).first)
        #expect(scored.answers.map(\.answerID) == ["app-1.q1.1", "app-1.q2.1"])
        #expect(scored.dimensions.map(\.outcome) == [.scored, .scored])
        #expect(scored.dimensions[0].score == 100)
        #expect(scenario.emitted(InterviewScored.self).count == 1)
    }

    @Test func `without consent to assessment nothing is heard`() async throws {
        let scenario = scenario { _, _ in
            Issue.record("heard without consent")
            return .unusable(code: "no-consent")
        }
        try scenario.when(invited)
        try scenario.when(consent([.recording]))
        try scenario.when(try recorded("q1"))
        try scenario.when(submitted)
        try await scenario.runParked()
        #expect(scenario.emitted(AnswerScored.self).isEmpty && scenario.emitted(InterviewScored.self).isEmpty)
    }

    @Test func `consent taken back stops the scoring of what was heard meanwhile`() async throws {
        let scenario = scenario()
        try scenario.when(invited)
        try scenario.when(consent())
        try scenario.when(try recorded("q1"))
        try scenario.when(
            ConsentWithdrawn(applicationID: "app-1", purposes: [.aiAssessment], withdrawnAt: .sample))
        try await scenario.runParked()
        #expect(scenario.emitted(AnswerScored.self).isEmpty && scenario.emitted(InterviewScored.self).isEmpty)
    }

    @Test func `an unusable recording ends as insufficient with its reason, and the interview still ends`() async throws
    {
        let scenario = scenario { work, context in
            work.recorded.questionID == "q1"
                ? .unusable(code: "recording-truncated") : try await Self.hear(work, context)
        }
        try scenario.when(invited)
        try scenario.when(consent())
        try scenario.when(try recorded("q1"))
        try scenario.when(try recorded("q2"))
        try scenario.when(submitted)
        try await scenario.runParked()
        let scored = try #require(scenario.emitted(InterviewScored.self).first)
        #expect(scored.answers.map(\.reason) == ["recording-truncated", nil])
        #expect(scored.dimensions.map(\.outcome) == [.insufficient, .scored])
    }

    @Test func `an answer that could not be heard at all is insufficient too`() async throws {
        let scenario = scenario { _, _ in throw ActivityFailure("not-heard", "The engine failed.") }
        try scenario.when(invited)
        try scenario.when(consent())
        try scenario.when(try recorded("q1"))
        try await scenario.runParked()
        #expect(scenario.emitted(AnswerScored.self).map(\.answer.reason) == ["not-heard"])
    }

    @Test func `the plan may come after the consent, and recordings wait for it`() async throws {
        let scenario = scenario()
        try scenario.when(consent())
        try scenario.when(try recorded("q1"))
        try scenario.when(invited)
        try await scenario.advance(to: scenario.now.advanced(byDays: 1))
        #expect(scenario.emitted(AnswerScored.self).count == 1)
    }

    @Test func `a take that was not handed in is scored and does not count`() async throws {
        let scenario = scenario { work, context in
            work.recorded.take == 2 ? .unusable(code: "recording-corrupt") : try await Self.hear(work, context)
        }
        try scenario.when(invited)
        try scenario.when(consent())
        for event in [try recorded("q1"), try recorded("q1", take: 2), try recorded("q2")] { try scenario.when(event) }
        try scenario.when(submitted)
        try await scenario.runParked()
        #expect(scenario.emitted(AnswerScored.self).count == 3)
        #expect(scenario.emitted(InterviewScored.self).first?.dimensions.map(\.outcome) == [.scored, .scored])
    }
}
