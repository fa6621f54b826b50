import Domain
import Events

/// What the known errors of scores leave open. People would grade otherwise by about as much; where a bound lies within that, no
/// machine says on which side the candidate is.
struct Doubts {
    let compositeError: Score?
    private(set) var reasons: [AssessmentReason] = []
    private let composites: [Score]
    /// Whether a least score is surely missed, and whether it may be.
    private let failures: Set<Bool>

    init(_ composite: Score?, _ dimensions: [AssessedDimension], _ bounds: RecommendationBounds) {
        let error = composite == nil ? nil : Self.error(of: dimensions)
        compositeError = error
        composites = composite.map { range($0, error) } ?? []
        if let composite, let error {
            reasons += [bounds.recommendAtLeast, bounds.holdAtLeast].filter { isNear($0, composite, error) }.map {
                .withinError(measure: "composite", bound: $0)
            }
        }
        var failures: Set<Bool> = []
        var isSure = false
        for dimension in dimensions {
            guard let score = dimension.score, let minimum = dimension.weight.minimum else { continue }
            let possible = range(score, dimension.error)
            isSure = isSure || possible.allSatisfy { $0 < minimum }
            failures.formUnion(possible.map { $0 < minimum })
            if let error = dimension.error, isNear(minimum, score, error) {
                reasons.append(.withinError(measure: dimension.name, bound: minimum))
            }
        }
        self.failures = isSure ? [true] : failures.contains(true) ? [true, false] : [false]
    }

    /// Everything that the numbers may come to; one where they leave no doubt.
    func recommendations(isComplete: Bool, _ bounds: RecommendationBounds) -> Set<Recommendation> {
        guard isComplete, !composites.isEmpty else { return [.hold] }
        return Set(
            composites.flatMap { composite in
                failures.map { recommendation(of: composite, hasFailed: $0, bounds) }
            })
    }

    /// The error of a weighted mean whose parts err each for itself; of parts whose error nobody knows nothing is added.
    private static func error(of dimensions: [AssessedDimension]) -> Score? {
        let counted = dimensions.filter { $0.weight.weight > 0 && $0.score != nil }
        let total = Double(counted.reduce(0) { $0 + $1.weight.weight })
        let parts = counted.compactMap { dimension in
            dimension.error.map { $0.points * Double(dimension.weight.weight) / total }
        }
        guard !parts.isEmpty else { return nil }
        return Score(clamping: parts.reduce(0) { $0 + $1 * $1 }.squareRoot())
    }
}

private func range(_ score: Score, _ error: Score?) -> [Score] {
    guard let error else { return [score] }
    return [Score(clamping: score.points - error.points), score, Score(clamping: score.points + error.points)]
}

private func isNear(_ bound: Score, _ score: Score, _ error: Score) -> Bool {
    abs(score.hundredths - bound.hundredths) <= error.hundredths
}
