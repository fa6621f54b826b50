import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import WorkflowCore

struct EndsTests {
    @Test(
        arguments: [
            (65.0, "rule-gap"), (nil, "insufficient-evidence"), (40, "confirm-rejection"),
        ] as [(Double?, String)])
    func `what the rules leave open or would turn down waits for a person`(composite: Double?, reason: String) throws {
        let scenario = try Scenario.submitted()
        try scenario.when(report(try composite.map { try Score(points: $0) }))
        #expect(try scenario.stage == .review)
        #expect(scenario.reviewReasons == [reason])
        #expect(scenario.closings.isEmpty)
    }

    @Test func `an offer by rule waits for a person, but where the policy lets it go`() throws {
        for (policy, offer, stage, reasons) in [
            (PolicyProfile.cn, OfferTerms.sample, Stage.review, ["confirm-offer"]), (.usIllinois, .sample, .offer, []),
            (.usIllinois, nil, .review, ["no-offer-terms"]),
        ] as [(PolicyProfile, OfferTerms?, Stage, [String])] {
            let scenario = try Scenario.submitted(job(engineRules, policy: policy, offer: offer))
            try scenario.when(SurveyAnswered(applicationID: applicationID, satisfaction: 4.5, answeredAt: .sample))
            try scenario.when(report(90))
            #expect(try scenario.stage == stage)
            #expect(scenario.reviewReasons == reasons)
        }
    }

    @Test(arguments: [90, 40] as [Score])
    func `a flagged answer goes to a person, whatever the rules say`(composite: Score) throws {
        let scenario = try Scenario.admitted(job(engineRules, policy: .usIllinois, offer: .sample))
        try scenario.when(screened(.pass))
        try scenario.when(agreement)
        try scenario.when(submission)
        var flagged = report(composite)
        flagged.reasons = ["flagged:speaks-to-scorer"]
        try scenario.when(flagged)
        #expect(try scenario.stage == .review)
        #expect(scenario.reviewReasons == ["answer-flagged"] && scenario.closings.isEmpty)
    }

    @Test(arguments: [(90, 3), (69, 2)] as [(Score, Score)])
    func `a score within its error of a rule's bound goes to a person`(composite: Score, error: Score) throws {
        let scenario = try Scenario.submitted(job(engineRules, policy: .usIllinois, offer: .sample))
        try scenario.when(SurveyAnswered(applicationID: applicationID, satisfaction: 4.5, answeredAt: .sample))
        var unsure = report(composite)
        unsure.compositeError = error
        try scenario.when(unsure)
        #expect(try scenario.stage == .review && scenario.closings.isEmpty)
        #expect(scenario.reviewReasons == ["score-within-error"])
        let asked = try #require(scenario.emitted(ReviewRequested.self).first)
        #expect(asked.proposal == (composite == 90 ? .offer : .thankAndPool), "what the rules would do is told")
    }

    @Test func `a report that was made anew is noted, and no rule decides once more`() throws {
        let scenario = try Scenario.submitted()
        try scenario.when(report(75))
        #expect(try scenario.stage == .humanInterview)
        try scenario.when(report(20, version: 2))
        #expect(try scenario.stage == .humanInterview && scenario.closings.isEmpty)
        #expect(try scenario.state(Application.self, applicationID.text)?.reportVersion == 2)
    }

    /// The composite, the ends of its range, and whether the rules come to the same at each.
    @Test(
        arguments: [(90, 88, 90, true), (90, 40, 90, false), (40, 40, 90, false), (40, 38, 40, true)]
            as [(Score, Score, Score, Bool)])
    func `words that nobody is sure of decide nothing`(composite: Score, low: Score, high: Score, isSure: Bool) throws {
        let scenario = try Scenario.submitted(job(engineRules, policy: .usIllinois, offer: .sample))
        var unsure = report(composite)
        unsure.range = ScoreRange(low, high)
        try scenario.when(unsure)
        #expect(scenario.reviewReasons.contains("answer-flagged") != isSure, "\(scenario.reviewReasons)")
    }

    @Test(arguments: [90, 40, nil] as [Double?])
    func `an interview that could not be answered whole goes to a person, whatever the rules say`(
        composite: Double?
    ) throws {
        let scenario = try Scenario.admitted(job(engineRules, policy: .usIllinois, offer: .sample))
        try scenario.when(screened(.pass))
        try scenario.when(agreement)
        var withoutOne = submission
        withoutOne.unanswered = ["q2"]
        try scenario.when(withoutOne)
        try scenario.when(report(try composite.map { try Score(points: $0) }))
        #expect(try scenario.stage == .review)
        #expect(scenario.reviewReasons == ["question-unanswered"] && scenario.closings.isEmpty)
        try scenario.when(decided(.advance))
        #expect(try scenario.stage == .humanInterview)
    }

