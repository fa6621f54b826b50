import Domain
import Events
import Flow

/// The work of asking a judge about an answer that was measured. The words are found in the vault.
package struct JudgeAnswer: Work, Hashable {
    package static let name = "judge-answer"
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var answerID: AnswerID
    package var question: Question
    package var observation: Observation
    /// Of a text, which is scored without anything of speech.
    package var isWritten: Bool

    package var items: [JudgeItem] { judgeItems(observation, of: question, answerID: answerID) }

    /// The same answer with what the judge said of it, scored. Nil: there is no judge any more.
    func scored(_ judged: JudgeObservation?) -> Scorecard.ScoredAnswer {
        var observation = observation
        observation.judged = judged
        return Scorecard.ScoredAnswer(
            observation: observation,
            result: isWritten
                ? scoreText(observation, of: question, answerID: answerID)
                : scoreAnswer(observation, of: question, answerID: answerID))
    }
}

/// Whether a judge is asked, and as whom the operator knows it.
package enum Judging: Sendable, Hashable {
    case off
    case by(model: String, promptVersion: Int)
}

extension JudgeAnswer {
    /// Ends an answer that was measured: with a score, or with the work of asking the judge first.
    func decide(
        _ judging: Judging, _ scorecard: Scorecard?, _ cause: Cause
    ) throws(Refusal) -> Decision<Scorecard> {
        guard case .by(let model, let promptVersion) = judging, scorecard?.isAssessable == true,
            scorecard?.answers.contains(where: { $0.result.answerID == answerID }) != true,
            scored(nil).result.outcome == .scored
        else { return try note(scored(nil), of: applicationID, scorecard, cause) }
        let agrees = scorecard?.agreesToJudge == true
        guard items.isEmpty || !agrees else { return Decision(nil, performing: [Perform(self)]) }
        let isAddressed = observation.content?.clauses.contains { $0.standing == .addressed } == true
        let unasked = JudgeObservation(
            model: model, promptVersion: promptVersion, outcome: agrees ? .withheld : .notAgreed)
        return try note(scored(isAddressed || !agrees ? unasked : nil), of: applicationID, scorecard, cause)
    }
}

package func noteJudged(
    _ work: JudgeAnswer, _ judged: JudgeObservation?, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    try note(work.scored(judged), of: work.applicationID, scorecard, cause)
}

/// Nobody could be asked: what the formula found counts, and whoever reads the scorecard sees that nobody was asked.
func noteUnjudged(
    _ judging: Judging
) -> @Sendable (JudgeAnswer, ActivityFailure, Scorecard?, Cause) throws(Refusal) -> Decision<Scorecard> {
    { work, failure, scorecard, cause throws(Refusal) in
        if failure == .candidateErased { return .nothing(.saidBy(CandidateErased.self)) }
        guard case .by(let model, let promptVersion) = judging else {
            return try note(work.scored(nil), of: work.applicationID, scorecard, cause)
        }
        let judged = JudgeObservation(model: model, promptVersion: promptVersion, outcome: .unavailable)
        return try note(work.scored(judged), of: work.applicationID, scorecard, cause)
    }
}
