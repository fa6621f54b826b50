import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import WorkflowCore

/// The candidate's clock starts when the message was really delivered.
struct DeliveryTests {
    private func invited() throws -> Scenario {
        let scenario = try Scenario.admitted()
        try scenario.when(screened(.pass))
        return scenario
    }

    private func offered() throws -> Scenario {
        let scenario = try Scenario.submitted()
        try scenario.when(report(85))
        try scenario.when(decided(.offer))
        return scenario
    }

    @Test func `an interview whose invitation never came does not expire, and a person is asked`() async throws {
        let scenario = try invited()
        try await scenario.advance(to: scenario.after(hours: 144))
        #expect(scenario.emitted(InterviewReminded.self).isEmpty, "who was never told needs no reminder")
        try await scenario.advance(to: scenario.after(hours: 24))
        #expect(scenario.reviewReasons == ["invitation-undelivered"])
        try await scenario.advance(to: scenario.after(hours: 1000))
        #expect(scenario.closings.isEmpty && scenario.emitted(InterviewExpired.self).isEmpty)
        #expect(try scenario.stage == .interview)
    }

    @Test func `an invitation that was refused for good asks at once, and runs anew when it was sent again`()
        async throws
    {
        let scenario = try invited()
        try scenario.deliver("interview-invitation", failing: "mail-refused")
        #expect(scenario.reviewReasons == ["invitation-undelivered"])
        scenario.wait(hours: 100)
        try scenario.deliver("interview-invitation")
        let invitations = scenario.emitted(InterviewInvited.self)
        #expect(invitations.count == 2 && invitations[0].invitedAt == invitations[1].invitedAt)
        #expect(invitations[1].expiresAt == scenario.after(hours: 168), "the whole time, from the delivery on")
        #expect(try scenario.state(Application.self, "app-1")?.review == nil)
        try await scenario.advance(to: scenario.after(hours: 100))
        #expect(scenario.closings.isEmpty, "the first invitation's end means nothing any more")
        try await scenario.advance(to: scenario.after(hours: 68))
        #expect(scenario.closings.map(\.outcome) == [.expired])
    }

    @Test(arguments: [(5, 0), (60 * 24 * 2, 1)])
    func `a delivery within minutes changes nothing, a late one gives the whole time`(
        minutes: Int64, prolonged: Int
    ) async throws {
        let scenario = try invited()
        try await scenario.advance(to: scenario.now.advanced(byMinutes: minutes))
        try scenario.deliver("interview-invitation")
        try scenario.deliver("interview-invitation")
        #expect(scenario.emitted(InterviewInvited.self).count == 1 + prolonged)
    }

    @Test func `an end that we ourselves slept through gives another day, once we are back`() async throws {
        let scenario = try invited()
        try scenario.deliver("interview-invitation")
        try await scenario.advance(to: scenario.after(hours: 168 + 30))
        #expect(scenario.closings.isEmpty)
        #expect(scenario.emitted(InterviewInvited.self).last?.expiresAt == scenario.after(hours: 24))
        // What was handed in in time lay unread meanwhile.
        try scenario.when(agreement)
        try scenario.when(submission)
        #expect(try scenario.stage == .scoring)
    }

    @Test func `an offer that never came does not expire, and can be made anew`() async throws {
        let scenario = try offered()
        try scenario.deliver("offer", failing: "mail-deferred")
        #expect(scenario.reviewReasons == ["offer-undelivered"])
        try await scenario.advance(to: scenario.after(hours: 24 * 8))
        #expect(scenario.closings.isEmpty && scenario.reviewReasons.count == 1)
        try scenario.when(decided(.offer))
        #expect(scenario.emitted(OfferRequested.self).count == 2)
        try scenario.deliver("offer")
        try scenario.when(decided(.offer))
        #expect(scenario.emitted(DecisionRefused.self).map(\.code) == ["offer-made"], "the offer is out")
        try await scenario.advance(to: scenario.after(hours: 24 * 7))
        #expect(scenario.closings.map(\.reason) == ["offer-expired"])
    }

    @Test func `an offer that came days late asks a person instead of expiring`() async throws {
        let scenario = try offered()
        try await scenario.advance(to: scenario.after(hours: 24 * 3))
        try scenario.deliver("offer")
        try await scenario.advance(to: scenario.after(hours: 24 * 4))
        #expect(scenario.reviewReasons == ["offer-delivered-late"])
        try scenario.when(OfferAnswered(applicationID: applicationID, isAccepted: true, answeredAt: .sample))
        #expect(try scenario.stage == .contract)
    }

    @Test func `other messages, and those to the employer's people, change nothing`() throws {
        let scenario = try invited()
        try scenario.deliver("interview-reminder", failing: "mail-refused")
        try scenario.deliver("offer", failing: "mail-refused")
        try scenario.when(
            DeliveryFailed(
                applicationID: applicationID, deliveryID: "app-1.report-ready.1.email", template: "report-ready",
                channel: "email", recipient: .hr, code: "mail-refused"))
        #expect(scenario.reviewReasons.isEmpty)
    }
}

extension Scenario {
    /// Time passes, and we are away: nothing runs.
    fileprivate func wait(hours: Int64) { pass(to: after(hours: hours)) }
}
