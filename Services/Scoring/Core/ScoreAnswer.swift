import Domain
import Events

/// Scores one answer: a pure function of what was measured. Too little evidence gives no score.
package func scoreAnswer(_ observation: Observation, of question: Question, answerID: AnswerID) -> AnswerResult {
    if let reason = insufficiency(observation) {
        return insufficientAnswer(question, answerID, reason: reason, observation: observation)
    }
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
    return AnswerResult(
        questionID: question.questionID, answerID: answerID, outcome: .scored, reason: nil,
        observation: observation.published, dimensions: dimensions)
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
func insufficiency(_ observation: Observation) -> String? {
    if observation.speechMilliseconds == 0 || observation.tokenCount == 0 { return "no-speech" }
    if observation.speechMilliseconds < speechMillisecondsMin || observation.tokenCount < tokenCountMin {
        return "too-short"
    }
    if let confidence = observation.confidence, confidence < confidenceMin { return "recognition-unsure" }
    return nil
}

private let speechMillisecondsMin = 3_000
private let tokenCountMin = 8
/// Below it half of the words are wrong, and a score would be one of the recogniser.
private let confidenceMin = 0.5
