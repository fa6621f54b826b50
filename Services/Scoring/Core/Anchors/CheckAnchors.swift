import Domain
import Events
import Flow

/// The work of scoring what the employer wrote for the levels of a job's questions, as answers are scored.
package struct CheckAnchors: Work, Hashable {
    package static let name = "check-anchors"
    package var jobID: JobID
    /// Of what is looked at.
    package var mark: String
    package var questions: [Anchored]

    package struct Anchored: Codable, Sendable, Hashable {
        package var question: Question
        /// The employer's own, of what the question asks for; nil: the built-in one.
        package var rubric: DimensionRubric?
        package var answers: [AnchorAnswer]
    }
}

extension CheckAnchors {
    /// Nil where there is nothing to look at.
    init?(_ jobID: JobID, _ interview: InterviewTemplate, rubrics: [DimensionRubric]?) {
        guard let mark = interview.anchorMark else { return nil }
        self.init(
            jobID: jobID, mark: mark,
            questions: (interview.anchors ?? []).compactMap { own in
                interview.questions.first { $0.questionID == own.questionID && $0.form != .code }.map { question in
                    Anchored(
                        question: question, rubric: rubrics?.first { $0.dimension == question.competency },
                        answers: own.answers)
                }
            })
    }
}

extension AnchorAnswer {
    /// As if somebody had written it.
    package func written(to question: Question) -> Transcript {
        Transcript(language: question.language, text: text, words: WrittenText.words(of: text))
    }
}

/// By the same formula as an answer that somebody wrote. What was learned from people's grades is left out, since it is there to come
/// nearer to the levels that this is to check.
package func scoreAnchor(
    _ anchor: AnchorAnswer, number: Int, of anchored: CheckAnchors.Anchored, _ nearness: Nearness?
) -> AnchorScore {
    let question = anchored.question
    let observation = measure(
        text: anchor.written(to: question), nearness: nearness, of: question, by: anchored.rubric)
    let result = scoreText(observation, of: question, answerID: "anchor")
    return AnchorScore(
        questionID: question.questionID, number: number, level: anchor.level,
        score: result.dimensions.first { $0.dimension == question.competency }?.score)
}

/// The employer is told what the machine makes of the anchors; no score of anybody follows from it.
func noteAnchors(
    _ work: CheckAnchors, _ scores: [AnchorScore], _ terms: ScoringTerms?, _ cause: Cause
) throws(Refusal) -> Decision<ScoringTerms> {
    guard terms?.anchorMark == work.mark else { return .nothing(.noConsequence("Newer anchors are being looked at.")) }
    let checked = AnchorsChecked(jobID: work.jobID, mark: work.mark, scores: scores, checkedAt: cause.now)
    return Decision(nil, emitting: [checked])
}
