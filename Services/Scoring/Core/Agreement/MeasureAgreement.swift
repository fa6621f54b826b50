import Domain
import Events

/// How far machine and people, and people among themselves, agree in each dimension of a job.
func agreements(of grades: [GradeCounted]) -> [Agreement] {
    let dimensions = Set(grades.map(\.dimension)).sorted()
    return dimensions.prefix(dimensionCountMax).flatMap { dimension in
        let rows = gradedRows(grades.filter { $0.dimension == dimension && $0.level != nil })
        return [machineAndPeople(rows, dimension), people(rows, dimension)] + pairs(rows, dimension)
    }
}

private let dimensionCountMax = 12
/// Answers below which an agreement says nothing.
private let answerCountMin = 5
private let pairCountMax = 10
private let raterCountMax = 100

/// One answer with everybody's level.
private struct GradedRow {
    var untrained: Score?
    var levels: [ActorID: Int]
}

/// In the order of the answers' names, so that the same grades give the same bytes.
private func gradedRows(_ grades: [GradeCounted]) -> [GradedRow] {
    Dictionary(grouping: grades, by: \.answerID).sorted { $0.key < $1.key }.map { _, grades in
        GradedRow(
            untrained: grades.max { $0.countedAt < $1.countedAt }?.untrained,
            levels: Dictionary(grades.map { ($0.gradedBy, $0.level ?? 0) }) { $1 })
    }
}

private func machineAndPeople(_ rows: [GradedRow], _ dimension: String) -> Agreement {
    let scored = rows.filter { $0.untrained != nil }
    var agreement = Agreement(
        between: .machineAndPeople, dimension: dimension, raters: raters(rows), answerCount: scored.count,
        leftOutCount: rows.count - scored.count)
    let table = scored.map { row in
        [levelled(row.untrained ?? .zero), Double(row.levels.values.reduce(0, +)) / Double(row.levels.count)]
    }
    fill(&agreement, table)
    return agreement
}

private func people(_ rows: [GradedRow], _ dimension: String) -> Agreement {
    let raters = raters(rows)
    let isFull = rows.allSatisfy { row in raters.allSatisfy { row.levels[$0] != nil } }
    var agreement = Agreement(
        between: .people, dimension: dimension, raters: raters, answerCount: isFull ? rows.count : 0,
        leftOutCount: isFull ? 0 : rows.count)
    fill(&agreement, rows.map { row in raters.map { row.levels[$0].map(Double.init) } })
    return agreement
}

/// The pairs who graded most answers together; how many only one of the two graded is said beside.
private func pairs(_ rows: [GradedRow], _ dimension: String) -> [Agreement] {
    let raters = raters(rows)
    var found: [Agreement] = []
    for (index, one) in raters.enumerated() {
        for other in raters[(index + 1)...] {
            let either = rows.filter { $0.levels[one] != nil || $0.levels[other] != nil }
            let both = either.filter { $0.levels[one] != nil && $0.levels[other] != nil }
            guard both.count >= answerCountMin else { continue }
            var agreement = Agreement(
                between: .twoPeople, dimension: dimension, raters: [one, other], answerCount: both.count,
                leftOutCount: either.count - both.count)
            fill(&agreement, both.map { row in [one, other].map { row.levels[$0].map(Double.init) } })
            found.append(agreement)
        }
    }
    let order = found.indices.sorted { (found[$1].answerCount, $0) < (found[$0].answerCount, $1) }
    return order.prefix(pairCountMax).map { found[$0] }
}

private func fill(_ agreement: inout Agreement, _ table: [[Double?]]) {
    do throws(AgreementRefusal) {
        if table.contains(where: { $0.contains(nil) }) { throw .gaps }
        if table.first?.count == 1 { throw .oneGrader }
        if table.count < answerCountMin { throw .tooFew }
        agreement.correlation = rounded(try intraclassCorrelation(table, .same))
        guard table.allSatisfy({ $0.count == 2 }) else { return }
        let levels = table.map { row in row.map { Int(($0 ?? 0).rounded()) } }
        agreement.kappa = rounded(
            try quadraticKappa(levels.map { ($0[0], $0[1]) }, levelMax: AnswerGraded.levelMax))
    } catch {
        agreement.correlation = nil
        agreement.refusal = error.rawValue
    }
}

private func raters(_ rows: [GradedRow]) -> [ActorID] {
    Array(Set(rows.flatMap(\.levels.keys)).sorted().prefix(raterCountMax))
}

/// A score on the rubric's levels.
private func levelled(_ score: Score) -> Double { score.points * Double(AnswerGraded.levelMax) / 100 }

/// To the thousandth: more is noise.
private func rounded(_ estimate: Agreement.Estimate) -> Agreement.Estimate {
    func short(_ value: Double) -> Double { (max(-1_000, value) * 1000).rounded() / 1000 }
    return Agreement.Estimate(
        value: short(estimate.value), low: short(estimate.low), high: short(estimate.high))
}
