import Domain
import Events

/// The result by the rubric alone as people's grades move it. Without a head nothing changes.
func calibrated(
    _ answer: Scorecard.ScoredAnswer, of question: Question, by heads: [QuestionHead]
) -> AnswerResult {
    var result = answer.result
    for (index, dimension) in result.dimensions.enumerated() {
        guard
            let head = heads.first(where: {
                $0.questionID == question.questionID && $0.dimension == dimension.dimension
            }), let score = dimension.score, let observation = answer.observation,
            let features = AnswerFeatures(observation, of: question, untrained: score)
        else { continue }
        var moved = dimension
        moved.error = head.error
        if head.weight > 0 {
            moved.calibration = Calibration(untrained: score, gradedCount: head.gradedCount)
            moved = moved.moved(to: head.score(features), by: head, question.questionID)
        }
        result.dimensions[index] = moved
    }
    return result
}

extension DimensionResult {
    /// Points and what is missing of them still sum to 100: where people grade higher each reason weighs less in proportion, where
    /// they grade lower that is a reason of its own.
    fileprivate func moved(to score: Score, by head: QuestionHead, _ question: QuestionID) -> DimensionResult {
        var result = self
        let (lost, target) = (deductions.reduce(0) { $0 + $1.points.hundredths }, 10_000 - score.hundredths)
        result.score = score
        if target > lost {
            result.deductions.append(
                Deduction(
                    points: Score(clamping: Double(target - lost) / 100), code: "graded-lower",
                    subject: "\(head.gradedCount)", questionID: question))
        } else if target < lost {
            result.deductions = scaled(deductions, to: target, of: lost)
        }
        return result
    }
}

/// Each in proportion, in whole hundredths; what rounding leaves goes to those who lost most by it.
private func scaled(_ deductions: [Deduction], to target: Int, of lost: Int) -> [Deduction] {
    var shares = deductions.map { $0.points.hundredths * target / lost }
    let order = deductions.indices.sorted {
        let (left, right) = (
            deductions[$0].points.hundredths * target % lost, deductions[$1].points.hundredths * target % lost
        )
        return (right, $0) < (left, $1)
    }
    for index in order.prefix(target - shares.reduce(0, +)) { shares[index] += 1 }
    return zip(deductions, shares).compactMap { deduction, hundredths in
        guard hundredths > 0 else { return nil }
        var deduction = deduction
        deduction.points = Score(clamping: Double(hundredths) / 100)
        return deduction
    }
}
