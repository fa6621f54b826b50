import Domain
import Events

/// The dimensions of a whole interview, in the order of the plan. A dimension whose evidence is incomplete has no score:
/// a person looks.
package func scoreInterview(
    _ plan: InterviewPlan, _ answers: [AnswerResult], _ measures: [OutsideMeasured] = []
) -> [DimensionResult] {
    plan.dimensions.map { weight in
        let name = weight.dimension
        if weight.isOutside == true { return measuredElsewhere(name, measures) }
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

/// What was reported of a dimension that no question asks about.
private func measuredElsewhere(_ name: String, _ measures: [OutsideMeasured]) -> DimensionResult {
    guard let measure = measures.first(where: { $0.dimension == name }) else { return insufficientDimension(name) }
    // A score and what is missing of it sum to 100 here as everywhere.
    let missing = Score(clamping: 100 - measure.score.points)
    return DimensionResult(
        dimension: name, outcome: .scored, score: measure.score,
        deductions: missing > .zero
            ? [Deduction(points: missing, code: "measured-elsewhere", subject: measure.source)] : [],
        evidence: [],
        outside: OutsideSource(
            source: measure.source, measuredOn: measure.measuredOn, reportedBy: measure.reportedBy,
            reportedAt: measure.reportedAt))
}
