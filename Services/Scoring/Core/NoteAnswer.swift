import Domain
import Events
import Flow

/// What hearing a recording came to.
package enum Hearing: Sendable, Hashable {
    case observed(Observation)
    /// The recording itself is at fault; the code tells the candidate what to do.
    case unusable(code: String)
}

/// An answer was heard: score it, once a judge was asked where there is one, and the interview with it when it was the last.
package func noteAnswer(
    _ work: ObserveAnswer, _ hearing: Hearing, _ scorecard: Scorecard?, _ cause: Cause, judging: Judging = .off
) throws(Refusal) -> Decision<Scorecard> {
    let answerID = work.recorded.answerID
    switch hearing {
    case .observed(let observation):
        return try JudgeAnswer(
            applicationID: work.recorded.applicationID, candidateID: work.recorded.candidateID, answerID: answerID,
            question: work.question, observation: observation, isWritten: false
        ).decide(judging, scorecard, cause)
    case .unusable(let code):
        let result = insufficientAnswer(work.question, answerID, reason: code)
        return try note(.init(observation: nil, result: result), of: work.recorded.applicationID, scorecard, cause)
    }
}

/// Hearing was given up: no score, and a person looks.
package func noteUnheard(
    _ work: ObserveAnswer, _ failure: ActivityFailure, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    // The application ends of itself; a score would only be about nobody.
    if failure == .candidateErased { return .nothing(.saidBy(CandidateErased.self)) }
    let result = insufficientAnswer(work.question, work.recorded.answerID, reason: failure.code)
    return try note(.init(observation: nil, result: result), of: work.recorded.applicationID, scorecard, cause)
}

func note(
    _ answer: Scorecard.ScoredAnswer, of application: ApplicationID, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    guard var scorecard, scorecard.isAssessable else {
        throw Refusal(
            "no-consent", "The candidate took the consent to automated assessment back.",
            .saidBy(ReviewRequested.self))
    }
    if scorecard.answers.contains(where: { $0.result.answerID == answer.result.answerID }) {
        return .nothing(.saidBy(AnswerScored.self))
    }
    var answer = answer
    // The rubric may have changed while it was heard.
    let late = scorecard.readByRubric(&answer).map { [$0] } ?? []
    answer.result = scorecard.calibrated(answer)
    scorecard.answers.append(answer)
    let scored = AnswerScored(applicationID: application, answer: answer.result)
    // People may have graded it before it was heard.
    let counted = scorecard.counted(of: answer.result.answerID, cause)
    var decision = completed(scorecard, cause, emitting: [scored] + counted)
    decision.performs += scorecard.lookAgain(at: late)
    return decision
}
