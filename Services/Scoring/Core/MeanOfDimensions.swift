import Domain
import Events

/// The mean of several results of scored dimensions. The lost points are shared out in whole hundredths, so that they and
/// the score still sum to 100.
func mean(of results: [DimensionResult], dimension: String) -> DimensionResult {
    let count = results.count
    precondition(count > 0, "the mean of nothing")
    let deductions = merged(results.flatMap(\.deductions))
    let lost = deductions.reduce(0) { $0 + $1.points.hundredths }
    let target = (2 * lost + count) / (2 * count)
    let score = Score(clamping: 100 - Double(target) / 100)
    return DimensionResult(
        dimension: dimension, outcome: .scored, score: score,
        deductions: shared(deductions, among: count, sum: target),
        evidence: Array(results.flatMap(\.evidence).prefix(evidenceCountMax)), error: meanError(of: results),
        calibration: meanCalibration(of: results), range: range(of: results, around: score),
        rubricVersions: versions(of: results))
}

/// One as a rule; more where some answers could not be measured by a newer rubric.
private func versions(of results: [DimensionResult]) -> [String]? {
    let versions = Set(results.flatMap { $0.rubricVersions ?? [] })
    return versions.isEmpty ? nil : versions.sorted()
}

/// Of a mean whose parts err each for itself; of parts whose error nobody knows nothing is added.
private func meanError(of results: [DimensionResult]) -> Score? {
    let errors = results.compactMap { $0.error?.points }
    guard !errors.isEmpty else { return nil }
    return Score(clamping: errors.reduce(0) { $0 + $1 * $1 }.squareRoot() / Double(results.count))
}

private func meanCalibration(of results: [DimensionResult]) -> Calibration? {
    let gradedCount = results.reduce(0) { $0 + ($1.calibration?.gradedCount ?? 0) }
    guard gradedCount > 0 else { return nil }
    let untrained = results.reduce(0) { $0 + ($1.calibration?.untrained ?? $1.score ?? .zero).points }
    return Calibration(untrained: Score(clamping: untrained / Double(results.count)), gradedCount: gradedCount)
}

/// The means of their lower and of their upper ends.
private func range(of results: [DimensionResult], around score: Score) -> ScoreRange? {
    guard results.contains(where: { $0.range != nil }) else { return nil }
    func mean(_ end: (ScoreRange) -> Score) -> Score {
        let sum = results.reduce(0) { $0 + ($1.range.map(end) ?? $1.score ?? .zero).hundredths }
        return Score(clamping: Double(sum) / Double(results.count) / 100)
    }
    return ScoreRange(min(score, mean(\.low)), max(score, mean(\.high)))
}

func insufficientDimension(_ name: String) -> DimensionResult {
    DimensionResult(dimension: name, outcome: .insufficient, score: nil, deductions: [], evidence: [])
}

/// Largest remainder: each gets its share rounded down, and what is left goes to those who lost most by the rounding.
private func shared(_ deductions: [Deduction], among count: Int, sum: Int) -> [Deduction] {
    var shares = deductions.map { $0.points.hundredths / count }
    let order = deductions.indices.sorted {
        let (left, right) = (deductions[$0].points.hundredths % count, deductions[$1].points.hundredths % count)
        return (right, $0) < (left, $1)
    }
    for index in order.prefix(sum - shares.reduce(0, +)) { shares[index] += 1 }
    return zip(deductions, shares).compactMap { deduction, hundredths in
        guard hundredths > 0 else { return nil }
        var deduction = deduction
        deduction.points = Score(clamping: Double(hundredths) / 100)
        return deduction
    }
}

/// Beyond what a scorecard holds, reasons of one kind are added up over the questions.
private func merged(_ deductions: [Deduction]) -> [Deduction] {
    guard deductions.count > deductionCountMax else { return deductions }
    var order: [String] = []
    var hundredths: [String: Int] = [:]
    for deduction in deductions {
        if hundredths[deduction.code] == nil { order.append(deduction.code) }
        hundredths[deduction.code, default: 0] += deduction.points.hundredths
    }
    return order.flatMap { code -> [Deduction] in
        // One deduction holds at most 100 points; their sum over many answers may be more before it is shared.
        var rest = hundredths[code] ?? 0
        var parts: [Deduction] = []
        while rest > 0 {
            parts.append(Deduction(points: Score(clamping: Double(min(rest, 10_000)) / 100), code: code))
            rest -= 10_000
        }
        return parts
    }
}

private let deductionCountMax = 100
private let evidenceCountMax = 500
