import Events

/// Cohen's weighted kappa (1968, Psychological Bulletin 70, 213–220): how far two graders agree beyond chance, where a large
/// disagreement counts more than a small one. Its 95 % interval by the standard error of Fleiss, Cohen and Everitt (1969).
///
/// - Parameters:
///   - table: how often the one gave the row's level and the other the column's.
///   - disagreement: what each pair of levels costs, 0 on the diagonal.
func weightedKappa(
    _ table: [[Double]], disagreement: [[Double]]
) throws(AgreementRefusal) -> Agreement.Estimate {
    let count = table.reduce(0) { $0 + $1.reduce(0, +) }
    let levels = table.indices
    guard count > 0 else { throw .tooFew }
    let largest = disagreement.flatMap(\.self).max() ?? 0
    guard largest > 0 else { throw .noSpread }
    let shares = table.map { row in row.map { $0 / count } }
    let ofRows = shares.map { $0.reduce(0, +) }
    let ofColumns = levels.map { column in shares.reduce(0) { $0 + $1[column] } }
    // As agreements from 0 to 1, as the formula of the error has them.
    let weights = disagreement.map { row in row.map { 1 - $0 / largest } }
    var (observed, expected) = (0.0, 0.0)
    for row in levels {
        for column in levels {
            observed += weights[row][column] * shares[row][column]
            expected += weights[row][column] * ofRows[row] * ofColumns[column]
        }
    }
    guard expected < 1 - 1e-12 else { throw .noSpread }
    let kappa = (observed - expected) / (1 - expected)
    let rowMeans = levels.map { row in levels.reduce(0) { $0 + ofColumns[$1] * weights[row][$1] } }
    let columnMeans = levels.map { column in levels.reduce(0) { $0 + ofRows[$1] * weights[$1][column] } }
    var sum = 0.0
    for row in levels {
        for column in levels {
            let part = weights[row][column] - (rowMeans[row] + columnMeans[column]) * (1 - kappa)
            sum += shares[row][column] * part * part
        }
    }
    let rest = kappa - expected * (1 - kappa)
    let variance = max(0, (sum - rest * rest) / (count * (1 - expected) * (1 - expected)))
    let margin = 1.959963984540054 * variance.squareRoot()
    return Agreement.Estimate(value: kappa, low: max(-1, kappa - margin), high: min(1, kappa + margin))
}

/// The same of two graders' levels, with the square of their distance as what a disagreement costs.
func quadraticKappa(_ pairs: [(Int, Int)], levelMax: Int) throws(AgreementRefusal) -> Agreement.Estimate {
    var table = [[Double]](repeating: [Double](repeating: 0, count: levelMax + 1), count: levelMax + 1)
    for (one, other) in pairs { table[one][other] += 1 }
    let costs = (0...levelMax).map { row in (0...levelMax).map { Double((row - $0) * (row - $0)) } }
    return try weightedKappa(table, disagreement: costs)
}
