import Domain
import Events

/// Scores a written text by what it says, by the same rubric as a spoken answer. How it would have been spoken is not known,
/// and so not scored.
package func scoreText(_ observation: Observation, of question: Question, answerID: AnswerID) -> AnswerResult {
    let written = WrittenObservation(
        form: .text, wordCount: observation.tokenCount, relevance: observation.relevance)
    if observation.tokenCount < tokenCountMin, !holdsEnough(observation, of: question) {
        var result = insufficientAnswer(
            question, answerID, reason: observation.tokenCount == 0 ? "nothing-written" : "text-too-short")
        result.written = written
        return result
    }
    let scored = [scoreContent(observation, of: question, answerID: answerID)]
    return AnswerResult(
        questionID: question.questionID, answerID: answerID, outcome: .scored, reason: nil, observation: nil,
        dimensions: scored, written: written, flags: flags(observation), judge: observation.judged?.note(scored))
}

/// Measures a text: the same as of a recording, without anything of speech.
package func measure(
    text: Transcript, nearness: Nearness?, of question: Question, by rubric: DimensionRubric? = nil
) -> Observation {
    var observation = measure(
        Heard(durationMilliseconds: 0, speech: [], transcript: text, nearness: nearness), of: question, by: rubric)
    // Nothing was recognised, so nothing is unsure.
    observation.confidence = nil
    return observation
}
