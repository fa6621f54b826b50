import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import WorkflowCore

/// Pay that is approved before an offer goes out.
struct PayApprovalTests {
    private func approvedJob(_ rules: RuleSet = retailRules, policy: PolicyProfile = .cn, hours: Int? = nil)
        -> JobDescription
    {
        var terms = OfferTerms.sample
        terms.approvedBy = .finance
        terms.approvalHours = hours
        return job(rules, policy: policy, offer: terms)
    }

    /// HR decided on an offer after the talk.
    private func waiting(hours: Int? = nil) throws -> Scenario {
        let scenario = try Scenario.submitted(approvedJob(hours: hours))
        try scenario.when(report(85))
        try scenario.when(decided(.offer, "convinced-in-person"))
        return scenario
    }

    private func answer(
        _ isApproved: Bool, _ scenario: Scenario, by actor: ActorID = "finance-1", number: Int? = nil
    ) throws -> PayApprovalGiven {
        let asked = try #require(scenario.emitted(PayApprovalRequested.self).last)
        return PayApprovalGiven(
            applicationID: applicationID, stageNumber: number ?? asked.stageNumber, isApproved: isApproved,
            objection: isApproved ? nil : .overBudget, decidedBy: actor, decidedAt: .sample)
    }

    @Test func `an offer waits for its approval, and then goes out on the very terms that were approved`() throws {
        let scenario = try waiting()
        #expect(try scenario.stage == .payApproval)
        #expect(scenario.emitted(OfferRequested.self).isEmpty, "nothing goes out yet")
        let asked = try #require(scenario.emitted(PayApprovalRequested.self).last)
        #expect(asked.terms.monthlySalary == .sample && asked.decidedBy == "hr-1" && asked.approver == .finance)
        #expect(asked.stageNumber == scenario.emitted(StageChanged.self).last?.number)
        try scenario.when(try answer(true, scenario))
        #expect(try scenario.stage == .offer)
        #expect(scenario.emitted(OfferRequested.self).map(\.terms) == [asked.terms])
        #expect(scenario.emitted(OfferRequested.self).map(\.decidedBy) == ["hr-1"])
        #expect(scenario.emitted(StageChanged.self).last?.decidedBy == "finance-1")
        try scenario.when(OfferAnswered(applicationID: applicationID, isAccepted: true, answeredAt: .sample))
        #expect(try scenario.stage == .contract)
    }

    @Test func `a job without it makes its offer as before`() throws {
        let scenario = try Scenario.submitted()
        try scenario.when(report(85))
        try scenario.when(decided(.offer))
        #expect(try scenario.stage == .offer && scenario.emitted(PayApprovalRequested.self).isEmpty)
    }

    @Test func `what is sent back waits for HR again, with the reason, and can be offered anew`() throws {
        let scenario = try waiting()
        try scenario.when(try answer(false, scenario))
        #expect(try scenario.stage == .review && scenario.emitted(OfferRequested.self).isEmpty)
        #expect(scenario.reviewReasons == ["pay-over-budget"])
        #expect(scenario.emitted(StageChanged.self).last?.decidedBy == "finance-1")
        try scenario.when(decided(.offer, "terms-mended"))
        #expect(scenario.emitted(PayApprovalRequested.self).count == 2)
        #expect(try scenario.when(try answer(true, scenario, number: 6)).isRefusal, "the number is of the terms before")
        #expect(try scenario.stage == .payApproval)
        try scenario.when(try answer(true, scenario))
        #expect(try scenario.stage == .offer)
    }

    @Test func `who had to be asked once is asked again, although the job asks nobody any more`() throws {
        let scenario = try waiting()
        try scenario.when(decided(.hold, "to-think"))
        // The job's terms of that moment, as the gateway sends them along.
        var without = decided(.offer, "terms-mended")
        without.terms = .sample
        #expect(without.terms?.approvedBy == nil)
        try scenario.when(without)
        #expect(try scenario.stage == .payApproval && scenario.emitted(OfferRequested.self).isEmpty)
        #expect(scenario.emitted(PayApprovalRequested.self).last?.terms.approvedBy == .finance)
    }

    @Test func `terms that were approved before others were sent back are asked about again`() throws {
        let scenario = try waiting()
        let first = try #require(scenario.emitted(PayApprovalRequested.self).last).terms
        try scenario.when(try answer(true, scenario))
        var dearer = first
        dearer.monthlySalary = try Money(minorUnits: 9_900_000, currency: "CNY")
        try scenario.when(OfferAnswered(applicationID: applicationID, isAccepted: true, answeredAt: .sample))
        try scenario.when(ContractBlocked.samples[0])
        var anew = decided(.offer, "terms-mended")
        anew.terms = dearer
        try scenario.when(anew)
        #expect(try scenario.stage == .payApproval)
        try scenario.when(try answer(false, scenario))
        anew.terms = first
        try scenario.when(anew)
        #expect(try scenario.stage == .payApproval, "as the page said before the press")
    }

    @Test func `an approval counts once`() throws {
        let scenario = try waiting()
        let yes = try answer(true, scenario)
        try scenario.when(yes)
        let again = try scenario.when(yes)
        let late = try scenario.when(try answer(false, scenario))
        #expect(again.isRefusal && late.isRefusal)
        #expect(scenario.emitted(OfferRequested.self).count == 1)
        #expect(try scenario.stage == .offer)
    }

    @Test func `nobody approves what they decided themselves`() throws {
        let scenario = try waiting()
        let outcome = try scenario.when(try answer(true, scenario, by: "hr-1"))
        #expect(outcome != .applied && scenario.emitted(OfferRequested.self).isEmpty)
        #expect(try scenario.stage == .payApproval)
    }

