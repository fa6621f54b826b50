import Domain
import Events
import Flow
import FlowTesting
import GatewayCore
import Testing

struct ApplicationViewTests {
    static let sha = String(repeating: "b", count: 64)
    static let draft = ContractDrafted(
        applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese, blobID: "contract.app-1.1",
        sha256: sha, findings: [])
    static let approved = ContractApproved(
        applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese, blobID: "contract.app-1.1",
        sha256: sha, approvedBy: "boss")

    @Test func `facts of different topics give the same view in any order`() throws {
        let facts: [@Sendable (Scenario) throws -> Void] = [
            { try $0.when(ApplicationAdmitted.samples[0]) }, { try $0.when(ApplicationScreened.samples[0]) },
            { try $0.when(InterviewInvited.samples[0]) }, { try $0.when(AnswerRecorded.samples[0]) },
            { try $0.when(ReportCompiled.samples[0]) }, { try $0.when(OfferSent.samples[0]) },
            { try $0.when(DeliveryConfirmed.samples[0]) }, { try $0.when(DeliveryRequested.samples[0]) },
        ]
        var first: ApplicationView?
        for shift in facts.indices {
            let desk = Desk()
            for fact in facts[shift...] + facts[..<shift] { try fact(desk.scenario) }
            var view = try #require(try desk.view())
            #expect(view.timeline.count == facts.count)
            view.timeline = []
            // The language of the pages is the admission's, whoever speaks first.
            if first == nil { first = view }
            #expect(view == first)
        }
        #expect(first?.candidateID == "cand-1")
        #expect(first?.report?.composite == 85)
        #expect(first?.deliveries.map(\.status) == [.delivered])
    }

    private static func stage(_ to: Stage, _ number: Int) -> StageChanged {
        StageChanged(
            applicationID: "app-1", jobID: "job-1", from: nil, to: to, reason: "rule", decidedBy: nil, rule: nil,
            number: number)
    }

    @Test(arguments: [[0, 1, 2, 3], [1, 0, 3, 2], [3, 2, 1, 0], [2, 3, 0, 1], [2, 0, 3, 1]])
    func `the newest stage is shown, in whatever order two processes tell of them`(order: [Int]) throws {
        let question = ReviewRequested(
            applicationID: "app-1", jobID: "job-1", reason: "rule-gap", proposal: nil, rule: nil, stageNumber: 2)
        let facts: [@Sendable (Scenario) throws -> Void] = [
            { try $0.when(Self.stage(.screening, 1)) }, { try $0.when(Self.stage(.review, 2)) },
            { try $0.when(question) }, { try $0.when(Self.stage(.offer, 3)) },
        ]
        let desk = Desk()
        for index in order { try facts[index](desk.scenario) }
        let view = try #require(try desk.view())
        #expect(view.stage == .offer && view.review == nil && view.timeline.count == 4)
        let waiting = Desk()
        for index in order where index < 3 { try facts[index](waiting.scenario) }
        #expect(try waiting.view()?.stage == .review)
        #expect(try waiting.view()?.review?.reason == "rule-gap")
    }

    @Test func `what is closed stays closed when an older stage comes late`() throws {
        let desk = Desk()
        try desk.scenario.when(ApplicationClosed.samples[0])
        try desk.scenario.when(Self.stage(.review, 2))
        #expect(try desk.view()?.stage == .closed)
    }

