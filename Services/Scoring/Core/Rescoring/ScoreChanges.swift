import Domain
import Events

/// What moved between two versions of a scorecard, dimension by dimension, and why.
func changes(
    from before: (version: ScorecardVersion, terms: AppliedTerms?),
    to after: (version: ScorecardVersion, terms: AppliedTerms?)
) -> [ScoreChange] {
    after.version.weights.compactMap { weight in
        let name = weight.dimension
        let oldWeight = before.version.weights.first { $0.dimension == name }
        let (old, new) = (before.version.result(name), after.version.result(name))
        var causes: [ScoreChangeCause] = []
        if oldWeight != weight { causes.append(.weights) }
        if old?.score != new?.score || old?.error != new?.error || old?.outside != new?.outside
            || old?.rubricVersions != new?.rubricVersions
        {
            causes += reasons(name, (old, new), before.terms, after.terms)
        }
        guard !causes.isEmpty else { return nil }
        return ScoreChange(
            dimension: name, scoreBefore: old?.score, scoreAfter: new?.score, weightBefore: oldWeight?.weight ?? 0,
            weightAfter: weight.weight, causes: causes)
    }
}

/// Why a dimension's score is another: all that differs, since each may have moved it.
private func reasons(
    _ dimension: String, _ results: (old: DimensionResult?, new: DimensionResult?), _ before: AppliedTerms?,
    _ after: AppliedTerms?
) -> [ScoreChangeCause] {
    if results.old?.outside != results.new?.outside { return [.outsideMeasure] }
    func heads(_ terms: AppliedTerms?) -> [QuestionHead] {
        (terms?.heads ?? []).filter { $0.dimension == dimension }
    }
    let hasLearned = heads(before) != heads(after)
    let isOtherRubric =
        before?.formula != after?.formula || results.old?.rubricVersions != results.new?.rubricVersions
    return (isOtherRubric || !hasLearned ? [.rubric] : []) + (hasLearned ? [.grades] : [])
}

extension ScorecardVersion {
    fileprivate func result(_ dimension: String) -> DimensionResult? {
        dimensions.first { $0.dimension == dimension }
    }
}
