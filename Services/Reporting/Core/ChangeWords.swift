import Domain
import Events

/// What moved since the report before, in words.
package enum ChangeWords {
    /// `Teamwork: 80 → 85, weight 40 % → 60 % (the job weighs it otherwise)`.
    package static func sentence(for change: ScoreChange, in language: Language) -> String {
        let name = Words.dimension(change.dimension, in: language)
        var parts: [Bilingual] = []
        if change.scoreBefore != change.scoreAfter {
            let (before, after) = (points(change.scoreBefore), points(change.scoreAfter))
            parts.append(Bilingual("得分 \(before) → \(after)", "\(before) → \(after)"))
        }
        if change.weightBefore != change.weightAfter {
            let weights = "\(change.weightBefore) % → \(change.weightAfter) %"
            parts.append(Bilingual("权重 \(weights)", "weight \(weights)"))
        }
        // A least score, or the known error, moves no number that is shown here.
        let moved = parts.isEmpty ? Bilingual("数值未变", "no number moved")[language] : join(parts, language)
        let why = join(change.causes.map(cause), language)
        return Bilingual("\(name)：\(moved)（\(why)）", "\(name): \(moved) (\(why))")[language]
    }

    /// What the composite was, where it is another now.
    package static func composite(from before: Score, to after: Score?, in language: Language) -> String {
        Bilingual("综合得分 \(before) → \(points(after))", "Composite: \(before) → \(points(after))")[language]
    }

    private static func points(_ score: Score?) -> String { score.map(\.description) ?? "–" }

    private static func join(_ parts: [Bilingual], _ language: Language) -> String {
        parts.map { $0[language] }.joined(separator: Bilingual("，", ", ")[language])
    }

    private static func cause(_ cause: ScoreChangeCause) -> Bilingual {
        switch cause {
        case .weights: Bilingual("岗位调整了权重或最低要求", "the job weighs it otherwise")
        case .rubric: Bilingual("评分标准已更新", "the rubric is another")
        case .grades: Bilingual("依据人工评分校准", "people graded answers to its questions")
        case .outsideMeasure: Bilingual("收到外部评价", "it was measured elsewhere")
        }
    }

    /// How sure a score is, and how people's grades moved it; nil where nobody knows.
    package static func certainty(of result: DimensionResult, in language: Language) -> String? {
        guard let score = result.score, let error = result.error else { return nil }
        let known = Bilingual("人工评分平均相差 ±\(error) 分", "people grade otherwise by about ±\(error) points")
        guard let calibration = result.calibration, calibration.untrained != score else { return known[language] }
        let (count, untrained) = (calibration.gradedCount, calibration.untrained)
        let moved = Bilingual(
            "依据 \(count) 份人工评分校准，校准前 \(untrained) 分",
            "moved by \(count) graded answers, \(untrained) before")
        return join([known, moved], language)
    }

    /// By which of the employer's own rubrics it was scored; nil where by none. Several: some answers could not be measured anew.
    package static func rubric(of result: DimensionResult, in language: Language) -> String? {
        guard let versions = result.rubricVersions, !versions.isEmpty else { return nil }
        return Bilingual(
            "按本职位自己的评分标准评分，版本 \(versions.joined(separator: "、"))",
            "Scored by the job's own rubric, version \(versions.joined(separator: ", "))")[language]
    }

    /// Where a score comes from that no interview gave.
    package static func outside(_ outside: OutsideSource, in language: Language) -> String {
        let source = sources[outside.source]?[language] ?? outside.source
        let day = outside.measuredOn.map { Bilingual("，\($0)", ", \($0)")[language] } ?? ""
        return Bilingual("外部提供：\(source)\(day)", "Measured elsewhere: \(source)\(day)")[language]
    }

    private static let sources: [String: Bilingual] = [
        "past-results": Bilingual("过往业绩", "past results"),
        "customer-rating": Bilingual("客户评价", "customers' rating"),
    ]
}