    @Test func `a rejection by rule keeps its proposal for the talent pool`() throws {
        let scenario = try Scenario.submitted(job(engineRules))
        try scenario.when(report(69.9))
        #expect(scenario.emitted(ReviewRequested.self).first?.rule == "engine/pool: composite 69.9 < 70")
        try scenario.when(decided(.reject))
        #expect(scenario.closings.map(\.keepInPool) == [true])
    }

    @Test func `a refused application ends at once`() throws {
        let scenario = Scenario("workflow", reactions)
        try scenario.when(JobOpened(jobID: "job-1", job: job()))
        try scenario.when(
            ApplicationRefused(
                applicationID: applicationID, jobID: "job-1", code: "resume-too-large", message: "Too large."))
        #expect(scenario.closings.map(\.outcome) == [.refused])
        #expect(scenario.closings.map(\.candidateID) == ["c.app-1"])
    }

    @Test func `an application for a job that does not exist ends as well`() throws {
        let scenario = Scenario("workflow", reactions)
        try scenario.when(
            ApplicationRefused(applicationID: applicationID, jobID: "job-9", code: "job-unknown", message: "None."))
        #expect(scenario.closings.map(\.outcome) == [.refused])
    }

    @Test func `an erasure ends it wherever it stands, once, and no timer stirs afterwards`() async throws {
        let erased = CandidateErased(applicationID: applicationID, candidateID: "cand-1", erasedAt: .sample)
        let stages: [(Stage, (Scenario) throws -> Void)] = [
            (.screening, { _ in }), (.interview, { try $0.when(screened(.pass)) }),
            (.review, { try $0.when(screened(.review)) }),
        ]
        for (stage, reach) in stages {
            let scenario = try Scenario.admitted()
            try reach(scenario)
            #expect(try scenario.stage == stage)
            try scenario.when(erased)
            #expect(scenario.closings.map(\.outcome) == [.withdrawn])
            #expect(scenario.closings.map(\.reason) == ["candidate-erased"])
            #expect(try scenario.when(erased).isRefusal)
            let said = scenario.emitted.count
            try await scenario.advance(to: scenario.after(hours: 24 * 60))
            #expect(scenario.emitted.count == said)
        }
    }

    @Test func `an erasure that overtakes the admission waits for it`() async throws {
        let scenario = Scenario("workflow", reactions)
        try scenario.when(CandidateErased(applicationID: applicationID, candidateID: "cand-1", erasedAt: .sample))
        try scenario.when(
            ApplicationAdmitted(applicationID: applicationID, jobID: "job-1", candidateID: "cand-1", language: .english)
        )
        try await scenario.advance(to: scenario.after(hours: 1))
        #expect(scenario.closings.map(\.reason) == ["candidate-erased"])
    }

    @Test func `a withdrawal ends it wherever it stands, once`() throws {
        let stages: [() throws -> Scenario] = [
            { try .admitted() }, { try .submitted() },
            {
                let scenario = try Scenario.submitted()
                try scenario.when(report(85))
                try scenario.when(decided(.offer))
                return scenario
            },
        ]
        for make in stages {
            let scenario = try make()
            try scenario.when(ApplicationWithdrawn(applicationID: applicationID))
            #expect(scenario.closings.map(\.outcome) == [.withdrawn])
            #expect(try scenario.when(ApplicationWithdrawn(applicationID: applicationID)).isRefusal)
            try scenario.when(decided(.advance))
            #expect(scenario.emitted(DecisionRefused.self).map(\.code) == ["application-closed"])
            #expect(scenario.closings.count == 1)
        }
    }

    @Test func `without consent to machine assessment a person assesses`() throws {
        let scenario = try Scenario.admitted()
        try scenario.when(screened(.pass))
        try scenario.when(
            ConsentGiven(applicationID: applicationID, purposes: [.recording], textVersion: "1", givenAt: .sample))
        try scenario.when(submission)
        #expect(scenario.reviewReasons == ["no-ai-consent"])
        let silent = try Scenario.admitted()
        try silent.when(screened(.pass))
        try silent.when(submission)
        #expect(silent.reviewReasons == ["no-ai-consent"], "nothing needs to be agreed to in writing")
        let later = try Scenario.submitted()
        try later.when(ConsentWithdrawn(applicationID: applicationID, purposes: [.aiAssessment], withdrawnAt: .sample))
        #expect(later.reviewReasons == ["ai-consent-withdrawn"])
        try later.when(report(85))
        #expect(try later.stage == .review)
    }

