import Domain
import Events
import JSON
import ScoringCore

/// Scores stored observations anew, as scoring does when a job's terms change: from the bytes of a scorecard to its new results, with
/// heads on all questions. `COUNT` scorecards of ten answers by `AT_ONCE` at a time.
func rescore(_ words: [String]) async throws {
    guard let count = Int(words[1]), let atOnce = Int(words[2]), count > 0, atOnce > 0 else {
        throw WrongInput("a count of scorecards, and how many at once, are needed")
    }
    let bytes = try JSON.encode(scorecard())
    /// Elapsed, and of the processors: beside other work on the machine the second says more.
    func seconds(_ body: @escaping @Sendable () throws -> Void) async throws -> (elapsed: Double, processor: Double) {
        let clock = ContinuousClock()
        let (begin, start) = (clock.now, processorSeconds())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for share in 0..<atOnce {
                group.addTask { for _ in stride(from: share, to: count, by: atOnce) { try body() } }
            }
            try await group.waitForAll()
        }
        return ((clock.now - begin) / .seconds(1), processorSeconds() - start)
    }
    let read = try JSON.decode(Scorecard.self, from: bytes)
    let pure = try await seconds {
        var scorecard = read
        scorecard.scoreAnswersAnew()
        guard scorecard.answers.count == answerCount else { throw WrongInput("answers were lost") }
    }
    let stored = try await seconds {
        var scorecard = try JSON.decode(Scorecard.self, from: bytes)
        scorecard.scoreAnswersAnew()
        _ = try JSON.encode(scorecard)
    }
    let answers = Double(count * answerCount)
    tell(
        """
        {"answers":\(count * answerCount),"bytesPerScorecard":\(bytes.count),\
        "pureAnswersPerSecond":\(answers / pure.elapsed),"pureAnswersPerProcessorSecond":\(answers / pure.processor),\
        "storedAnswersPerSecond":\(answers / stored.elapsed),"storedAnswersPerProcessorSecond":\(answers / stored.processor)}
        """)
}

private let answerCount = 10

private func scorecard() throws -> Scorecard {
    let text = """
        Last year a customer called because of an outage in the payment system. First I looked at the logs and investigated which \
        change had caused it, because nobody knew. Then I rolled back the release and talked to the customer about the next \
        steps. As a result the system was restored within thirty minutes, failures went down by 90 percent, and finally I \
        documented the case for my colleagues so that they can find it.
        """
    let transcript = Transcript(language: .english, text: text, words: WrittenText.words(of: text))
    var questions: [Question] = []
    var scorecard = Scorecard()
    for number in 1...answerCount {
        var question = Question.sample
        question.questionID = try QuestionID("q\(number)")
        question.kind = .text
        let observation = measure(text: transcript, nearness: nil, of: question)
        let answerID = try AnswerID("app-1.q\(number).1")
        scorecard.answers.append(
            .init(observation: observation, result: scoreText(observation, of: question, answerID: answerID)))
        questions.append(question)
    }
    scorecard.invitation = InterviewInvited(
        applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .english,
        plan: InterviewPlan(
            jobTitle: "Engineer", questions: questions, dimensions: [DimensionWeight("teamwork", weight: 100)],
            retakesMax: 1, policy: .cn), invitedAt: .sample, expiresAt: .sample)
    let heads = questions.map { question in
        QuestionHead(
            questionID: question.questionID, dimension: "teamwork", gradedCount: 40, weight: 0.5, error: 10,
            untrainedError: 14, intercept: 10, slopes: [40, 20, 10, 5, 5, 5])
    }
    scorecard.terms = AppliedTerms(version: 1, formula: 1, weights: nil, heads: heads)
    return scorecard
}
