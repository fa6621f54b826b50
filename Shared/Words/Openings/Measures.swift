import Domain
import Events

/// What rules may look at, by name. What was not measured is absent, and no condition on it holds.
package struct Measures: Sendable, Hashable {
    private let values: [String: Double]
    /// By how much people would see it otherwise, where that is known.
    private let errors: [String: Double]

    package init(_ values: [String: Double], errors: [String: Double] = [:]) {
        self.values = values
        self.errors = errors
    }

    /// Of a report and the candidate's survey: `composite`, `satisfaction` (1 to 5), every dimension (0 to 100), and
    /// every dimension once more on a scale of five under `<name>/5`, for rules that are written that way.
    ///
    /// - Parameter end: which end of a range counts where words were heard unsurely; nil: the score, as it was heard.
    package init(_ report: ReportCompiled, satisfaction: Double?, at end: ((ScoreRange) -> Score)? = nil) {
        self.init(
            report.composite, (report.range, report.compositeError), of: report.dimensions, satisfaction: satisfaction,
            at: end)
    }

    /// Of the same parts, where they are kept without the rest.
    package init(
        _ composite: Score?, _ doubt: (range: ScoreRange?, error: Score?) = (nil, nil),
        of dimensions: [ReportCompiled.ReportDimension], satisfaction: Double?, at end: ((ScoreRange) -> Score)? = nil
    ) {
        func counted(_ score: Score, _ range: ScoreRange?) -> Score { end.flatMap { range.map($0) } ?? score }
        var values: [String: Double] = [:]
        var errors: [String: Double] = [:]
        for dimension in dimensions where dimension.outcome == .scored {
            guard let found = dimension.score else { continue }
            let score = counted(found, dimension.range)
            values[dimension.dimension] = score.points
            values["\(dimension.dimension)/5"] = Double(score.hundredths) / 2000
            errors[dimension.dimension] = dimension.error?.points
            errors["\(dimension.dimension)/5"] = dimension.error.map { Double($0.hundredths) / 2000 }
        }
        values["composite"] = composite.map { counted($0, doubt.range).points }
        values["satisfaction"] = satisfaction
        errors["composite"] = doubt.error?.points
        self.values = values
        self.errors = errors
    }

    package func error(of name: String) -> Double? { errors[name] }

    package subscript(name: String) -> Double? { values[name] }
}
