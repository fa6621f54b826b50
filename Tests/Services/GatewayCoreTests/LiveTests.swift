import Domain
import Events
import Testing

@testable import GatewayCore

struct LiveTests {
    private static func session(_ change: (inout InterviewSession) -> Void) -> InterviewSession {
        var invited = InterviewInvited.samples[0]
        invited.expiresAt = Instant.sample.advanced(byDays: 7)
        var session = InterviewSession(invited)
        session.consents = [.init(purpose: .recording, textVersion: "1", givenAt: .sample)]
        change(&session)
        return session
    }

    @Test func `somebody is in the interview from the consent until it is handed in, closed or left for an hour`() {
        func step(after minutes: Int64 = 1, _ change: (inout InterviewSession) -> Void = { _ in }) -> LiveStanding.Step?
        {
            LiveStanding(Self.session(change), lastSignAt: .sample, at: Instant.sample.advanced(byMinutes: minutes))?
                .step
        }
        let count = InterviewInvited.samples[0].plan.questions.count
        #expect(step() == .deviceCheck)
        #expect(step { $0.consents = [] } == nil)
        #expect(step { $0.consents[0].withdrawnAt = .sample } == nil)
        #expect(step(after: 59) == .deviceCheck)
        #expect(step(after: 60) == nil)
        #expect(step { $0.startedAt = .sample } == .question(number: 1, of: count, state: .thinking))
        #expect(step { $0.submittedAt = .sample } == nil)
        #expect(step { $0.closedBecause = "application-closed" } == nil)
        let recording = step { session in
            session.startedAt = .sample
            session.takesInHand = [
                TakeInHand(
                    session.plan.questions[0].questionID, take: 1, begunAt: .sample, answerSeconds: 120, partCount: 1)
            ]
        }
        #expect(recording == .question(number: 1, of: count, state: .recording))
    }

    @Test func `who sends is missed after a minute, who checks the camera after ten`() {
        func isStuck(after seconds: Int64, _ change: (inout InterviewSession) -> Void = { _ in }) -> Bool? {
            LiveStanding(
                Self.session(change), lastSignAt: .sample, at: Instant.sample.advanced(byMilliseconds: seconds * 1_000))?
                .isStuck
        }
        func sending(_ session: inout InterviewSession) {
            session.startedAt = .sample
            session.takesInHand = session.plan.questions.map { question in
                var hand = TakeInHand(
                    question.questionID, take: 1, begunAt: .sample, answerSeconds: 120, partCount: 1)
                hand.endedAt = .sample
                return hand
            }
        }
        #expect(isStuck(after: 599) == false)
        #expect(isStuck(after: 600) == true)
        #expect(isStuck(after: 59, sending) == false)
        #expect(isStuck(after: 60, sending) == true)
    }
}
