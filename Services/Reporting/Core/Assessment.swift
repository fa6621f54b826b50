import Domain
import Events

/// What the scores of an interview come to, by the job's weights. A pure function of them.
package struct Assessment: Codable, Sendable, Hashable {
    /// Nil when a dimension that counts has no score: nothing is guessed.
    package var composite: Score?
    /// By how many points it may be otherwise, at least; nil when nobody knows.
    package var compositeError: Score?
    package var recommendation: Recommendation
    package var reasons: [AssessmentReason]
    package var dimensions: [AssessedDimension]
}

/// One dimension of the job, with the result it counts with.
package struct AssessedDimension: Codable, Sendable, Hashable {
    package var weight: DimensionWeight
    package var result: DimensionResult

    package var name: String { weight.dimension }
    package var score: Score? { result.outcome == .scored ? result.score : nil }
    package var error: Score? { score == nil ? nil : result.error }
    /// Measured elsewhere, and nobody reported it: the others count alone, unless the job asks for a least score.
    var isUnreported: Bool { score == nil && weight.isOutside == true && weight.minimum == nil }
}

/// Why a report is no plain recommendation.
package enum AssessmentReason: Codable, Sendable, Hashable {
    case insufficient(dimension: String)
    case belowMinimum(dimension: String, minimum: Score)
    case compositeBelow(Score)
    /// A person should look at an answer: it is the reference answer almost word for word, or speaks to whoever scores.
    case flagged(String)
    /// As likely as not people would see it on the other side of the bound: a person looks.
    case withinError(measure: String, bound: Score)
    /// What is measured elsewhere was not reported; the others count alone.
    case unreported(dimension: String)
    /// The job's weights are all zero: there is nothing to add up.
    case nothingWeighed

    /// For programs, on the wire: `below-minimum:communication:70`.
    package var code: String {
        switch self {
        case .insufficient(let dimension): "insufficient:\(dimension)"
        case .belowMinimum(let dimension, let minimum): "below-minimum:\(dimension):\(minimum)"
        case .compositeBelow(let bound): "composite-below:\(bound)"
        case .flagged(let flag): "flagged:\(flag)"
        case .withinError(let measure, let bound): "within-error:\(measure):\(bound)"
        case .unreported(let dimension): "unreported:\(dimension)"
        case .nothingWeighed: "nothing-weighed"
        }
    }
}

/// Where the composite parts recommend, hold and not recommend.
package struct RecommendationBounds: Sendable, Hashable {
    package var recommendAtLeast: Score
    package var holdAtLeast: Score

    package init(recommendAtLeast: Score, holdAtLeast: Score) {
        self.recommendAtLeast = recommendAtLeast
        self.holdAtLeast = holdAtLeast
    }

    package static let standard = RecommendationBounds(recommendAtLeast: 70, holdAtLeast: 60)
}

/// Weighs the results by the job's weights.
///
/// A dimension without a score holds everything for a person, whatever the others say; a score below the job's minimum
/// comes next; the composite decides the rest. A flag takes no point: what would be recommended is held for a person.
package func assess(
    _ results: [DimensionResult], by weights: [DimensionWeight], flags: [String] = [],
    bounds: RecommendationBounds = .standard
) -> Assessment {
    let dimensions = weights.map { weight in
        AssessedDimension(
            weight: weight,
            result: results.first { $0.dimension == weight.dimension }
                ?? DimensionResult(
                    dimension: weight.dimension, outcome: .insufficient, score: nil, deductions: [], evidence: []))
    }
    let composite = composite(of: dimensions)
    let insufficient = dimensions.filter {
        $0.score == nil && !$0.isUnreported && ($0.weight.weight > 0 || $0.weight.minimum != nil)
    }
    let failed = dimensions.filter { dimension in
        guard let score = dimension.score, let minimum = dimension.weight.minimum else { return false }
        return score < minimum
    }
    var reasons = insufficient.map { AssessmentReason.insufficient(dimension: $0.name) }
    reasons += failed.map { .belowMinimum(dimension: $0.name, minimum: $0.weight.minimum ?? .zero) }
    if let composite, composite < bounds.recommendAtLeast {
        reasons.append(.compositeBelow(composite < bounds.holdAtLeast ? bounds.holdAtLeast : bounds.recommendAtLeast))
    }
    reasons += dimensions.filter { $0.isUnreported && $0.weight.weight > 0 }.map { .unreported(dimension: $0.name) }
    let held = flags.filter(flagsThatHold.contains)
    reasons += held.map { .flagged($0) }
    if insufficient.isEmpty && composite == nil { reasons.append(.nothingWeighed) }
    let doubts = Doubts(composite, dimensions, bounds)
    reasons += doubts.reasons
    let judged = doubts.recommendations(isComplete: insufficient.isEmpty, bounds)
    return Assessment(
        composite: composite, compositeError: doubts.compositeError,
        // Nobody is talked up by a flag either: only what would be recommended is held.
        recommendation: judged.count > 1 || judged.contains(.recommend) && !held.isEmpty
            ? .hold : judged.first ?? .hold,
        reasons: reasons, dimensions: dimensions)
}

/// A short answer is no reason to hold a report: its score stands or is missing.
private let flagsThatHold = ["like-reference", "speaks-to-scorer"]

/// The weighted mean in whole hundredths, half rounded up: exact, so that 85 is 85.
private func composite(of dimensions: [AssessedDimension]) -> Score? {
    let counted = dimensions.filter { $0.weight.weight > 0 && !$0.isUnreported }
    let total = counted.reduce(0) { $0 + $1.weight.weight }
    guard total > 0 else { return nil }
    var sum = 0
    for dimension in counted {
        guard let score = dimension.score else { return nil }
        sum += dimension.weight.weight * score.hundredths
    }
    return try? Score(hundredths: (2 * sum + total) / (2 * total))
}
