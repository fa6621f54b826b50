import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import ScoringCore

/// One interview of a job, from the invitation to the scorecard, for tests of what comes after.
struct InterviewStory {
    let scenario: Scenario

    static let weights = [DimensionWeight("problem-solving", weight: 85), DimensionWeight(communication, weight: 15)]

    static func job(_ weights: [DimensionWeight]) -> JobDescription {
        JobDescription(
            title: "Engineer", language: .english, criteria: JobCriteria(skills: []),
            interview: InterviewTemplate(questions: [Sample.question], dimensions: weights),
            ruleSet: RuleSet("none", []))
    }

    /// `text` is what the one answer says; `found` whom the search for scorecards finds.
    init(
        _ text: String = Sample.strong, found: [ApplicationID] = ["app-1"], judging: Judging = .off,
        judge: @escaping Activity<JudgeAnswer, JudgeObservation?> = { _, _ in nil }
    ) {
        scenario = Scenario(
            "scoring",
            reactions(
                observe: { work, _ in .observed(Sample.observed(text, work.question)) }, begin: { _, _ in true },
                assess: { _, _ in throw ActivityFailure("unused", "") }, run: { _, _ in [] },
                prepare: { _, _ in PreparedRecording(fault: nil, durationMilliseconds: 1000, rendition: nil) },
                find: { work, _ in work.isSecondLook ? [] : found }, judge: judge, judging: judging))
    }

    static func invited(_ weights: [DimensionWeight] = weights) -> InterviewInvited {
        InterviewInvited(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .english,
            plan: InterviewPlan(
                jobTitle: "Engineer", questions: [Sample.question], dimensions: weights, retakesMax: 1, policy: .cn),
            invitedAt: .sample, expiresAt: .sample)
    }

    static var recorded: AnswerRecorded {
        var event = AnswerRecorded.samples[0]
        event.answerID = "app-1.q1.1"
        return event
    }

    static let submitted = InterviewSubmitted(
        applicationID: "app-1", answers: [.init(questionID: "q1", answerID: "app-1.q1.1")], submittedAt: .sample)

    func score(_ weights: [DimensionWeight] = weights, consent: String = "1") async throws {
        try scenario.when(Self.invited(weights))
        try scenario.when(
            ConsentGiven(
                applicationID: "app-1", purposes: [.recording, .aiAssessment], textVersion: consent, givenAt: .sample))
        try scenario.when(Self.recorded)
        try scenario.when(Self.submitted)
        try await scenario.runParked()
        try await scenario.runParked()
    }

    /// The job is weighed otherwise, and whatever follows from that has happened.
    func revise(_ weights: [DimensionWeight]) async throws {
        try scenario.when(JobRevised(jobID: "job-1", job: Self.job(weights)))
        try await settle()
    }

    /// What the service tells itself comes back to it, each fact twice, until nothing more follows.
    func settle() async throws {
        var told = scenario.emitted(RescoringDue.self).count
        repeat {
            told = scenario.emitted(RescoringDue.self).count
            try await scenario.advance(to: scenario.now.advanced(byMinutes: 2))
            for due in scenario.emitted(RescoringDue.self) {
                try scenario.when(due)
                try scenario.when(due)
            }
        } while scenario.emitted(RescoringDue.self).count > told
    }

    var cards: [InterviewScored] { scenario.emitted(InterviewScored.self) }
    var scorecard: Scorecard? { get throws { try scenario.state(Scorecard.self, "app-1") } }
}
