import Domain
import Events
import Flow
import FlowTesting
import NotificationCore
import Synchronization
import Testing

/// What would have been sent, and what the channel answers.
private final class Sent: Sendable {
    let sent = Mutex<[String]>([])
    let failure: ActivityFailure?

    init(failing failure: ActivityFailure? = nil) { self.failure = failure }

    @Sendable private func deliver(_ event: DeliveryRequested, _ context: ActivityContext) async throws -> Receipt {
        if let failure { throw failure }
        sent.withLock { $0.append(event.deliveryID) }
        return Receipt()
    }

    func scenario(hrLanguage: Language = .chinese, more: [String] = []) throws -> Scenario {
        let scenario = Scenario(
            "notification",
            reactions(
                hrLanguage: hrLanguage,
                channels: [Channel(Channel.mail, deliver: deliver)]
                    + more.map { Channel($0, carries: { $0.recipient == .hr }, deliver: deliver) }))
        try scenario.when(JobOpened.samples[0])
        try scenario.when(
            ApplicationAdmitted(
                applicationID: "app-1", jobID: JobOpened.samples[0].jobID, candidateID: "cand-1", language: .english))
        return scenario
    }
}

@Suite struct NotificationTests {
    let jobID = JobOpened.samples[0].jobID
    let title = JobOpened.samples[0].job.title

    private func invited() -> InterviewInvited {
        var event = InterviewInvited.samples[0]
        event.applicationID = "app-1"
        event.candidateID = "cand-1"
        return event
    }

    @Test func `another channel carries what it takes besides the mail, each delivery under its own identity`()
        async throws
    {
        let channel = Sent()
        let scenario = try channel.scenario(more: ["chat"])
        try scenario.when(invited())
        #expect(scenario.emitted(DeliveryRequested.self).map(\.channel) == ["email"], "the chat is for HR")
        for part in 1...2 {
            try scenario.when(
                ReviewRequested(
                    applicationID: "app-1", jobID: jobID, reason: "screening-unclear", proposal: nil, rule: nil))
            let asked = scenario.emitted(DeliveryRequested.self).suffix(2)
            #expect(asked.map(\.deliveryID) == ["email", "chat"].map { "app-1.review-requested.\(part).\($0)" })
        }
        for request in scenario.emitted(DeliveryRequested.self) { try scenario.when(request) }
        try await scenario.runParked()
        #expect(channel.sent.withLock { $0.count } == 5)
        let state = try scenario.state(Correspondence.self, "app-1")
        #expect(state?.deliveries.values.allSatisfy { $0 == .delivered } == true && state?.deliveries.count == 5)
    }

    @Test func `an invitation is requested, delivered once and shown, however often the fact comes`() async throws {
        let channel = Sent()
        let scenario = try channel.scenario()
        try scenario.when(invited(), id: "fact-a")
        try scenario.when(invited(), id: "fact-a")
        try scenario.when(invited(), id: "fact-b")
        let requested = scenario.emitted(DeliveryRequested.self)
        #expect(requested.map(\.deliveryID) == ["app-1.interview-invitation.email"])
        #expect(requested[0].recipient == .candidate && requested[0].channel == "email")
        #expect(requested[0].parameters["expiresAt"] == invited().expiresAt.description)
        try scenario.when(requested[0], id: "delivery-a")
        try scenario.when(requested[0], id: "delivery-a")
        try await scenario.runParked()
        #expect(channel.sent.withLock { $0 } == ["app-1.interview-invitation.email"])
        #expect(scenario.emitted(DeliveryConfirmed.self).map(\.deliveryID) == ["app-1.interview-invitation.email"])
        let state = try scenario.state(Correspondence.self, "app-1")
        #expect(state?.deliveries == ["app-1.interview-invitation.email": .delivered])
    }

