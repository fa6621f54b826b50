import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import WorkflowCore

/// Candidates who ask for a person, and contracts that do not get on by themselves.
struct PersonTests {
    private func wish(_ kind: CandidateRequestKind) -> CandidateRequestMade {
        CandidateRequestMade(
            applicationID: applicationID, candidateID: "cand-1", jobID: "job-1", requestID: "req-1", kind: kind,
            madeAt: .sample, dueAt: .sample)
    }

    private func inContract(_ policy: PolicyProfile = .cn) throws -> Scenario {
        let scenario = try Scenario.submitted(job(policy: policy))
        try scenario.when(report(85))
        try scenario.when(decided(.offer))
        try scenario.when(OfferAnswered(applicationID: applicationID, isAccepted: true, answeredAt: .sample))
        return scenario
    }

    @Test func `who would rather not be recorded does not run out of time and is met by a person`() async throws {
        let scenario = try Scenario.admitted()
        try scenario.when(screened(.pass))
        let end = try #require(scenario.emitted(InterviewInvited.self).first?.expiresAt)
        try scenario.when(HumanWayRequested(applicationID: applicationID, requestedAt: .sample))
        try await scenario.advance(to: end.advanced(byMinutes: 5))
        #expect(scenario.closings.isEmpty)
        try scenario.when(decided(.advance))
        #expect(try scenario.stage == .humanInterview)
    }

    @Test(arguments: [(false, Stage.closed), (true, .review)])
    func `who asked for a person's look is turned down by no rule alone`(asks: Bool, stage: Stage) throws {
        let scenario = try Scenario.submitted(job(policy: .usIllinois))
        if asks { try scenario.when(wish(.humanReview)) }
        try scenario.when(report(40))
        #expect(try scenario.stage == stage)
    }

    @Test(arguments: [CandidateRequestKind.question, .correction, .accommodation, .erasure, .withdrawal, .humanWay])
    func `other wishes change nothing of the stage`(kind: CandidateRequestKind) throws {
        let scenario = try Scenario.submitted()
        try scenario.when(wish(kind))
        #expect(try scenario.stage == .scoring)
    }

    @Test(arguments: [true, false])
    func `a contract that is blocked or sent back leads to an offer on other terms`(isBlocked: Bool) throws {
        let scenario = try inContract()
        if isBlocked {
            try scenario.when(ContractBlocked.samples[0])
        } else {
            try scenario.when(
                ApprovalGiven(
                    applicationID: applicationID, sha256: "a", isApproved: false, decidedBy: "approver-1",
                    decidedAt: .sample))
        }
        #expect(scenario.reviewReasons.last == (isBlocked ? "contract-blocked" : "contract-returned"))
        #expect(try scenario.stage == .contract, "the candidate's yes stands until there is something new to answer")
        var terms = OfferTerms.sample
        terms.probationMonths = 1
        var mended = decided(.offer, "terms-mended")
        mended.terms = terms
        try scenario.when(mended)
        #expect(scenario.emitted(OfferRequested.self).last?.terms == terms)
        #expect(try scenario.stage == .offer)
        try scenario.when(OfferAnswered(applicationID: applicationID, isAccepted: true, answeredAt: .sample))
        #expect(try scenario.stage == .contract)
    }

    @Test func `a contract under way is not offered anew`() throws {
        let scenario = try inContract()
        try scenario.when(decided(.offer))
        #expect(scenario.emitted(DecisionRefused.self).map(\.code) == ["offer-made"])
    }
}
