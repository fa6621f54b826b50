import Domain
import Events
import Flow
import FlowTesting
import GatewayCore
import Testing

/// Who approves the pay of an offer, and what its candidate hears meanwhile.
struct PayApprovalTests {
    private func stage(_ to: Stage, _ number: Int) -> StageChanged {
        StageChanged(
            applicationID: "app-1", jobID: "job-1", from: nil, to: to, reason: "rule", decidedBy: nil, rule: nil,
            number: number)
    }

    private func waiting(after before: Stage = .humanInterview) throws -> Desk {
        let desk = Desk()
        try desk.scenario.when(ApplicationAdmitted.samples[0])
        try desk.scenario.when(stage(before, 5))
        try desk.scenario.when(PayApprovalRequested.samples[0])
        try desk.scenario.when(stage(.payApproval, 6))
        return desk
    }

    private func act(_ number: Int, _ isApproved: Bool, _ objection: PayObjection?, _ actor: ActorID) -> ApprovePay {
        ApprovePay(stageNumber: number, isApproved: isApproved, objection: objection, decidedBy: actor)
    }

    @Test(
        arguments: [
            (6, true, nil, "fang", nil), (6, false, .overBudget, "fang", nil), (5, true, nil, "fang", "other-terms"),
            (6, true, .unclear, "fang", "malformed-objection"), (6, false, nil, "fang", "malformed-objection"),
            (6, true, nil, "hr-1", "own-decision"), (6, false, .unclear, "hr-1", "own-decision"),
        ] as [(Int, Bool, PayObjection?, ActorID, String?)])
    func `these very terms are answered, with a reason where they go back, and by somebody else`(
        number: Int, isApproved: Bool, objection: PayObjection?, actor: ActorID, refusal: String?
    ) throws {
        let desk = try waiting()
        #expect(try desk.submit(act(number, isApproved, objection, actor)).code == refusal)
        let given = desk.scenario.emitted(PayApprovalGiven.self)
        #expect(given.count == (refusal == nil ? 1 : 0))
        if refusal == nil {
            #expect(given.map(\.decidedBy) == [actor] && given.map(\.objection) == [objection])
            #expect(try desk.submit(act(6, true, nil, "gao")).code == "already-decided")
        }
    }

    @Test func `what has ended, moved on or was never asked for cannot be approved, and says so`() throws {
        #expect(try Desk().submit(act(6, true, nil, "fang")).code == "no-application")
        let early = Desk()
        try early.scenario.when(stage(.review, 2))
        #expect(try early.submit(act(6, true, nil, "fang")).code == "no-pay-approval")
        let withdrawn = try waiting()
        try withdrawn.submit(WithdrawApplication())
        #expect(try withdrawn.submit(act(6, true, nil, "fang")).code == "application-closed")
        let held = try waiting()
        try held.scenario.when(stage(.review, 7))
        #expect(try held.submit(act(6, true, nil, "fang")).code == "no-pay-approval")
    }

    @Test func `an approval that came after workflow had moved it is none, and what a person puts aside is held`()
        throws
    {
        let desk = try waiting()
        try desk.submit(act(6, true, nil, "fang"))
        var held = stage(.review, 7)
        held.decidedBy = "hr-1"
        try desk.scenario.when(held)
        let view = try #require(try desk.view())
        #expect(view.payApproval?.isApproved == nil && view.payApproval?.settledBy == nil && !view.isPayToApprove)
        #expect(view.isApprovedFirst(try #require(view.payApproval).terms), "the next offer asks again")
        #expect(view.review?.reason == "held")
        let approved = try waiting()
        try approved.submit(act(6, true, nil, "fang"))
        try approved.scenario.when(stage(.offer, 7))
        #expect(try approved.view()?.payApproval?.isApproved == true)
    }

    @Test(arguments: [(true, false), (false, true)])
    func `the terms of now are shown, whichever fact comes first`(stageFirst: Bool, isDearerLast: Bool) throws {
        let desk = try waiting()
        var second = PayApprovalRequested.samples[0]
        second.stageNumber = 8
        second.terms.monthlySalary = try Money(minorUnits: 1_600_000, currency: "CNY")
        if stageFirst { try desk.scenario.when(stage(.payApproval, 8)) }
        if stageFirst { #expect(try desk.view()?.isPayToApprove == false, "its terms are still to come") }
        try desk.scenario.when(second)
        if isDearerLast { try desk.scenario.when(stage(.payApproval, 8)) }
        try desk.scenario.when(PayApprovalRequested.samples[0])
        let view = try #require(try desk.view())
        #expect(view.isPayToApprove && view.payApproval?.terms.monthlySalary.minorUnits == 1_600_000)
    }

    @Test(
        arguments: [
            (.review, .underReview), (.humanInterview, .humanInterview), (.secondInterview, .humanInterview),
            (.offer, .offer),
        ] as [(Stage, CandidateStatus)])
    func `the candidate reads what they read before, and nothing of the approval`(
        before: Stage, status: CandidateStatus
    ) throws {
        let view = try #require(try waiting(after: before).view())
        #expect(CandidateStatus(view) == status)
        var earlier = view
        earlier.stage = before
        #expect(Progress(view).stops.map(\.standing) == Progress(earlier).stops.map(\.standing))
        #expect(view.sharesFeedback(.afterDecision) == earlier.sharesFeedback(.afterDecision))
    }

    @Test func `HR may take it back or end it meanwhile`() throws {
        let view = try #require(try waiting().view())
        #expect(DecisionPreview.possible(for: view).map(\.decision) == [.hold, .reject])
    }

    @Test func `terms are approved once as long as they promise the same`() throws {
        let desk = try waiting()
        let terms = PayApprovalRequested.samples[0].terms
        #expect(try desk.view()?.isApprovedFirst(terms) == true)
        try desk.submit(act(6, true, nil, "fang"))
        var later = terms
        later.startDate = terms.startDate.adding(days: 7)
        var dearer = terms
        dearer.benefits.append("a car")
        var free = dearer
        free.approvedBy = nil
        let view = try #require(try desk.view())
        #expect(!view.isApprovedFirst(later) && view.isApprovedFirst(dearer))
        #expect(view.isApprovedFirst(free), "who was asked once is asked again, whatever the job says by now")
    }
}
