import Domain
import Events
import Flow

/// The work of looking once more into what was said, by a rubric that asks for other things than were looked for. The words lie in
/// the vault; nothing is heard again.
package struct MeasureAnew: Work, Hashable {
    package static let name = "measure-anew"
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var answers: [Answer]

    package struct Answer: Codable, Sendable, Hashable {
        package var answerID: AnswerID
        package var question: Question
        /// Nil: the built-in one.
        package var rubric: DimensionRubric?
    }
}

/// What an answer says by another rubric.
package struct MeasuredAnew: Sendable, Hashable {
    package var answerID: AnswerID
    package var content: ContentObservation?
    /// By the words alone of which the recogniser was sure; nil when it was sure of all.
    package var sure: ContentObservation?

    /// From the words as they were heard or written.
    package init(_ answer: MeasureAnew.Answer, _ transcript: Transcript, _ nearness: Nearness?) {
        answerID = answer.answerID
        let observation = measure(
            Heard(
                durationMilliseconds: 0, speech: [], transcript: transcript, nearness: nearness,
                doubts: HearingDoubts(
                    engine: nil, otherLanguageMilliseconds: 0, doubtfulMilliseconds: 0, lostMilliseconds: 0,
                    missingPartCount: 0)), of: answer.question, by: answer.rubric)
        content = observation.content
        sure = observation.hearing?.sure?.content
    }
}

/// The answers are scored by what was found, and what moved is told.
func noteMeasuredAnew(
    _ work: MeasureAnew, _ found: [MeasuredAnew], _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    guard let before = scorecard, before.isAssessable else {
        return .nothing(.noConsequence("The candidate does not agree to be assessed, or was erased."))
    }
    var scorecard = before
    for measured in found {
        guard let place = scorecard.answers.firstIndex(where: { $0.result.answerID == measured.answerID }),
            let answer = work.answers.first(where: { $0.answerID == measured.answerID }),
            let content = measured.content,
            // A newer rubric has work of its own.
            content.isMeasured(by: scorecard.rubric(of: answer.question), of: answer.question)
        else { continue }
        scorecard.answers[place].observation?.take(content, sure: measured.sure, of: answer.question)
    }
    guard scorecard != before else { return .nothing(.noConsequence("Newer terms are being passed on.")) }
    return republished(scorecard, after: before, cause)
}

/// The answers keep the scores by the rubric that they were measured by, and say so. Whoever asks for scoring anew tries it again.
func noteNotMeasuredAnew(
    _ work: MeasureAnew, _ failure: ActivityFailure, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    .nothing(.noConsequence("The answers keep the scores by the rubric that they were measured by."))
}

extension Observation {
    /// Takes over what was measured by another rubric. What a judge found of a criterion goes with it.
    mutating func take(_ content: ContentObservation, sure: ContentObservation?, of question: Question) {
        let places = self.content?.places(in: content, of: question) ?? [:]
        let answers = judged?.answers.compactMap { answer -> JudgeObservation.Answer? in
            guard answer.kind == .criterion else { return answer }
            var answer = answer
            guard let place = places[answer.index] else { return nil }
            answer.index = place
            return answer
        }
        if let answers { judged?.answers = answers }
        self.content = content
        if let sure, hearing?.sure != nil { hearing?.sure?.content = sure }
    }

    /// Reads what was measured by another rubric where that is enough; false where words are to be looked for once more.
    mutating func read(by own: DimensionRubric?, of question: Question) -> Bool {
        guard let content, !content.isMeasured(by: own, of: question) else { return true }
        guard let other = content.read(by: own, of: question) else { return false }
        let sure = hearing?.sure?.content
        let otherSure = sure.flatMap { $0.read(by: own, of: question) }
        guard (sure == nil) == (otherSure == nil) else { return false }
        take(other, sure: otherSure, of: question)
        return true
    }
}

extension Scorecard {
    /// The employer's own rubric of the question's competency, as the terms have it.
    func rubric(of question: Question) -> DimensionRubric? {
        terms?.rubrics?.first { $0.dimension == question.competency }
    }

    /// Reads every answer by the rubric of today; the work of looking once more into those where that is not enough.
    mutating func readByRubrics() -> [Perform] {
        var answers = self.answers
        let late = answers.indices.compactMap { readByRubric(&answers[$0]) }
        self.answers = answers
        return lookAgain(at: late)
    }

    func lookAgain(at answers: [MeasureAnew.Answer]) -> [Perform] {
        guard let invitation, !answers.isEmpty else { return [] }
        return [
            Perform(
                MeasureAnew(
                    applicationID: invitation.applicationID, candidateID: invitation.candidateID, answers: answers))
        ]
    }

    /// Nil where what was measured is enough.
    func readByRubric(_ answer: inout ScoredAnswer) -> MeasureAnew.Answer? {
        let (answerID, questionID) = (answer.result.answerID, answer.result.questionID)
        guard let question = invitation?.plan.questions.first(where: { $0.questionID == questionID }) else {
            return nil
        }
        let (own, before) = (rubric(of: question), answer.observation)
        guard answer.observation?.read(by: own, of: question) != false else {
            return MeasureAnew.Answer(answerID: answerID, question: question, rubric: own)
        }
        if answer.observation != before { answer.result = scoredAnew(answer, of: question) }
        return nil
    }
}
