import Domain
import Events
import Flow

/// The work of hearing one answer. The question is the employer's; the recording is found in the vault.
package struct ObserveAnswer: Work, Hashable {
    package static let name = "observe-answer"
    package var recorded: AnswerRecorded
    package var question: Question
    /// The employer's own, of what the question asks for; nil: the built-in one.
    package var rubric: DimensionRubric?
    /// Whether the face may be looked at, as far as is known when this is asked for; nil: no.
    package var looksAtFace: Bool?

    package init(
        recorded: AnswerRecorded, question: Question, rubric: DimensionRubric? = nil, looksAtFace: Bool? = nil
    ) {
        self.rubric = rubric
        self.looksAtFace = looksAtFace
        self.recorded = recorded
        self.question = question
    }
}

/// A recording lies in the vault: have it made ready for people, and heard, if the candidate agreed to that.
package func requestObservation(
    _ event: AnswerRecorded, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    // Consent is given on the same topic under the same key, so it was here before the recording.
    let prepare = Perform(PrepareRecording(recorded: event))
    // Without it people alone assess the answer; workflow asks them when the interview is handed in.
    guard let scorecard, scorecard.isAssessable else { return Decision(nil, performing: [prepare]) }
    guard let invitation = scorecard.invitation else { return .notYet("waits for the interview's plan") }
    guard let question = invitation.plan.questions.first(where: { $0.questionID == event.questionID }) else {
        throw Refusal("unknown-question", "The plan has no such question.")
    }
    if scorecard.answers.contains(where: { $0.result.answerID == event.answerID }) {
        return .nothing(.saidBy(AnswerScored.self))
    }
    let observe = ObserveAnswer(
        recorded: event, question: question, rubric: scorecard.rubric(of: question),
        looksAtFace: scorecard.allowsFaces ? true : nil)
    return Decision(nil, performing: [prepare, Perform(observe)])
}

extension Refusal {
    /// Workflow asks a person when the interview is handed in.
    static let noConsent = Refusal(
        "no-consent", "The candidate did not agree to automated assessment.", .saidBy(ReviewRequested.self))
}
