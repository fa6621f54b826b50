import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import ScoringCore

@Suite struct WrittenTests {
    private static let code: Question = {
        var question = Question.codeSample
        question.competency = "problem-solving"
        question.code?.timeMilliseconds = 1_000
        return question
    }()

    private func program(_ results: [(CodeVerdict, Int?)]) throws -> DimensionResult {
        let examples = results.enumerated().map {
            ExampleResult(number: $0 + 1, verdict: $1.0, milliseconds: $1.1)
        }
        let result = scoreProgram(examples, in: .python, of: Self.code, answerID: "app-1.q3.1")
        #expect(result.observation == nil && result.written?.examples == examples)
        return try #require(result.dimensions.first)
    }

    @Test func `a program's score is the share of hidden examples it passes, less a little for time`() throws {
        let quick = (CodeVerdict.passed, Int?.some(20))
        let cases: [([(CodeVerdict, Int?)], Score, [String])] = [
            ([quick, quick, quick], 100, []),
            ([quick, (.wrongAnswer, 20), quick, (.wrongAnswer, 30)], 50, ["program-wrong-answer 2/4"]),
            ([quick, (.timeOver, 1_300)], 50, ["program-time-over 1/2"]),
            (
                [(.crashed, 10), (.memoryOver, 10), (.outputOver, 10)], 0,
                ["program-memory-over 1/3", "program-output-over 1/3", "program-crashed 1/3"]
            ),
            ([(.notCompiled, nil), (.notCompiled, nil), (.notCompiled, nil)], 0, ["program-not-compiled 3/3"]),
            // Half of the time allowed costs nothing, all of it a tenth.
            ([(.passed, 500)], 100, []),
            ([(.passed, 750)], 95, ["program-slow 750 ms"]),
            ([(.passed, 1_000), quick], 95, ["program-slow 1000 ms"]),
        ]
        for (results, score, reasons) in cases {
            let found = try program(results)
            #expect(found.score == score, "\(results)")
            #expect(found.deductions.map { "\($0.code) \($0.subject ?? "")" } == reasons, "\(results)")
        }
    }

    @Test(arguments: 1...20) func `the score and the reasons for lost points sum to 100, whatever the number`(
        count: Int
    )
        throws
    {
        let verdicts = CodeVerdict.allCases
        let found = try program((0..<count).map { (verdicts[$0 % verdicts.count], 700) })
        let lost = found.deductions.reduce(0) { $0 + $1.points.hundredths }
        #expect(try #require(found.score).hundredths + lost == 10_000)
    }

    @Test func `a program that was not judged has no score`() {
        let result = scoreProgram([], in: .cpp, of: Self.code, answerID: "a")
        #expect(result.outcome == .insufficient && result.reason == "code-not-judged" && result.dimensions.isEmpty)
    }

    @Test func `a text is scored by what it says, and nothing of speech is reported`() throws {
        let observation = Sample.read(Sample.strong)
        let result = scoreText(observation, of: Sample.question, answerID: "app-1.q1.1")
        #expect(result.observation == nil)
        #expect(result.written?.wordCount == observation.tokenCount && observation.tokenCount > 60)
        #expect(result.dimensions.map(\.dimension) == ["problem-solving"])
        #expect(result.dimensions[0].score == 100)
        let spoken = scoreContent(
            measure(Sample.heard(Sample.strong), of: Sample.question), of: Sample.question, answerID: "app-1.q1.1")
        #expect(result.dimensions[0].score == spoken.score)
        let quoted = try #require(result.dimensions[0].evidence.first { $0.subject == "finding the cause" })
        #expect(quoted.characters.slice(of: Sample.strong) == "logs")
    }

    @Test(arguments: [
        ("", "nothing-written"), ("…!", "nothing-written"), ("I would look at the logs.", "text-too-short"),
    ])
    func `too little text gives no score`(text: String, reason: String) {
        let observation = Sample.read(text, relevance: nil)
        let result = scoreText(observation, of: Sample.question, answerID: "a")
        #expect(result.outcome == .insufficient && result.reason == reason)
    }

