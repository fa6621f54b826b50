import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import WorkflowCore

struct CourseTests {
    @Test func `a good application goes all the way to the contract`() async throws {
        let scenario = try Scenario.submitted()
        try scenario.when(report(85))
        #expect(try scenario.stage == .humanInterview)
        try scenario.when(decided(.offer))
        #expect(scenario.emitted(OfferRequested.self).map(\.decidedBy) == ["hr-1"])
        try scenario.when(OfferAnswered(applicationID: applicationID, isAccepted: true, answeredAt: .sample))
        #expect(try scenario.stage == .contract)
        try scenario.when(ContractSigned.samples[0])
        #expect(scenario.closings.map(\.outcome) == [.hired])
        #expect(
            scenario.emitted(StageChanged.self).map(\.to)
                == [.screening, .interview, .scoring, .humanInterview, .offer, .contract, .closed])
    }

    @Test(arguments: [
        (ScreeningOutcome.pass, PolicyProfile.cn, Stage.interview, [] as [String]),
        (.review, .cn, .review, ["screening-unclear"]),
        (.reject, .cn, .review, ["confirm-rejection"]), (.reject, .eu, .review, ["confirm-rejection"]),
        (.reject, .standard, .review, ["confirm-rejection"]), (.reject, .usNewYorkCity, .review, ["confirm-rejection"]),
        (.reject, .usIllinois, .closed, []),
    ])
    func `screening leads on, and turns nobody down without a person but where the law allows it`(
        outcome: ScreeningOutcome, policy: PolicyProfile, stage: Stage, reasons: [String]
    ) throws {
        let scenario = try Scenario.admitted(job(policy: policy))
        try scenario.when(screened(outcome))
        #expect(try scenario.stage == stage)
        #expect(scenario.reviewReasons == reasons)
    }

    @Test func `the invitation carries the job's questions and its window`() throws {
        let scenario = try Scenario.admitted()
        try scenario.when(screened(.pass))
        let invited = try #require(scenario.emitted(InterviewInvited.self).first)
        #expect(
            invited.plan.questions == [.sample] && invited.plan.jobTitle == "Store manager"
                && invited.plan.policy == .cn)
        #expect(invited.expiresAt == invited.invitedAt.advanced(byHours: 168))
    }

    @Test func `a job that is revised later changes nothing for who was screened`() throws {
        let scenario = try Scenario.submitted()
        try scenario.when(JobRevised(jobID: "job-1", job: job(RuleSet("new", []))))
        try scenario.when(report(85))
        #expect(try scenario.stage == .humanInterview)
    }

    @Test func `a person decides about a proposed rejection either way`() throws {
        let rejected = try Scenario.admitted()
        try rejected.when(screened(.reject))
        try rejected.when(decided(.reject))
        #expect(rejected.closings.map(\.outcome) == [.rejected])
        #expect(rejected.emitted(StageChanged.self).last?.decidedBy == "hr-1")
        let kept = try Scenario.admitted()
        try kept.when(screened(.reject))
        try kept.when(decided(.advance))
        #expect(try kept.stage == .interview)
    }

    @Test func `without answers the candidate is reminded and the interview expires`() async throws {
        let scenario = try Scenario.admitted()
        try scenario.when(screened(.pass))
        try scenario.deliver("interview-invitation")
        let start = scenario.now
        try await scenario.advance(to: start.advanced(byHours: 143))
        #expect(scenario.emitted(InterviewReminded.self).isEmpty)
        try await scenario.advance(to: start.advanced(byHours: 144))
        #expect(scenario.emitted(InterviewReminded.self).count == 1)
        try await scenario.advance(to: start.advanced(byHours: 168))
        #expect(scenario.emitted(InterviewExpired.self).count == 1)
        #expect(scenario.closings.map(\.outcome) == [.expired])
    }

    @Test func `an interview that was handed in neither reminds nor expires`() async throws {
        let scenario = try Scenario.submitted()
        try scenario.when(report(85))
        try await scenario.advance(to: scenario.after(hours: 1000))
        #expect(scenario.emitted(InterviewReminded.self).isEmpty && scenario.emitted(InterviewExpired.self).isEmpty)
        #expect(try scenario.stage == .humanInterview)
    }

    @Test func `a second interview that is not arranged within a day is asked for`() async throws {
        let scenario = try Scenario.submitted(job(engineRules))
        try scenario.when(report(85, ["culture-fit": 80]))
        #expect(try scenario.stage == .secondInterview)
        try await scenario.advance(to: scenario.after(hours: 23))
        #expect(scenario.reviewReasons.isEmpty)
        try await scenario.advance(to: scenario.after(hours: 1))
        #expect(scenario.reviewReasons == ["second-interview-overdue"])
        #expect(try scenario.stage == .secondInterview)
        try scenario.when(decided(.offer))
        #expect(try scenario.stage == .offer)
    }

    @Test func `a timer of an earlier stage does nothing`() async throws {
        let scenario = try Scenario.submitted(job(engineRules))
        try scenario.when(report(85, ["culture-fit": 80]))
        try scenario.when(decided(.offer))
        try await scenario.advance(to: scenario.after(hours: 25))
        #expect(scenario.reviewReasons.isEmpty)
    }

    @Test func `an offer that is not answered expires`() async throws {
        let scenario = try Scenario.submitted()
        try scenario.when(report(85))
        try scenario.when(decided(.offer))
        try scenario.deliver("offer")
        try await scenario.advance(to: scenario.after(hours: 24 * 7))
        #expect(scenario.closings.map(\.reason) == ["offer-expired"])
        let late = try scenario.when(OfferAnswered(applicationID: applicationID, isAccepted: true, answeredAt: .sample))
        #expect(
            late == .refused(Refusal("no-offer-open", "No offer waits for an answer.", .saidBy(StageChanged.self))))
    }

    @Test func `a report that never comes calls a person, and is followed when it comes late`() async throws {
        let scenario = try Scenario.submitted()
        try await scenario.advance(to: scenario.after(hours: 1))
        #expect(scenario.reviewReasons == ["report-overdue"])
        try scenario.when(report(85))
        #expect(try scenario.stage == .humanInterview)
    }

    @Test func `the order in which topics are read does not matter`() async throws {
        let scenario = Scenario("workflow", reactions)
        try scenario.when(report(85))
        try scenario.when(screened(.pass))
        try scenario.when(
            ApplicationAdmitted(applicationID: applicationID, jobID: "job-1", candidateID: "cand-1", language: .english)
        )
        try scenario.when(JobOpened(jobID: "job-1", job: job()))
        try await scenario.advance(to: scenario.now.advanced(byMinutes: 5))
        #expect(try scenario.stage == .interview)
        try scenario.when(agreement)
        try scenario.when(submission)
        try await scenario.advance(to: scenario.now.advanced(byMinutes: 30))
        #expect(try scenario.stage == .humanInterview)
        #expect(scenario.deadLetterReasons.isEmpty)
    }

    @Test func `a fact that comes twice changes nothing more`() throws {
        let scenario = try Scenario.admitted()
        for _ in 0..<2 { try scenario.when(screened(.pass), id: "same") }
        #expect(scenario.emitted(InterviewInvited.self).count == 1)
        #expect(try scenario.when(screened(.reject)).isRefusal)
        #expect(try scenario.stage == .interview)
    }
}

extension Outcome {
    var isRefusal: Bool { if case .refused = self { true } else { false } }
}
