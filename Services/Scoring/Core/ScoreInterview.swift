import Domain
import Events

/// The dimensions of a whole interview, in the order of the plan. A dimension whose evidence is incomplete has no score:
/// a person looks.
package func scoreInterview(_ plan: InterviewPlan, _ answers: [AnswerResult]) -> [DimensionResult] {
    plan.dimensions.map { weight in
        let name = weight.dimension
        let isGeneral = GeneralDimension.all.contains { $0.name == name }
        // What shows in speaking is looked for where somebody spoke, or was asked about it.
        let asked = plan.questions.filter { isGeneral && $0.form == .video || $0.competency == name }
        let found = asked.compactMap { question in
            answers.first { $0.questionID == question.questionID }?
                .dimensions.first { $0.dimension == name && $0.outcome == .scored }
        }
        // How somebody speaks shows in any answer; half of them are enough. What somebody can do shows where it was asked.
        let isEnough = isGeneral ? 2 * found.count >= asked.count : found.count == asked.count
        guard !found.isEmpty, isEnough else { return insufficientDimension(name) }
        return mean(of: found, dimension: name)
    }
}
