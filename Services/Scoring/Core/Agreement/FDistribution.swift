/// Fisher's F distribution, for the intervals of correlations. With logarithm and exponential of its own: those of the C library
/// differ by version in the last bit, and the same grades are to give the same bytes everywhere.
enum FDistribution {
    /// Below which the share lies; a share between 0 and 1, degrees of freedom above 0.
    static func quantile(_ share: Double, _ numerator: Double, _ denominator: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        while cumulative(high, numerator, denominator) < share, high < quantileMax { high *= 2 }
        for _ in 0..<bisectionCount {
            let middle = (low + high) / 2
            if cumulative(middle, numerator, denominator) < share { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    static func cumulative(_ value: Double, _ numerator: Double, _ denominator: Double) -> Double {
        let scaled = numerator * value
        return incompleteBeta(scaled / (scaled + denominator), numerator / 2, denominator / 2)
    }

    private static let quantileMax = 1e9
    private static let bisectionCount = 100

    /// Regularised; by the continued fraction where it converges quickly, else by symmetry (Abramowitz and Stegun 26.5).
    private static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        let front = exponential(
            logGamma(a + b) - logGamma(a) - logGamma(b) + a * logarithm(x) + b * logarithm(1 - x))
        return x < (a + 1) / (a + b + 2)
            ? front * continuedFraction(x, a, b) / a : 1 - front * continuedFraction(1 - x, b, a) / b
    }

    /// Lentz's method.
    private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        func kept(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / kept(1 - (a + b) * x / (a + 1))
        var result = d
        for step in 1...500 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / kept(1 + even * d)
            c = kept(1 + even / c)
            result *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / kept(1 + odd * d)
            c = kept(1 + odd / c)
            result *= d * c
            if abs(d * c - 1) < 1e-15 { break }
        }
        return result
    }

    /// Lanczos, g = 7; for arguments above 0.
    private static func logGamma(_ x: Double) -> Double {
        let coefficients = [
            676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
            -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
        ]
        if x < 0.5 { return logGamma(x + 1) - logarithm(x) }
        let y = x - 1
        var sum = 0.99999999999980993
        for (index, coefficient) in coefficients.enumerated() { sum += coefficient / (y + Double(index) + 1) }
        let t = y + 7.5
        return logarithm(2 * Double.pi) / 2 + (y + 0.5) * logarithm(t) - t + logarithm(sum)
    }

    private static let logarithmOf2 = 0.693147180559945309417

    private static func logarithm(_ x: Double) -> Double {
        // The significand lies from 1 to 2, where the series of the inverse hyperbolic tangent is short.
        let z = (x.significand - 1) / (x.significand + 1)
        var (term, sum) = (z, 0.0)
        for index in 0..<20 {
            sum += term / Double(2 * index + 1)
            term *= z * z
        }
        return Double(x.exponent) * logarithmOf2 + 2 * sum
    }

    private static func exponential(_ x: Double) -> Double {
        guard x > -700 else { return 0 }
        let power = (x / logarithmOf2).rounded()
        let rest = x - power * logarithmOf2
        var (term, sum) = (1.0, 1.0)
        for index in 1...20 {
            term *= rest / Double(index)
            sum += term
        }
        return sum * Double(sign: .plus, exponent: Int(power), significand: 1)
    }
}
