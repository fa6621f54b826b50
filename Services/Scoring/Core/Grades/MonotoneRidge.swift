/// A straight line through points whose slopes are never negative and no larger than the points ask for: least squares with a ridge
/// (Hoerl and Kennard 1970) and slopes from 0 up, by coordinate descent in a fixed order.
struct MonotoneRidge: Sendable, Hashable {
    var intercept: Double
    var slopes: [Double]

    /// As if one more answer, of no merit and no grade, had been seen along each feature.
    static let ridge = 1.0
    private static let sweepCountMax = 500
    private static let stillness = 1e-10

    init(_ sums: Sums) {
        let (n, count) = (sums.count, sums.features.count)
        let means = sums.features.map { $0 / n }
        let mean = sums.target / n
        let products = (0..<count).map { row in
            (0..<count).map { sums.products[row][$0] - n * means[row] * means[$0] }
        }
        let targets = (0..<count).map { sums.targets[$0] - n * means[$0] * mean }
        var slopes = [Double](repeating: 0, count: count)
        for _ in 0..<Self.sweepCountMax {
            var change = 0.0
            for index in 0..<count {
                var rest = targets[index]
                for other in 0..<count where other != index { rest -= products[index][other] * slopes[other] }
                let slope = max(0, rest / (products[index][index] + Self.ridge))
                change = max(change, abs(slope - slopes[index]))
                slopes[index] = slope
            }
            if change < Self.stillness { break }
        }
        self.slopes = slopes
        intercept = mean - zip(slopes, means).reduce(0) { $0 + $1.0 * $1.1 }
    }

    func value(at features: [Double]) -> Double {
        zip(slopes, features).reduce(intercept) { $0 + $1.0 * $1.1 }
    }

    /// All that a line needs to know of its points; one can be taken out again.
    struct Sums: Sendable {
        private(set) var count = 0.0
        private(set) var features: [Double]
        private(set) var target = 0.0
        private(set) var products: [[Double]]
        private(set) var targets: [Double]

        init(featureCount: Int) {
            features = [Double](repeating: 0, count: featureCount)
            products = [[Double]](repeating: features, count: featureCount)
            targets = features
        }

        mutating func add(_ point: [Double], _ value: Double, times: Double = 1) {
            count += times
            target += times * value
            for row in features.indices {
                features[row] += times * point[row]
                targets[row] += times * point[row] * value
                for column in features.indices { products[row][column] += times * point[row] * point[column] }
            }
        }

        func without(_ point: [Double], _ value: Double) -> Sums {
            var sums = self
            sums.add(point, value, times: -1)
            return sums
        }
    }
}
