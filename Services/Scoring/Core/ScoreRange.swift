import Domain
import Events

/// Between what a score lies: as if the words of which the recogniser was unsure had been said, and as if they had not. An accent makes
/// the range wide and takes no point.
func ranged(_ heard: [DimensionResult], sure: [DimensionResult]) -> [DimensionResult] {
    heard.map { result in
        guard let score = result.score, let other = sure.first(where: { $0.dimension == result.dimension })?.score
        else { return result }
        var result = result
        result.range = ScoreRange(score, other)
        return result
    }
}

extension [DimensionResult] {
    /// A person looks where the unsure words could move a score by more than two people differ about an answer that both heard.
    var areUnsure: Bool { contains { ($0.range?.hundredths ?? 0) >= 500 } }
}
