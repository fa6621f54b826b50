import Domain
import Events
import Flow

/// The work of assessing a written answer. The question is the employer's; the words are found in the vault.
package struct AssessWritten: Work, Hashable {
    package static let name = "assess-written"
    package var written: AnswerWritten
    package var question: Question
    /// The employer's own, of what the question asks for; nil: the built-in one.
    package var rubric: DimensionRubric?
}

/// What reading a written answer came to.
package enum Reading: Sendable, Hashable {
    case text(Observation)
    /// What became of the program on each hidden example.
    case program([ExampleResult])
}

/// A written answer lies in the vault: have it assessed, if the candidate agreed to that.
package func requestAssessment(
    _ event: AnswerWritten, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    guard let scorecard, scorecard.isAssessable else { throw .noConsent }
    guard let question = try scorecard.question(event.questionID) else {
        return .notYet("waits for the interview's plan")
    }
    if scorecard.answers.contains(where: { $0.result.answerID == event.answerID }) {
        return .nothing(.saidBy(AnswerScored.self))
    }
    let assess = AssessWritten(written: event, question: question, rubric: scorecard.rubric(of: question))
    return Decision(nil, performing: [Perform(assess)])
}

package func noteReading(
    _ work: AssessWritten, _ reading: Reading, _ scorecard: Scorecard?, _ cause: Cause, judging: Judging = .off
) throws(Refusal) -> Decision<Scorecard> {
    let answerID = work.written.answerID
    switch reading {
    case .text(let observation):
        return try JudgeAnswer(
            applicationID: work.written.applicationID, candidateID: work.written.candidateID, answerID: answerID,
            question: work.question, observation: observation, isWritten: true
        ).decide(judging, scorecard, cause)
    case .program(let examples):
        let result = scoreProgram(examples, in: work.written.codeLanguage, of: work.question, answerID: answerID)
        return try note(.init(observation: nil, result: result), of: work.written.applicationID, scorecard, cause)
    }
}

/// It could not be assessed, through no fault of the candidate's: no score, and a person looks.
package func noteUnread(
    _ work: AssessWritten, _ failure: ActivityFailure, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    if failure == .candidateErased { return .nothing(.saidBy(CandidateErased.self)) }
    var result = insufficientAnswer(work.question, work.written.answerID, reason: failure.code)
    result.written = WrittenObservation(form: work.written.form, codeLanguage: work.written.codeLanguage)
    return try note(.init(observation: nil, result: result), of: work.written.applicationID, scorecard, cause)
}

extension Scorecard {
    /// The question as it was put; nil while the plan has not arrived.
    func question(_ id: QuestionID) throws(Refusal) -> Question? {
        guard let invitation else { return nil }
        guard let question = invitation.plan.questions.first(where: { $0.questionID == id }) else {
            throw Refusal("unknown-question", "The plan has no such question.")
        }
        return question
    }
}