    @Test func `every fact that concerns an application is in its timeline`() throws {
        let desk = Desk()
        try desk.scenario.when(ApplicationReceived.samples[0])
        try desk.scenario.when(StageChanged.samples[0])
        try desk.scenario.when(ContractSigned.samples[0])
        #expect(
            try desk.view()?.timeline.map(\.what) == ["application-received", "stage-changed", "contract-signed"])
    }

    @Test func `the view of a received application holds nothing of the person`() throws {
        let desk = Desk()
        try desk.scenario.when(ApplicationReceived.samples[0])
        let rows = desk.scenario.storage.states.values.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
        for personal in ["Li Wei", "li.wei@example.com", "5555 0100", "cv.txt", "U3dpZnQ="] {
            #expect(!rows.contains(personal))
        }
    }

    @Test func `a report is not replaced by an older one`() throws {
        let desk = Desk()
        var newer = ReportCompiled.samples[0]
        newer.version = 2
        newer.composite = 90
        try desk.scenario.when(newer)
        try desk.scenario.when(ReportCompiled.samples[0])
        #expect(try desk.view()?.report?.version == 2)
        #expect(try desk.view()?.report?.composite == 90)
    }

    @Test func `a person decides only about an open application, and with a code for a reason`() throws {
        let desk = Desk()
        let yes = DecideStage(decision: .offer, reason: "convinced-in-person", decidedBy: "hr-1")
        #expect(try desk.submit(yes).code == "no-application")
        try desk.scenario.when(StageChanged.samples[0])
        #expect(
            try desk.submit(DecideStage(decision: .hold, reason: "He told me…", decidedBy: "hr-1")).code
                == "malformed-reason")
        #expect(try desk.submit(yes) == .applied)
        #expect(desk.scenario.emitted(StageDecided.self).map(\.decidedBy) == ["hr-1"])
        #expect(try desk.view()?.timeline.last?.details["decision"] == "offer")
        try desk.scenario.when(ApplicationClosed.samples[0])
        #expect(try desk.submit(yes).code == "application-closed")
    }

    @Test func `a proposal to reject is no decision the candidate could read`() throws {
        let desk = Desk()
        try desk.scenario.when(StageChanged.samples[0])
        var review = StageChanged.samples[0]
        review.to = .review
        try desk.scenario.when(review)
        try desk.scenario.when(ReviewRequested.samples[0])
        #expect(try desk.view()?.review?.proposal == .thank)
        #expect(CandidateStatus(try #require(try desk.view())) == .underReview)
        try desk.scenario.when(ApplicationClosed.samples[0])
        #expect(try desk.view()?.review == nil)
        #expect(CandidateStatus(try #require(try desk.view())) == .closed)
    }

    @Test func `an offer is answered once and in time`() throws {
        let desk = Desk()
        #expect(try desk.submit(AnswerOffer(isAccepted: true)).code == "no-offer")
        var offer = OfferSent.samples[0]
        offer.expiresAt = desk.scenario.now.advanced(byDays: 7)
        try desk.scenario.when(offer)
        #expect(try desk.submit(AnswerOffer(isAccepted: true)) == .applied)
        #expect(try desk.submit(AnswerOffer(isAccepted: false)).code == "already-answered")
        #expect(desk.scenario.emitted(OfferAnswered.self).map(\.isAccepted) == [true])
    }

    @Test func `an offer made anew on the same terms is answered anew, and the same fact twice is not`() throws {
        let desk = Desk()
        var offer = OfferSent.samples[0]
        offer.expiresAt = desk.scenario.now.advanced(byDays: 7)
        try desk.scenario.when(offer)
        try desk.submit(AnswerOffer(isAccepted: true))
        try desk.scenario.when(offer)
        #expect(try desk.view()?.offer?.isAccepted == true)
        offer.expiresAt = offer.expiresAt.advanced(byHours: 1)
        try desk.scenario.when(offer)
        #expect(try desk.view()?.offer?.isAccepted == nil)
        #expect(try desk.submit(AnswerOffer(isAccepted: true)) == .applied)
    }

    @Test func `nobody approves the contract of their own offer in another's stead`() throws {
        for (who, principal, code) in [
            ("hr-1", "anna", "own-decision"), ("hr-2", "anna", nil), ("hr-1", nil, nil),
        ] as [(ActorID, ActorID?, String?)] {
            let desk = Desk()
            var offer = OfferRequested.samples[0]
            offer.decidedBy = "hr-1"
            try desk.scenario.when(offer)
            try desk.scenario.when(Self.draft)
            let approval = GiveApproval(sha256: Self.sha, isApproved: true, decidedBy: who, onBehalfOf: principal)
            #expect(try desk.submit(approval).code == code, "\(who) for \(principal?.text ?? "nobody")")
        }
    }

    @Test func `an offer's time ends`() async throws {
        let desk = Desk()
        var offer = OfferSent.samples[0]
        offer.expiresAt = desk.scenario.now.advanced(byDays: 7)
        try desk.scenario.when(offer)
        try await desk.scenario.advance(to: offer.expiresAt)
        #expect(try desk.submit(AnswerOffer(isAccepted: true)).code == "offer-expired")
    }

    @Test func `only the document that was shown is approved and signed, each once`() throws {
        let desk = Desk()
        let approval = GiveApproval(sha256: Self.sha, isApproved: true, decidedBy: "boss")
        let other = String(repeating: "c", count: 64)
        #expect(try desk.submit(approval).code == "no-application")
        try desk.scenario.when(Self.draft)
        #expect(
            try desk.submit(GiveApproval(sha256: other, isApproved: true, decidedBy: "boss")).code
                == "other-document")
        #expect(
            try desk.submit(SignContract(sha256: Self.sha, codeConfirmedAt: .sample)).code
                == "no-contract")
        #expect(try desk.submit(approval) == .applied)
        #expect(try desk.submit(approval).code == "already-decided")
        #expect(
            try desk.submit(SignContract(sha256: Self.sha, codeConfirmedAt: .sample)).code
                == "no-contract",
            "the contracts service confirms the approval first")
        try desk.scenario.when(Self.approved)
        #expect(
            try desk.submit(SignContract(sha256: other, codeConfirmedAt: .sample)).code
                == "other-document")
        #expect(try desk.submit(SignContract(sha256: Self.sha, codeConfirmedAt: .sample)) == .applied)
        #expect(
            try desk.submit(SignContract(sha256: Self.sha, codeConfirmedAt: .sample)).code
                == "already-signed")
        #expect(desk.scenario.emitted(ApprovalGiven.self).count == 1)
        #expect(desk.scenario.emitted(ContractSignedByCandidate.self).map(\.sha256) == [Self.sha])
    }

    @Test func `a new draft has to be approved anew, a repeated one does not`() throws {
        let desk = Desk()
        try desk.scenario.when(Self.draft)
        try desk.submit(GiveApproval(sha256: Self.sha, isApproved: false, decidedBy: "boss"))
        try desk.scenario.when(Self.draft, id: "again")
        #expect(try desk.view()?.contract?.isApproved == false)
        var second = Self.draft
        second.sha256 = String(repeating: "d", count: 64)
        try desk.scenario.when(second)
        #expect(try desk.view()?.contract?.isApproved == nil)
    }

    @Test func `an application is withdrawn while it is open`() throws {
        let desk = Desk()
        #expect(try desk.submit(WithdrawApplication()).code == "no-application")
        try desk.scenario.when(StageChanged.samples[0])
        #expect(try desk.submit(WithdrawApplication()) == .applied)
        #expect(try desk.submit(WithdrawApplication()).code == nil, "who says it twice is answered as the first time")
        #expect(desk.scenario.emitted(ApplicationWithdrawn.self).count == 1)
    }

    /// An offer that can be answered and a contract that can be signed.
    private func deskToSign() throws -> Desk {
        let desk = Desk()
        var offer = OfferSent.samples[0]
        offer.expiresAt = desk.scenario.now.advanced(byDays: 7)
        try desk.scenario.when(StageChanged.samples[0])
        try desk.scenario.when(offer)
        try desk.scenario.when(Self.draft)
        try desk.scenario.when(Self.approved)
        return desk
    }

    @Test(arguments: [true, false])
    func `what was taken back or erased is neither answered nor signed, before its end is heard of`(
        isTakenBack: Bool
    ) throws {
        let desk = try deskToSign()
        if isTakenBack {
            try desk.submit(WithdrawApplication())
        } else {
            try desk.submit(TellErasure(applicationID: "app-1", candidateID: "cand-1", erasedAt: desk.scenario.now))
        }
        let over = "application-closed"
        #expect(try desk.submit(SignContract(sha256: Self.sha, codeConfirmedAt: .sample)).code == over)
        #expect(try desk.submit(AnswerOffer(isAccepted: true)).code == over)
        #expect(try desk.submit(GiveApproval(sha256: Self.sha, isApproved: true, decidedBy: "boss")).code == over)
        #expect(try desk.submit(DecideStage(decision: .offer, reason: "again", decidedBy: "hr-1")).code == over)
        #expect(desk.scenario.emitted(ContractSignedByCandidate.self).isEmpty)
        let view = try #require(try desk.view())
        #expect(CandidateStatus(view) == .closed && Progress(view).isEnded)
    }

    @Test func `what the ATS took back is over too`() throws {
        let desk = try deskToSign()
        try desk.scenario.when(ApplicationWithdrawn(applicationID: "app-1"))
        #expect(
            try desk.submit(SignContract(sha256: Self.sha, codeConfirmedAt: .sample)).code == "application-closed")
    }

    @Test func `what is signed stays signed: it is not taken back any more`() throws {
        let desk = try deskToSign()
        #expect(try desk.submit(SignContract(sha256: Self.sha, codeConfirmedAt: .sample)) == .applied)
        #expect(try desk.submit(WithdrawApplication()).code == "contract-signed")
        #expect(desk.scenario.emitted(ApplicationWithdrawn.self).isEmpty)
        try desk.scenario.when(ApplicationWithdrawn(applicationID: "app-1"))
        #expect(try desk.view()?.isOver == false, "workflow says what becomes of it")
    }

    @Test func `with the application its interview is left at once`() throws {
        let desk = Desk()
        #expect(try desk.submit(LeaveInterview()).code == nil, "there may be none")
        try desk.begin()
        #expect(try desk.submit(LeaveInterview()) == .applied)
        #expect(try desk.open("up-1").code == "application-closed")
        #expect(try desk.submit(SubmitInterview()).code == "application-closed")
    }
}