    @Test func `communication is scored by the answers that were spoken alone`() throws {
        var text = Sample.question
        text.questionID = "q3"
        text.kind = .text
        let plan = InterviewPlan(
            jobTitle: "Engineer", questions: [Sample.question, text, text, text],
            dimensions: [DimensionWeight("communication", weight: 100)], retakesMax: 0, policy: .cn)
        let spoken = scoreAnswer(
            measure(Sample.heard(Sample.strong), of: Sample.question), of: Sample.question, answerID: "a")
        #expect(scoreInterview(plan, [spoken]).map(\.outcome) == [.scored])
    }
}

@Suite struct WrittenFlowTests {
    private static let questions: [Question] = {
        var code = Question.codeSample
        code.competency = "problem-solving"
        var text = Sample.question
        text.questionID = "q2"
        text.kind = .text
        return [text, code]
    }()

    private var invited: InterviewInvited {
        let plan = InterviewPlan(
            jobTitle: "Engineer", questions: Self.questions,
            dimensions: [DimensionWeight("problem-solving", weight: 100)], retakesMax: 0, policy: .cn)
        return InterviewInvited(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .english, plan: plan,
            invitedAt: .sample, expiresAt: .sample)
    }

    private func scenario(
        assess: @escaping Activity<AssessWritten, Reading> = { work, _ in
            work.written.form == .code
                ? .program(Sample.passed) : .text(Sample.read(Sample.strong, work.question))
        },
        run: @escaping Activity<RunProgram, [ExampleResult]> = { _, _ in Sample.passed }
    ) throws -> Scenario {
        let scenario = Scenario(
            "scoring",
            reactions(
                observe: { _, _ in .unusable(code: "no-speech") }, begin: { _, _ in true }, assess: assess, run: run,
                prepare: { _, _ in throw ActivityFailure("unused", "") }, find: { _, _ in [] },
                measure: { _, _ in [] }, check: { _, _ in [] }))
        try scenario.when(invited)
        return scenario
    }

    private let consent = ConsentGiven(
        applicationID: "app-1", purposes: [.recording, .aiAssessment], textVersion: "1", givenAt: .sample)
    private let submitted = InterviewSubmitted(
        applicationID: "app-1",
        answers: [
            .init(questionID: "q2", answerID: "app-1.q2.1"), .init(questionID: "q3", answerID: "app-1.q3.1"),
        ], submittedAt: .sample)

    @Test func `written answers are assessed, and the interview when all of them are`() async throws {
        let scenario = try scenario()
        try scenario.when(consent)
        try scenario.when(AnswerWritten.samples[0])
        try scenario.when(AnswerWritten.samples[1])
        try scenario.when(submitted)
        try await scenario.runParked()
        #expect(Set(scenario.emitted(AnswerScored.self).map(\.answer.answerID)) == ["app-1.q2.1", "app-1.q3.1"])
        let scored = try #require(scenario.emitted(InterviewScored.self).first)
        #expect(scored.dimensions.map(\.score) == [100])
        try scenario.when(AnswerWritten.samples[0], id: "again")
        try await scenario.runParked()
        #expect(scenario.emitted(AnswerScored.self).count == 2)
    }

    @Test func `what could not be judged has no score, and a person looks`() async throws {
        let scenario = try scenario(assess: { _, _ in throw ActivityFailure("code-not-judged", "No.") })
        try scenario.when(consent)
        try scenario.when(AnswerWritten.samples[0])
        try await scenario.runParked()
        let answer = try #require(scenario.emitted(AnswerScored.self).first?.answer)
        #expect(answer.outcome == .insufficient && answer.reason == "code-not-judged")
    }

    @Test func `without consent to assessment nothing is read, and a program may still be tried out`() async throws {
        let scenario = try scenario()
        try scenario.when(AnswerWritten.samples[1])
        try scenario.when(CodeRunRequested.samples[0])
        try await scenario.runParked()
        #expect(scenario.emitted(AnswerScored.self).isEmpty)
        #expect(scenario.emitted(CodeJudged.self).map(\.examples) == [Sample.passed])
    }

    @Test func `a run that fails through no fault of the program says so, one of an erased candidate nothing`()
        async throws
    {
        for (failure, reasons) in [
            (ActivityFailure("code-not-judged", "No."), ["code-not-judged"]), (.candidateErased, []),
        ] {
            let scenario = try scenario(run: { _, _ in throw failure })
            try scenario.when(CodeRunRequested.samples[0])
            try await scenario.runParked()
            #expect(scenario.emitted(CodeJudged.self).compactMap(\.reason) == reasons)
            #expect(scenario.deadLetterReasons.isEmpty)
        }
    }
}