    @Test func `a delivery that fails for good is a fact with its code`() async throws {
        let scenario = try Sent(failing: ActivityFailure("mail-refused", "550")).scenario()
        try scenario.when(invited())
        try scenario.when(scenario.emitted(DeliveryRequested.self)[0])
        try await scenario.runParked()
        #expect(scenario.emitted(DeliveryFailed.self).map(\.code) == ["mail-refused"])
        #expect(scenario.emitted(DeliveryConfirmed.self).isEmpty)
        #expect(
            try scenario.state(Correspondence.self, "app-1")?.deliveries == [
                "app-1.interview-invitation.email": .failed, "app-1.delivery-failed.1.email": .requested,
            ])
    }

    @Test(
        arguments: [
            (ClosingOutcome.rejected, "application-rejected"), (.expired, "application-expired"),
            (.hired, "application-hired"),
            (.withdrawn, nil), (.refused, nil), (.declined, nil),
        ] as [(ClosingOutcome, String?)])
    func `who is told of an end depends on the end`(outcome: ClosingOutcome, template: String?) throws {
        let scenario = try Sent().scenario()
        var event = ApplicationClosed.samples[0]
        event.applicationID = "app-1"
        event.outcome = outcome
        event.keepInPool = true
        try scenario.when(event)
        let requested = scenario.emitted(DeliveryRequested.self)
        #expect(requested.map(\.template) == (template.map { [$0] } ?? []))
        #expect(requested.allSatisfy { $0.parameters["keepInPool"] == "yes" })
    }

    @Test(arguments: [
        (ClosingOutcome.rejected, "person-decided", "yes", "no"), (.rejected, "screening-rejected", "no", "no"),
        (.rejected, "rule", "no", "no"), (.expired, "offer-expired", "no", "yes"),
    ])
    func `a mail claims a person's decision only where there was one`(
        outcome: ClosingOutcome, reason: String, byPerson: String, ofOffer: String
    ) throws {
        let scenario = try Sent().scenario()
        var event = ApplicationClosed.samples[0]
        (event.applicationID, event.outcome, event.reason) = ("app-1", outcome, reason)
        try scenario.when(event)
        let parameters = try #require(scenario.emitted(DeliveryRequested.self).first?.parameters)
        #expect(parameters["byPerson"] == byPerson && parameters["ofOffer"] == ofOffer)
    }

    @Test func `each question to the employer's people is a mail of its own, in their language`() throws {
        let scenario = try Sent().scenario(hrLanguage: .english)
        for reason in ["screening-unclear", "rule-gap", "rule-gap"] {
            try scenario.when(
                ReviewRequested(applicationID: "app-1", jobID: jobID, reason: reason, proposal: .thank, rule: nil))
        }
        let requested = scenario.emitted(DeliveryRequested.self)
        #expect(
            requested.map(\.deliveryID) == (1...3).map { "app-1.review-requested.\($0).email" })
        #expect(requested.allSatisfy { $0.recipient == .hr && $0.language == .english && $0.candidateID == "cand-1" })
        #expect(requested[1].parameters == ["jobTitle": title, "reason": "rule-gap", "proposal": "thank"])
    }

    @Test func `a report is announced once for each version`() throws {
        let scenario = try Sent().scenario()
        var event = ReportCompiled.samples[0]
        event.applicationID = "app-1"
        event.jobID = jobID
        for version in [1, 1, 2] {
            event.version = version
            try scenario.when(event)
        }
        let requested = scenario.emitted(DeliveryRequested.self)
        #expect(requested.map(\.deliveryID) == ["app-1.report-ready.1.email", "app-1.report-ready.2.email"])
        #expect(requested[0].parameters["composite"] == "85")
    }

    @Test func `a question about an application that is not known yet waits for it`() throws {
        let mail = Channel(Channel.mail) { _, _ in Receipt() }
        let scenario = Scenario("notification", reactions(hrLanguage: .chinese, channels: [mail]))
        let event = ReviewRequested(applicationID: "app-9", jobID: jobID, reason: "rule-gap", proposal: nil, rule: nil)
        try scenario.when(event)
        #expect(scenario.emitted.isEmpty)
        try scenario.when(JobOpened.samples[0])
        try scenario.when(
            ApplicationAdmitted(applicationID: "app-9", jobID: jobID, candidateID: "cand-9", language: .english))
        try scenario.when(event, id: "again")
        #expect(scenario.emitted(DeliveryRequested.self).count == 1)
    }

    @Test func `offer and contract are announced under the job's title`() throws {
        let scenario = try Sent().scenario()
        var offer = OfferSent.samples[0]
        var ready = ContractApproved.samples[0]
        var signed = ContractSigned.samples[0]
        (offer.applicationID, ready.applicationID, signed.applicationID) = ("app-1", "app-1", "app-1")
        (ready.jobID, signed.jobID) = (jobID, jobID)
        try scenario.when(offer)
        try scenario.when(ready)
        try scenario.when(signed)
        let requested = scenario.emitted(DeliveryRequested.self)
        #expect(requested.map(\.template) == ["offer", "contract-ready", "contract-signed"])
        #expect(requested.dropFirst().allSatisfy { $0.parameters["jobTitle"] == title })
    }

    @Test func `no parameter of a mail is personal`() throws {
        let allowed: Set = [
            "jobTitle", "expiresAt", "questionCount", "minutes", "reason", "proposal", "composite", "recommendation",
            "byPerson", "ofOffer", "isInWriting",
            "keepInPool", "requestedAt",
        ]
        let scenario = try Sent().scenario()
        try scenario.when(invited())
        try scenario.when(OfferSent.samples[0])
        try scenario.when(ApplicationClosed.samples[0])
        for request in scenario.emitted(DeliveryRequested.self) {
            #expect(allowed.isSuperset(of: request.parameters.keys))
        }
    }
}
