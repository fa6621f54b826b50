import Domain
import Events
import GatewayCore

/// What is said of one candidate in each row. What was not measured is said to be so, and is never a nought.
struct ComparisonCells {
    let say: JobWords

    func stage(_ one: ComparedApplication, seesScores: Bool) -> ComparedCell {
        let view = one.view
        let place =
            view.outcome.map { word("outcome", $0.rawValue) } ?? word("stage", view.stage?.rawValue ?? "none")
        guard seesScores, let review = view.review else { return ComparedCell(main: place) }
        let proposal = review.proposal.map { word("proposal", $0.rawValue) }
        return ComparedCell(main: place, notes: [word("why", review.reason)] + (proposal.map { [$0] } ?? []))
    }

    func composite(_ one: ComparedApplication) -> ComparedCell {
        guard let report = one.view.report else { return ComparedCell(main: say("compare-no-report")) }
        let recommendation = word("recommendation", report.recommendation.rawValue)
        guard let composite = report.composite else {
            return ComparedCell(main: say("compare-no-composite"), notes: [recommendation])
        }
        return ComparedCell(
            main: "\(composite)", notes: doubts(report.compositeError, report.range) + [recommendation])
    }

    func standing(_ one: ComparedApplication) -> ComparedCell {
        guard let standing = one.standing else { return .nothing }
        let count = "\(standing.count)"
        guard let percentile = standing.percentile else {
            return ComparedCell(
                main: say("compare-too-few"),
                notes: [say("compare-of-at-least", ["count": count, "min": "\(Standing.countMin)"])])
        }
        return ComparedCell(
            main: say("compare-percentile", ["percentile": "\(Int(percentile.rounded()))"]),
            notes: [say("compare-of", ["count": count])])
    }

    func dimension(_ dimension: String, of one: ComparedApplication) -> ComparedCell {
        guard let scored = one.view.report?.dimensions.first(where: { $0.dimension == dimension }) else {
            return ComparedCell(main: say("compare-not-measured"))
        }
        let told = one.report?.dimensions.first { $0.dimension == dimension }
        let lost = (told?.deductions ?? []).map { "\($0.sentence) (−\($0.points))" }
        return ComparedCell(
            main: scored.outcome == .scored
                ? scored.score.map { "\($0)" } ?? say("compare-insufficient") : say("compare-insufficient"),
            notes: doubts(scored.error, scored.range),
            lists: [
                ComparedCell.Items(heading: say("compare-shown"), items: some(of: subjects(told))),
                ComparedCell.Items(heading: say("compare-lost"), items: some(of: lost)),
            ])
    }

    func screening(_ one: ComparedApplication) -> ComparedCell {
        guard let screening = one.view.screening else { return ComparedCell(main: say("compare-not-screened")) }
        func names(_ result: CriterionResult.Result) -> [String] {
            screening.criteria.filter { $0.result == result }.map { found in
                let name = found.name(on: say.page, in: say.language)
                return found.isRequired ? say("compare-required", ["name": name]) : name
            }
        }
        let met = names(.met)
        return ComparedCell(
            main: say("compare-met", ["met": "\(met.count)", "count": "\(screening.criteria.count)"]),
            notes: [word("screening", screening.outcome.rawValue)]
                + (screening.notes ?? []).map { word("note", $0) },
            lists: [
                ComparedCell.Items(heading: word("result", "met"), items: met),
                ComparedCell.Items(heading: word("result", "not-met"), items: names(.notMet)),
                ComparedCell.Items(heading: word("result", "unclear"), items: names(.unclear)),
            ])
    }

    /// Each dimension with the levels that people gave and who gave them.
    func grades(_ one: ComparedApplication) -> ComparedCell {
        let heldBack =
            one.heldBackCount > 0 ? [say("compare-held-back", ["count": "\(one.heldBackCount)"])] : []
        guard !one.grades.isEmpty else {
            return ComparedCell(main: heldBack.isEmpty ? say("compare-no-grades") : nil, notes: heldBack)
        }
        var levels: [String: [String]] = [:]
        for grade in one.grades { levels[grade.dimension, default: []].append("\(grade.level) (\(grade.gradedBy))") }
        return ComparedCell(
            notes: levels.sorted { $0.key < $1.key }.map { dimension, levels in
                "\(DimensionNames.name(of: dimension, in: say.language)): \(levels.joined(separator: ", "))"
            } + heldBack)
    }

    /// Why a report is no plain recommendation, and what a person should look at in an answer.
    func flags(_ one: ComparedApplication) -> ComparedCell {
        guard one.view.report != nil else { return .nothing }
        let answers = (one.report?.answers ?? []).flatMap { answer in
            ((answer.reason.map { [$0] } ?? []) + (answer.notices ?? [])).map {
                say("compare-answer", ["number": "\(answer.questionNumber)", "what": $0.sentence])
            }
        }
        let all = (one.report?.reasons.map(\.sentence) ?? one.view.report?.reasons ?? []) + answers
        return all.isEmpty
            ? ComparedCell(main: say("compare-no-flags"))
            : ComparedCell(lists: [ComparedCell.Items(heading: say("compare-look"), items: all)])
    }

    /// By how much a number may be otherwise.
    private func doubts(_ error: Score?, _ range: ScoreRange?) -> [String] {
        (error.map { [say("compare-error", ["points": "\($0)"])] } ?? [])
            + (range.map { [say("compare-range", ["low": "\($0.low)", "high": "\($0.high)"])] } ?? [])
    }

    /// What evidence speaks about, each once; where it has no name, the words themselves.
    private func subjects(_ told: ReadReport.Dimension?) -> [String] {
        (told?.evidence ?? []).compactMap { $0.subject ?? $0.quote.map { "“\($0.words)”" } }
            .reduce(into: [String]()) { all, one in if !all.contains(one) { all.append(one) } }
    }

    private func some(of items: [String]) -> [String] {
        let rest = items.count - ComparisonRow.itemCountMax
        return Array(items.prefix(ComparisonRow.itemCountMax))
            + (rest > 0 ? [say("compare-more", ["count": "\(rest)"])] : [])
    }

    private func word(_ family: String, _ code: String) -> String { say.page.say(family, code, in: say.language) }
}
