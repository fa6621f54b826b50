import Domain
import Events

/// One answer as people graded it.
struct GradedAnswer: Sendable, Hashable {
    var answerID: AnswerID
    var untrained: Double
    var features: [Double]
    /// The mean of everybody's levels, in points of 100.
    var people: Double
}

/// Graded answers from which a question learns; below it nothing changes.
let gradedAnswerCountMin = 20

/// What a question learns in one dimension. An answer counts once, however many graded it. Nil while there are too few.
///
/// The line is shrunk to the untrained score by n / (n + k), as a normal mean is to its prior; k is the one of five with which
/// answers that were left out are foretold best, and none is so small that twenty grades outweigh the rubric.
func trainedHead(_ answers: [GradedAnswer], of question: QuestionID, dimension: String) -> QuestionHead? {
    guard answers.count >= gradedAnswerCountMin else { return nil }
    let answers = answers.sorted { $0.answerID < $1.answerID }
    var sums = MonotoneRidge.Sums(featureCount: AnswerFeatures.count)
    for answer in answers { sums.add(answer.features, answer.people) }
    let foretold = answers.map { answer in
        bounded(MonotoneRidge(sums.without(answer.features, answer.people)).value(at: answer.features))
    }
    let n = Double(answers.count)
    func error(_ weight: Double) -> Double {
        let squares = zip(answers, foretold).reduce(0) { sum, pair in
            let score = (1 - weight) * pair.0.untrained + weight * pair.1
            return sum + (score - pair.0.people) * (score - pair.0.people)
        }
        return (squares / n).squareRoot()
    }
    let untrained = error(0)
    var best = (weight: 0.0, error: untrained)
    for k in shrinkages {
        let weight = n / (n + k)
        // Of two that foretell alike the one that trusts the rubric more is kept.
        if error(weight) < best.error - 1e-9 { best = (weight, error(weight)) }
    }
    let line = MonotoneRidge(sums)
    return QuestionHead(
        questionID: question, dimension: dimension, gradedCount: answers.count, weight: short(best.weight),
        error: Score(clamping: best.error), untrainedError: Score(clamping: untrained),
        intercept: short(line.intercept), slopes: line.slopes.map(short))
}

private let shrinkages = [320.0, 160, 80, 40, 20]

private func bounded(_ points: Double) -> Double { min(100, max(0, points)) }

private func short(_ value: Double) -> Double { (value * 1_000_000).rounded() / 1_000_000 }

extension QuestionHead {
    /// The score that this head makes of an answer's.
    func score(_ features: AnswerFeatures) -> Score {
        let line = MonotoneRidge(intercept: intercept, slopes: slopes).value(at: features.values)
        return Score(clamping: (1 - weight) * features.untrained.points + weight * bounded(line))
    }
}

extension MonotoneRidge {
    init(intercept: Double, slopes: [Double]) {
        self.intercept = intercept
        self.slopes = slopes
    }
}