    @Test func `who withdrew or was erased meanwhile cannot be approved any more`() throws {
        for end in [
            { try $0.when(ApplicationWithdrawn(applicationID: applicationID)) },
            {
                try $0.when(
                    CandidateErased(applicationID: applicationID, candidateID: "cand-1", erasedAt: .sample))
            },
        ] as [(Scenario) throws -> Outcome] {
            let scenario = try waiting()
            _ = try end(scenario)
            #expect(try scenario.when(try answer(true, scenario)).isRefusal)
            #expect(scenario.emitted(OfferRequested.self).isEmpty && scenario.closings.count == 1)
        }
    }

    /// What HR may do meanwhile, and where it leads.
    @Test(
        arguments: [
            (.hold, .review, nil), (.reject, .closed, nil), (.offer, .payApproval, "pay-not-approved"),
            (.advance, .payApproval, "pay-not-approved"),
        ] as [(StageDecision, Stage, String?)])
    func `HR takes the terms back or ends it, and does not go round the approval`(
        decision: StageDecision, stage: Stage, refusal: String?
    ) throws {
        let scenario = try waiting()
        try scenario.when(decided(decision))
        #expect(try scenario.stage == stage)
        #expect(scenario.emitted(DecisionRefused.self).map(\.code) == [refusal].compactMap(\.self))
        if stage != .payApproval {
            #expect(try scenario.when(try answer(true, scenario)).isRefusal, "what was taken back is not approved")
        }
        #expect(scenario.emitted(OfferRequested.self).isEmpty)
    }

    /// The hours that a job says, and how many reminders a number of them brings; at most five.
    @Test(arguments: [(nil, 23, 0), (nil, 24, 1), (nil, 48, 2), (8, 8, 1), (8, 200, 5)] as [(Int?, Int64, Int)])
    func `whoever approves is reminded, and nobody once it is answered`(hours: Int?, later: Int64, count: Int)
        async throws
    {
        let scenario = try waiting(hours: hours)
        let start = scenario.now
        for hour in 0...later { try await scenario.advance(to: start.advanced(byHours: hour)) }
        let reminded = scenario.emitted(PayApprovalReminded.self)
        #expect(reminded.count == count && reminded.map(\.reminder) == Array(1..<(count + 1)))
        try scenario.when(try answer(false, scenario))
        try await scenario.advance(to: scenario.after(hours: 1000))
        #expect(scenario.emitted(PayApprovalReminded.self).count == count)
    }

    @Test func `an offer by rule waits as well, also where the job said so only after the screening`() throws {
        for isLater in [false, true] {
            let first = isLater ? job(engineRules, policy: .usIllinois) : approvedJob(engineRules, policy: .usIllinois)
            let scenario = try Scenario.submitted(first)
            try scenario.when(
                JobRevised(jobID: "job-1", job: approvedJob(engineRules, policy: .usIllinois)))
            try scenario.when(SurveyAnswered(applicationID: applicationID, satisfaction: 4.5, answeredAt: .sample))
            try scenario.when(report(90))
            #expect(try scenario.stage == .payApproval)
            #expect(scenario.emitted(PayApprovalRequested.self).map(\.decidedBy) == [nil])
            try scenario.when(try answer(true, scenario))
            #expect(try scenario.stage == .offer)
        }
    }

    private func anew(_ change: (inout OfferTerms) -> Void) throws -> StageDecided {
        var mended = decided(.offer, "terms-mended")
        var terms = OfferTerms.sample
        terms.approvedBy = .finance
        change(&terms)
        mended.terms = terms
        return mended
    }

    @Test func `what was approved needs no second approval, more than that does`() throws {
        let moved = try waiting()
        try moved.when(try answer(true, moved))
        try moved.deliver("offer", failing: "mail-refused")
        try moved.when(try anew { $0.startDate = $0.startDate.adding(days: 14) })
        #expect(try moved.stage == .offer)
        #expect(moved.emitted(OfferRequested.self).count == 2 && moved.emitted(PayApprovalRequested.self).count == 1)

        let dearer = try waiting()
        try dearer.when(try answer(true, dearer))
        try dearer.deliver("offer", failing: "mail-refused")
        let more = try Money(minorUnits: 1_600_000, currency: "CNY")
        try dearer.when(try anew { $0.monthlySalary = more })
        #expect(try dearer.stage == .payApproval)
        try dearer.when(decided(.reject))
        #expect(dearer.emitted(DecisionRefused.self).map(\.code) == ["offer-made"], "the offer that is out binds")
        try dearer.when(OfferAnswered(applicationID: applicationID, isAccepted: true, answeredAt: .sample))
        #expect(try dearer.stage == .contract, "and may be accepted")
        #expect(try dearer.when(try answer(true, dearer)).isRefusal)
    }

    @Test func `an offer that has run out binds no more`() async throws {
        let scenario = try waiting()
        try scenario.when(try answer(true, scenario))
        try scenario.deliver("offer", failing: "mail-refused")
        let more = try Money(minorUnits: 1_600_000, currency: "CNY")
        try scenario.when(try anew { $0.monthlySalary = more })
        try scenario.when(try answer(false, scenario))
        try scenario.when(decided(.advance))
        #expect(scenario.emitted(DecisionRefused.self).map(\.code) == ["offer-made"])
        try await scenario.advance(to: scenario.after(hours: 24 * 8))
        try scenario.when(decided(.reject))
        #expect(scenario.closings.map(\.outcome) == [.rejected])
    }
}
