import Events

/// Why an agreement has no number.
enum AgreementRefusal: String, Error, Hashable {
    case tooFew = "too-few"
    case oneGrader = "one-grader"
    /// Somebody graded not everything; what is missing is neither guessed nor passed over.
    case gaps
    /// Everybody gave everything the same level.
    case noSpread = "no-spread"
}

/// How far single graders agree, by the three designs of Shrout and Fleiss (1979, Psychological Bulletin 86, 420–428).
enum IntraclassDesign: Sendable, CaseIterable {
    /// Each answer by other graders: ICC(1,1).
    case others
    /// All answers by the same graders, who stand for any, and absolute agreement counts: ICC(2,1).
    case same
    /// The same graders, who are all there are, and order counts alone: ICC(3,1).
    case fixed
}

/// The correlation of a table with a row for each answer and a column for each grader, with its 95 % interval (McGraw and Wong 1996).
func intraclassCorrelation(
    _ table: [[Double?]], _ design: IntraclassDesign
) throws(AgreementRefusal) -> Agreement.Estimate {
    let rows = table.map { $0.compactMap(\.self) }
    guard let graderCount = table.map(\.count).max(), table.count >= 2 else { throw .tooFew }
    guard graderCount >= 2 else { throw .oneGrader }
    guard rows.allSatisfy({ $0.count == graderCount }) else { throw .gaps }
    let squares = MeanSquares(rows, Double(rows.count), Double(graderCount))
    guard squares.hasSpread else { throw .noSpread }
    return squares.estimate(design)
}

/// The analysis of variance of a full table.
private struct MeanSquares {
    let n: Double
    let k: Double
    let between: Double
    let within: Double
    let graders: Double
    let error: Double

    init(_ rows: [[Double]], _ n: Double, _ k: Double) {
        (self.n, self.k) = (n, k)
        let columns = (0..<Int(k)).map { column in rows.reduce(0) { $0 + $1[column] } / n }
        let means = rows.map { $0.reduce(0, +) / k }
        let mean = means.reduce(0, +) / n
        func square(_ value: Double) -> Double { value * value }
        let ofRows = k * means.reduce(0) { $0 + square($1 - mean) }
        let ofGraders = n * columns.reduce(0) { $0 + square($1 - mean) }
        let total = rows.reduce(0) { sum, row in sum + row.reduce(0) { $0 + square($1 - mean) } }
        between = ofRows / (n - 1)
        within = (total - ofRows) / (n * (k - 1))
        graders = ofGraders / (k - 1)
        error = max(0, (total - ofRows - ofGraders) / ((n - 1) * (k - 1)))
    }

    /// Some answer, or some grader, differs from the others.
    var hasSpread: Bool { between + (k - 1) * within > 1e-12 }

    func estimate(_ design: IntraclassDesign) -> Agreement.Estimate {
        switch design {
        case .others: oneWay(between, within, n * (k - 1))
        case .fixed: oneWay(between, error, (n - 1) * (k - 1))
        case .same: twoWay
        }
    }

    private func oneWay(_ signal: Double, _ noise: Double, _ degrees: Double) -> Agreement.Estimate {
        // No noise at all: a perfect agreement, and nothing to be unsure about.
        guard noise > 1e-12 else { return Agreement.Estimate(value: 1, low: 1, high: 1) }
        let ratio = signal / noise
        let low = ratio / FDistribution.quantile(0.975, n - 1, degrees)
        let high = ratio * FDistribution.quantile(0.975, degrees, n - 1)
        return Agreement.Estimate(
            value: (ratio - 1) / (ratio + k - 1), low: (low - 1) / (low + k - 1), high: (high - 1) / (high + k - 1))
    }

    private var twoWay: Agreement.Estimate {
        let value = (between - error) / (between + (k - 1) * error + k * (graders - error) / n)
        guard value < 1 - 1e-12 else { return Agreement.Estimate(value: 1, low: 1, high: 1) }
        // Satterthwaite's degrees of freedom.
        let a = k * value / (n * (1 - value))
        let b = 1 + k * value * (n - 1) / (n * (1 - value))
        let sum = a * graders + b * error
        let parts =
            a * graders * a * graders / (k - 1) + b * error * b * error / ((n - 1) * (k - 1))
        let degrees = max(1e-3, parts > 0 ? sum * sum / parts : 1)
        let low = FDistribution.quantile(0.975, n - 1, degrees)
        let high = FDistribution.quantile(0.975, degrees, n - 1)
        let noise = k * graders + (k * n - k - n) * error
        return Agreement.Estimate(
            value: value, low: n * (between - low * error) / (low * noise + n * between),
            high: n * (high * between - error) / (noise + n * high * between))
    }
}
