import Domain
import Events

/// What the scores of an interview come to, by the job's weights. A pure function of them.
package struct Assessment: Codable, Sendable, Hashable {
    /// Nil when a dimension that counts has no score: nothing is guessed.
    package var composite: Score?
    /// Between what it lies where words were heard unsurely; nil where that changes nothing.
    package var range: ScoreRange?
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
    /// A person should look at an answer: it is the reference answer almost word for word, speaks to whoever scores, or was not heard
    /// as it was said.
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
    let range = range(of: dimensions, around: composite)
    let isUnsure = isUnsure(dimensions, range, isComplete: insufficient.isEmpty, hasFailed: !failed.isEmpty, bounds)
    let unheard = flags.filter { flagsOfHearing.contains($0) || $0 == "unsure-hearing" && isUnsure }
    let held = flags.filter(flagsThatHold.contains)
    reasons += (held + unheard).map { .flagged($0) }
    if insufficient.isEmpty && composite == nil { reasons.append(.nothingWeighed) }
    let doubts = Doubts(composite, dimensions, bounds)
    reasons += doubts.reasons
    let judged = doubts.recommendations(isComplete: insufficient.isEmpty, bounds)
    // Nobody is talked up by what they say to whoever scores: only what would be recommended is held. What was not heard may have been
    // good or bad.
    let isHeld = !unheard.isEmpty || judged.count > 1 || judged.contains(.recommend) && !held.isEmpty
    return Assessment(
        composite: composite, range: range, compositeError: doubts.compositeError,
        recommendation: isHeld ? .hold : judged.first ?? .hold, reasons: reasons, dimensions: dimensions)
}

/// A short answer is no reason to hold a report: its score stands or is missing.
private let flagsThatHold = ["like-reference", "speaks-to-scorer"]
private let flagsOfHearing = ["doubtful-hearing", "other-language", "recording-gap"]

extension ScoreRange {
    /// So much of the answers is unsure that a number in the middle of it says little.
    fileprivate var isWide: Bool { hundredths >= 1_000 }
}

/// Whether another reading of the unsure words would be judged otherwise, or leaves too wide a range to say.
private func isUnsure(
    _ dimensions: [AssessedDimension], _ range: ScoreRange?, isComplete: Bool, hasFailed: Bool,
    _ bounds: RecommendationBounds
) -> Bool {
    // A minimum inside of the range is missed or not as the words are read.
    let isAtMinimum = dimensions.contains { dimension in
        guard let range = dimension.result.range, let minimum = dimension.weight.minimum else { return false }
        return range.low < minimum && minimum <= range.high
    }
    guard !isAtMinimum, let range else { return isAtMinimum }
    func judged(_ composite: Score) -> Recommendation {
        isComplete ? recommendation(of: composite, hasFailed: hasFailed, bounds) : .hold
    }
    return range.isWide || judged(range.low) != judged(range.high)
}

/// What a composite comes to where nothing is missing.
func recommendation(of composite: Score, hasFailed: Bool, _ bounds: RecommendationBounds) -> Recommendation {
    if hasFailed || composite < bounds.holdAtLeast { return .notRecommend }
    return composite < bounds.recommendAtLeast ? .hold : .recommend
}

/// As if the unsure words had counted in no dimension, and in every one.
private func range(of dimensions: [AssessedDimension], around score: Score?) -> ScoreRange? {
    guard let score, dimensions.contains(where: { $0.result.range != nil && $0.weight.weight > 0 }) else { return nil }
    func end(_ end: (ScoreRange) -> Score) -> Score {
        composite(
            of: dimensions.map { dimension in
                var dimension = dimension
                dimension.result.score = dimension.result.range.map(end) ?? dimension.result.score
                return dimension
            }) ?? score
    }
    return ScoreRange(min(score, end(\.low)), max(score, end(\.high)))
}

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
