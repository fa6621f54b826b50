import Domain
import Events

/// Scores one answer: a pure function of what was measured. Too little evidence gives no score.
package func scoreAnswer(_ observation: Observation, of question: Question, answerID: AnswerID) -> AnswerResult {
    if let reason = insufficiency(observation, of: question) {
        return insufficientAnswer(question, answerID, reason: reason, observation: observation)
    }
    var scored = dimensions(observation, of: question, answerID: answerID)
    if let sure = observation.ofSureWords {
        scored = ranged(scored, sure: dimensions(sure, of: question, answerID: answerID))
    }
    let noticed = (flags(observation) ?? []) + hearingFlags(observation, scored)
    return AnswerResult(
        questionID: question.questionID, answerID: answerID, outcome: .scored, reason: nil,
        observation: observation.published, dimensions: scored, flags: noticed.isEmpty ? nil : noticed,
        judge: observation.judged?.note(scored))
}

private func dimensions(_ observation: Observation, of question: Question, answerID: AnswerID) -> [DimensionResult] {
    let content = scoreContent(observation, of: question, answerID: answerID)
    var dimensions = [content]
    for general in GeneralDimension.all.map({ $0.score(observation, question, answerID) }) {
        // A question about communication itself is scored once, by what it says and how.
        if general.dimension == content.dimension {
            dimensions[0] = mean(of: [content, general], dimension: content.dimension)
        } else {
            dimensions.append(general)
        }
    }
    return dimensions
}

/// An answer without a score, with the reason that the candidate and the employer are told.
package func insufficientAnswer(
    _ question: Question, _ answerID: AnswerID, reason: String, observation: Observation? = nil
) -> AnswerResult {
    AnswerResult(
        questionID: question.questionID, answerID: answerID, outcome: .insufficient, reason: reason,
        observation: observation?.published, dimensions: [])
}

/// Why nothing can be said about an answer; nil when it can be scored.
func insufficiency(_ observation: Observation, of question: Question) -> String? {
    if let reason = unheard(observation, of: question) { return reason }
    if observation.speechMilliseconds < speechMillisecondsMin || observation.tokenCount < tokenCountMin,
        !holdsEnough(observation, of: question)
    {
        return "too-short"
    }
    return unsure(observation) ? "recognition-unsure" : nil
}

/// A short answer can be a whole one: "first in, first out" says what a queue does.
func holdsEnough(_ observation: Observation, of question: Question) -> Bool {
    question.asksForKnowledge && (observation.content?.share(of: question) ?? 0) >= shareEnough
}

/// What a person should look at; it takes no point away. Nil when there is nothing.
func flags(_ observation: Observation) -> [String]? {
    guard let content = observation.content else { return nil }
    var flags: [String] = []
    if observation.tokenCount < tokenCountMin { flags.append("short-answer") }
    if content.likenessToReference >= likenessNoticed { flags.append("like-reference") }
    if content.clauses.contains(where: { $0.standing == .addressed }) { flags.append("speaks-to-scorer") }
    return flags.isEmpty ? nil : flags
}

private let speechMillisecondsMin = 3_000
let tokenCountMin = 8
private let shareEnough = 0.25
private let likenessNoticed = 0.7