    @Test func `whoever wants no recording is no longer under the interview's time, and a person leads on`()
        async throws
    {
        let scenario = try Scenario.admitted()
        try scenario.when(screened(.pass))
        try scenario.deliver("interview-invitation")
        for _ in 0..<2 { try scenario.when(HumanWayRequested(applicationID: applicationID, requestedAt: scenario.now)) }
        #expect(scenario.reviewReasons == ["human-way-requested"])
        #expect(try scenario.stage == .interview, "the recording stays open: minds change")
        try await scenario.advance(to: scenario.after(hours: 500))
        #expect(scenario.emitted(InterviewReminded.self).isEmpty && scenario.closings.isEmpty)
        try scenario.when(decided(.advance))
        #expect(try scenario.stage == .humanInterview)
    }

    @Test func `whoever agrees to be recorded after all has the interview's time like everybody`() async throws {
        let scenario = try Scenario.admitted()
        try scenario.when(screened(.pass))
        try scenario.deliver("interview-invitation")
        try scenario.when(HumanWayRequested(applicationID: applicationID, requestedAt: scenario.now))
        try scenario.when(
            ConsentGiven(applicationID: applicationID, purposes: [.recording], textVersion: "1", givenAt: scenario.now))
        try await scenario.advance(to: scenario.after(hours: 168))
        #expect(scenario.closings.map(\.outcome) == [.expired])
    }

    @Test func `whoever begins after all has the interview's time like everybody`() async throws {
        let scenario = try Scenario.admitted()
        try scenario.when(screened(.pass))
        try scenario.deliver("interview-invitation")
        try scenario.when(HumanWayRequested(applicationID: applicationID, requestedAt: scenario.now))
        try scenario.when(InterviewStarted(applicationID: applicationID, startedAt: scenario.now))
        try await scenario.advance(to: scenario.after(hours: 168))
        #expect(scenario.closings.map(\.outcome) == [.expired])
    }

    @Test func `whoever takes the consent to be recorded back is offered a way with a person, and nothing ends`()
        async throws
    {
        let handedIn = try Scenario.submitted()
        try handedIn.when(ConsentWithdrawn(applicationID: applicationID, purposes: [.recording], withdrawnAt: .sample))
        #expect(try handedIn.stage == .review && handedIn.closings.isEmpty)
        #expect(handedIn.reviewReasons == ["human-way-requested"])

        let open = try Scenario.admitted()
        try open.when(screened(.pass))
        try open.deliver("interview-invitation")
        for _ in 0..<2 {
            try open.when(ConsentWithdrawn(applicationID: applicationID, purposes: [.recording], withdrawnAt: open.now))
            try open.when(HumanWayRequested(applicationID: applicationID, requestedAt: open.now))
        }
        #expect(open.reviewReasons == ["human-way-requested"], "a person is asked once")
        try await open.advance(to: open.after(hours: 168))
        #expect(try open.stage == .interview && open.closings.isEmpty)
    }

    @Test func `a declined offer ends it, a blocked contract calls people`() throws {
        let declined = try Scenario.submitted()
        try declined.when(report(85))
        try declined.when(decided(.offer))
        try declined.when(OfferAnswered(applicationID: applicationID, isAccepted: false, answeredAt: .sample))
        #expect(declined.closings.map(\.outcome) == [.declined])

        let blocked = try Scenario.submitted()
        try blocked.when(report(85))
        try blocked.when(decided(.offer))
        try blocked.when(decided(.reject))
        #expect(blocked.emitted(DecisionRefused.self).map(\.code) == ["offer-made"])
        try blocked.when(OfferAnswered(applicationID: applicationID, isAccepted: true, answeredAt: .sample))
        try blocked.when(ContractBlocked.samples[0])
        #expect(blocked.reviewReasons == ["contract-blocked"])
        try blocked.when(decided(.reject))
        #expect(blocked.closings.map(\.outcome) == [.rejected])
    }

    @Test(arguments: [StageDecision.advance, .hold, .offer])
    func `a person cannot run ahead of the interview, and is told so`(decision: StageDecision) throws {
        let scenario = try Scenario.admitted()
        try scenario.when(screened(.pass))
        try scenario.when(decided(decision))
        let refused = scenario.emitted(DecisionRefused.self)
        #expect(refused.map(\.code) == ["interview-under-way"] && refused.map(\.decision) == [decision])
        #expect(try scenario.stage == .interview)
    }

    @Test func `a job without questions calls a person instead of inviting`() throws {
        var empty = job()
        empty.interview.questions = []
        let scenario = try Scenario.admitted(empty)
        try scenario.when(screened(.pass))
        #expect(scenario.reviewReasons == ["no-interview-plan"])
    }
}
