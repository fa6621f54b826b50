import Domain
import Events
import Flow

/// A person's grade is put beside what was measured, in whatever order both come. It moves no score by itself.
package func noteGrade(
    _ event: AnswerGraded, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    var scorecard = scorecard ?? Scorecard()
    var grades = scorecard.grades ?? []
    if let index = grades.firstIndex(where: { $0.isOfSameHand(as: event) }) {
        guard grades[index].gradedAt < event.gradedAt else {
            return .nothing(.noConsequence("A later grade of the same person is known."))
        }
        grades[index] = event
    } else {
        grades.append(event)
    }
    scorecard.grades = grades
    return Decision(scorecard, emitting: [scorecard.counted(event, cause)])
}

extension AnswerGraded {
    /// Of the same person about the same thing: the later of the two counts.
    func isOfSameHand(as other: AnswerGraded) -> Bool {
        answerID == other.answerID && dimension == other.dimension && gradedBy == other.gradedBy
    }
}

extension Scorecard {
    /// The grade beside what was measured of its answer, as far as that is known by now.
    func counted(_ grade: AnswerGraded, _ cause: Cause) -> GradeCounted {
        let answer = answers.first { $0.result.answerID == grade.answerID }
        let question = invitation?.plan.questions.first { $0.questionID == grade.questionID }
        let features = answer.flatMap { answer in question.flatMap { self.features(grade.dimension, of: answer, $0) } }
        return GradeCounted(
            jobID: grade.jobID, questionID: grade.questionID, answerID: grade.answerID, dimension: grade.dimension,
            gradedBy: grade.gradedBy, gradedAt: grade.gradedAt, countedAt: cause.now, level: grade.level,
            untrained: features?.untrained, features: features?.values)
    }

    private func features(_ dimension: String, of answer: ScoredAnswer, _ question: Question) -> AnswerFeatures? {
        guard let observation = answer.observation,
            let score = scoredAnew(answer, of: question).dimensions.first(where: { $0.dimension == dimension })?.score
        else { return nil }
        return AnswerFeatures(observation, of: question, untrained: score)
    }

    func counted(of answer: AnswerID, _ cause: Cause) -> [GradeCounted] {
        (grades ?? []).filter { $0.answerID == answer }.map { counted($0, cause) }
    }

    /// Who was erased teaches nothing any more.
    func uncounted(_ cause: Cause) -> [GradeCounted] {
        (grades ?? []).map { grade in
            GradeCounted(
                jobID: grade.jobID, questionID: grade.questionID, answerID: grade.answerID, dimension: grade.dimension,
                gradedBy: grade.gradedBy, gradedAt: grade.gradedAt, countedAt: cause.now, level: nil, untrained: nil,
                features: nil)
        }
    }
}
