import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import ScoringCore

/// One interview of a job, from the invitation to the scorecard, for tests of what comes after.
struct InterviewStory {
    let scenario: Scenario
    private let question: Question

    static let weights = [DimensionWeight("problem-solving", weight: 85), DimensionWeight(communication, weight: 15)]

    static func job(
        _ weights: [DimensionWeight], _ rubrics: [DimensionRubric]? = nil, question: Question = Sample.question
    ) -> JobDescription {
        JobDescription(
            title: "Engineer", language: .english, criteria: JobCriteria(skills: []),
            interview: InterviewTemplate(questions: [question], dimensions: weights, rubrics: rubrics),
            ruleSet: RuleSet("none", []))
    }

    /// `text` is what the one answer says; `found` whom the search for scorecards finds; `measure` looks once more into the answer.
    init(
        _ text: String = Sample.strong, question: Question = Sample.question, found: [ApplicationID] = ["app-1"],
        judging: Judging = .off, judge: @escaping Activity<JudgeAnswer, JudgeObservation?> = { _, _ in nil },
        measure: Activity<MeasureAnew, [MeasuredAnew]>? = nil
    ) {
        self.question = question
        scenario = Scenario(
            "scoring",
            reactions(
                observe: { work, _ in .observed(Sample.observed(text, work.question, by: work.rubric)) },
                begin: { _, _ in true },
                assess: { _, _ in throw ActivityFailure("unused", "") }, run: { _, _ in [] },
                prepare: { _, _ in PreparedRecording(fault: nil, durationMilliseconds: 1000, rendition: nil) },
                find: { work, _ in work.isSecondLook ? [] : found },
                measure: measure ?? { work, _ in
                    work.answers.map { answer in
                        let heard = Sample.heard(text, answer.question.language, of: answer.question, by: answer.rubric)
                        return MeasuredAnew(answer, heard.transcript, heard.nearness)
                    }
                },
                check: { work, _ in
                    work.questions.flatMap { anchored in
                        anchored.answers.enumerated().map { scoreAnchor($1, number: $0, of: anchored, nil) }
                    }
                }, judge: judge, judging: judging))
    }

    static func invited(
        _ weights: [DimensionWeight] = weights, question: Question = Sample.question
    ) -> InterviewInvited {
        InterviewInvited(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .english,
            plan: InterviewPlan(
                jobTitle: "Engineer", questions: [question], dimensions: weights, retakesMax: 1, policy: .cn),
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
        try scenario.when(Self.invited(weights, question: question))
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

    /// The job judges by other rubrics, and whatever follows from that has happened.
    func judge(by rubrics: [DimensionRubric]?, _ weights: [DimensionWeight] = weights) async throws {
        try scenario.when(JobRevised(jobID: "job-1", job: Self.job(weights, rubrics, question: question)))
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
