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
    return Decision(scorecard)
}

extension AnswerGraded {
    /// Of the same person about the same thing: the later of the two counts.
    func isOfSameHand(as other: AnswerGraded) -> Bool {
        answerID == other.answerID && dimension == other.dimension && gradedBy == other.gradedBy
    }
}
