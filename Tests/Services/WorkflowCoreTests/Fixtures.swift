import Domain
import Events
import Flow
import FlowTesting

@testable import WorkflowCore

/// Rule set 1: from 70 on to a person, below 60 a thank-you letter, between them a person decides.
let retailRules = RuleSet(
    "retail",
    [
        Rule("invite", priority: 1, when: [RuleCondition("composite", .atLeast, 70)], outcome: .humanInterview),
        Rule("thank", priority: 2, when: [RuleCondition("composite", .below, 60)], outcome: .thank),
    ])

/// Rule set 2: the offer goes before the second interview.
let engineRules = RuleSet(
    "engine",
    [
        Rule(
            "offer", priority: 1,
            when: [RuleCondition("composite", .atLeast, 90), RuleCondition("satisfaction", .atLeast, 4.5)],
            outcome: .offer),
        Rule(
            "second", priority: 2,
            when: [RuleCondition("composite", .atLeast, 80), RuleCondition("culture-fit/5", .atLeast, 4)],
            outcome: .secondInterview),
        Rule("pool", priority: 3, when: [RuleCondition("composite", .below, 70)], outcome: .thankAndPool),
    ])

let applicationID: ApplicationID = "app-1"

func job(_ rules: RuleSet = retailRules, policy: PolicyProfile = .cn, offer: OfferTerms? = .sample) -> JobDescription {
    JobDescription(
        title: "Store manager", language: .english, criteria: JobCriteria(skills: []),
        interview: InterviewTemplate(questions: [.sample], dimensions: [.sample]), ruleSet: rules, offer: offer,
        policy: policy)
}

func screened(_ outcome: ScreeningOutcome) -> ApplicationScreened {
    ApplicationScreened(
        applicationID: applicationID, jobID: "job-1", candidateID: "cand-1", language: .english, outcome: outcome,
        share: 80, criteria: [])
}

func report(_ composite: Score?, version: Int = 1, _ dimensions: [String: Score] = [:]) -> ReportCompiled {
    ReportCompiled(
        applicationID: applicationID, jobID: "job-1", candidateID: "cand-1", language: .english, version: version,
        composite: composite, recommendation: .hold, reasons: [],
        dimensions: dimensions.map { .init(dimension: $0.key, weight: 10, outcome: .scored, score: $0.value) },
        documents: .sample, compiledAt: .sample)
}

func decided(_ decision: StageDecision, _ reason: String = "person-decided") -> StageDecided {
    StageDecided(
        applicationID: applicationID, decision: decision, reason: reason, decidedBy: "hr-1", decidedAt: .sample)
}

let agreement = ConsentGiven(
    applicationID: applicationID, purposes: [.recording, .aiAssessment], textVersion: "1", givenAt: .sample)

let submission = InterviewSubmitted(
    applicationID: applicationID, answers: [.init(questionID: "q1", answerID: "app-1.q1.1")], submittedAt: .sample)

extension Scenario {
    /// An application that was admitted for a job.
    static func admitted(_ job: JobDescription = job()) throws -> Scenario {
        let scenario = Scenario("workflow", reactions)
        try scenario.when(JobOpened(jobID: "job-1", job: job))
        try scenario.when(
            ApplicationAdmitted(applicationID: applicationID, jobID: "job-1", candidateID: "cand-1", language: .english)
        )
        return scenario
    }

    /// An application whose interview was handed in.
    static func submitted(_ job: JobDescription = job()) throws -> Scenario {
        let scenario = try admitted(job)
        try scenario.when(screened(.pass))
        try scenario.when(agreement)
        try scenario.when(submission)
        return scenario
    }

    /// A mail to the candidate reached its server, or did not.
    func deliver(_ template: String, failing code: String? = nil) throws {
        let id = "app-1.\(template).email"
        if let code {
            try when(
                DeliveryFailed(
                    applicationID: applicationID, deliveryID: id, template: template, channel: "email",
                    recipient: .candidate, code: code))
        } else {
            try when(
                DeliveryConfirmed(
                    applicationID: applicationID, deliveryID: id, template: template, channel: "email",
                    recipient: .candidate, deliveredAt: now))
        }
    }

    var stage: Stage? { get throws { try state(Application.self, applicationID.text)?.stage } }
    var reviewReasons: [String] { emitted(ReviewRequested.self).map(\.reason) }
    var closings: [ApplicationClosed] { emitted(ApplicationClosed.self) }
    func after(hours: Int64) -> Instant { now.advanced(byHours: hours) }
}
