import Domain
import Events
import Testing

@testable import ScoringCore

@Suite struct ScoreInterviewTests {
    private func question(_ id: QuestionID, _ competency: String) -> Question {
        var question = Sample.question
        question.questionID = id
        question.competency = competency
        return question
    }

    private func plan(_ questions: [Question]) -> InterviewPlan {
        InterviewPlan(
            jobTitle: "Engineer", questions: questions,
            dimensions: [
                DimensionWeight("problem-solving", weight: 40), DimensionWeight("teamwork", weight: 30),
                DimensionWeight(communication, weight: 30),
            ], retakesMax: 1, policy: .cn)
    }

    private func answer(_ text: String, _ question: Question, relevance: Double = 0.6) -> AnswerResult {
        scoreAnswer(Sample.observed(text, question, relevance: relevance), of: question, answerID: "a")
    }

    @Test func `a dimension is the mean of its answers, and its reasons still sum to 100`() {
        let questions = [
            question("q1", "problem-solving"), question("q2", "problem-solving"), question("q3", "teamwork"),
        ]
        let weak = "A customer called me one day and I do not remember what we did about it at the end of the day."
        let answers = [
            answer(Sample.strong, questions[0]), answer(weak, questions[1], relevance: 0.333),
            answer(weak, questions[2], relevance: 0.41),
        ]
        let results = scoreInterview(plan(questions), answers)
        #expect(results.map(\.dimension) == ["problem-solving", "teamwork", communication])
        for result in results {
            let lost = result.deductions.reduce(0) { $0 + $1.points.hundredths }
            #expect(result.score!.hundredths + lost == 10_000)
        }
        let mean = (answers[0].score("problem-solving")!.points + answers[1].score("problem-solving")!.points) / 2
        #expect(abs(results[0].score!.points - mean) < 0.011)
        #expect(results[0].deductions.allSatisfy { $0.questionID == "q2" })
    }

    @Test func `a competency without one of its answers has no score`() {
        let questions = [question("q1", "problem-solving"), question("q2", "problem-solving")]
        let results = scoreInterview(plan(questions), [answer(Sample.strong, questions[0])])
        #expect(results.map(\.outcome) == [.insufficient, .insufficient, .scored])
        #expect(results[0].score == nil && results[0].deductions.isEmpty)
    }

    @Test func `communication needs half of the answers`() throws {
        let questions = try (1...4).map { try question(QuestionID("q\($0)"), "teamwork") }
        let two = questions.prefix(2).map { answer(Sample.strong, $0) }
        #expect(scoreInterview(plan(questions), two)[2].outcome == .scored)
        #expect(scoreInterview(plan(questions), Array(two.prefix(1)))[2].outcome == .insufficient)
    }

    @Test func `an interview without answers has no score in any dimension`() {
        let results = scoreInterview(plan([question("q1", "teamwork")]), [])
        #expect(results.allSatisfy { $0.outcome == .insufficient && $0.score == nil })
    }

    @Test func `thirty questions fit into a scorecard and still sum to 100`() throws {
        let weak =
            "So um we did this um and that uh with a customer because er it was you know needed, but then it was all gone."
        let questions = try (1...30).map { try question(QuestionID("q\($0)"), communication) }
        let result = scoreInterview(plan(questions), questions.map { answer(weak, $0, relevance: 0.37) })[2]
        #expect(result.deductions.count <= 100 && result.evidence.count <= 500)
        #expect(result.score!.hundredths + result.deductions.reduce(0) { $0 + $1.points.hundredths } == 10_000)
    }
}
