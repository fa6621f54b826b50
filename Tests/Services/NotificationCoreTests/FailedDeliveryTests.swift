import Domain
import Events
import Flow
import FlowTesting
import NotificationCore
import Synchronization
import Testing

/// A message that cannot be delivered waits, reaches people in the end, and can be sent again.
@Suite struct FailedDeliveryTests {
    private final class Post: Sendable {
        let error = Mutex<ActivityFailure?>(nil)
        let sent = Mutex<[String]>([])

        func scenario() throws -> Scenario {
            let channel = Channel(
                Channel.mail,
                deliver: { [self] event, _ in
                    if let error = error.withLock({ $0 }) { throw error }
                    sent.withLock { $0.append(event.deliveryID) }
                    return Receipt()
                })
            let scenario = Scenario("notification", reactions(hrLanguage: .english, channels: [channel]))
            try scenario.when(JobOpened.samples[0])
            return scenario
        }
    }

    private let invitation = "app-1.interview-invitation.email"
    private let outage = ActivityFailure("mail-deferred", "the mail server refused with 451", .environment)

    private func invited(at hours: Int64 = 0) -> InterviewInvited {
        var event = InterviewInvited.samples[0]
        event.applicationID = "app-1"
        event.invitedAt = event.invitedAt.advanced(byHours: hours)
        return event
    }

    /// Gives what was requested since to the service, as the broker does.
    private func deliver(_ scenario: Scenario, from start: Int = 0) async throws {
        for (number, request) in scenario.emitted(DeliveryRequested.self).enumerated().dropFirst(start) {
            try scenario.when(request, id: "delivery-\(number)")
        }
        try await scenario.runParked()
    }

    @Test func `a mail server that is away for days loses nothing and tells nobody`() async throws {
        let post = Post()
        let scenario = try post.scenario()
        post.error.withLock { $0 = outage }
        try scenario.when(invited())
        try await deliver(scenario)
        for _ in 0..<(6 * 24) { try await scenario.advance(to: scenario.now.advanced(byHours: 1)) }
        #expect(scenario.emitted(DeliveryFailed.self).isEmpty && scenario.deadLetterReasons.isEmpty)
        post.error.withLock { $0 = nil }
        try await scenario.advance(to: scenario.now.advanced(byHours: 1))
        #expect(post.sent.withLock { $0 } == [invitation])
        #expect(scenario.emitted(DeliveryConfirmed.self).map(\.deliveryID) == [invitation])
    }

    @Test(arguments: [true, false])
    func `what was refused for good, or waited in vain, is told to the employer's people by fact and mail`(
        isRefused: Bool
    ) async throws {
        let post = Post()
        let scenario = try post.scenario()
        post.error.withLock { $0 = isRefused ? ActivityFailure("mail-refused", "550") : outage }
        try scenario.when(invited())
        try await deliver(scenario)
        if !isRefused {
            #expect(scenario.emitted(DeliveryFailed.self).isEmpty)
            for _ in 0..<(8 * 24) { try await scenario.advance(to: scenario.now.advanced(byHours: 1)) }
        }
        let code = isRefused ? "mail-refused" : "mail-deferred"
        #expect(scenario.emitted(DeliveryFailed.self).map(\.code) == [code])
        let told = scenario.emitted(DeliveryRequested.self)[1]
        #expect(told.template == "delivery-failed" && told.recipient == .hr && told.language == .english)
        #expect(told.parameters["message"] == "interview-invitation" && told.parameters["reason"] == code)
        // The mail to the employer's people fails as well: that is a fact, and no further mail.
        post.error.withLock { $0 = ActivityFailure("mail-refused", "550") }
        try await deliver(scenario, from: 1)
        #expect(scenario.emitted(DeliveryFailed.self).count == 2)
        #expect(scenario.emitted(DeliveryRequested.self).count == 2)
        #expect(scenario.deadLetterReasons.isEmpty)
    }

    @Test func `a person sends it again under its own key, as often as it failed`() async throws {
        let post = Post()
        let scenario = try post.scenario()
        let resent = DeliveryResent(
            applicationID: "app-1", deliveryID: invitation, decidedBy: "hr-1", decidedAt: .sample)
        #expect(try scenario.when(resent) == .buried("refused, and nobody is told: not-failed"))
        post.error.withLock { $0 = ActivityFailure("mail-refused", "550") }
        try scenario.when(invited())
        try await deliver(scenario)
        for round in 1...2 {
            let count = scenario.emitted(DeliveryRequested.self).count
            if round == 2 { post.error.withLock { $0 = nil } }
            #expect(try scenario.when(resent, id: "resent-\(round)") == .applied)
            let again = scenario.emitted(DeliveryRequested.self)
            #expect(again.count == count + 1 && again[count].deliveryID == invitation)
            #expect(again[count].parameters == again[0].parameters, "it says until when, counted from the first asking")
            try await deliver(scenario, from: count)
        }
        #expect(post.sent.withLock { $0 } == [invitation])
        #expect(scenario.emitted(DeliveryConfirmed.self).map(\.deliveryID) == [invitation])
        #expect(
            try scenario.when(resent, id: "resent-3")
                == .refused(
                    Refusal(
                        "not-failed", "No message of this key has failed.", .saidBy(DeliveryRequested.self))))
    }

    @Test func `a second invitation gets a mail of its own, the same one with more time does not`() throws {
        let scenario = try Post().scenario()
        try scenario.when(invited())
        var longer = invited()
        longer.expiresAt = longer.expiresAt.advanced(byDays: 3)
        try scenario.when(longer)
        #expect(scenario.emitted(DeliveryRequested.self).count == 1)
        try scenario.when(invited(at: 200))
        let ids = scenario.emitted(DeliveryRequested.self).map(\.deliveryID)
        #expect(ids.count == 2 && ids[0] == invitation && ids[1].hasPrefix("app-1.interview-invitation."))
        #expect(Set(ids).count == 2)
    }

    @Test func `a mail that waited says until when from its sending on`() throws {
        let scenario = try Post().scenario()
        try scenario.when(invited())
        let request = try #require(scenario.emitted(DeliveryRequested.self).first)
        #expect(Lateness.milliseconds(of: request, at: scenario.now.advanced(byMinutes: 10)) == 0)
        #expect(Lateness.milliseconds(of: request, at: scenario.now.advanced(byHours: 30)) == 30 * 3_600_000)
    }
}
