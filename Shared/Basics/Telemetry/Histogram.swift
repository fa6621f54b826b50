import Synchronization

/// How values are spread over fixed buckets, such as `colloquy_recording_seconds`.
package struct Histogram: Sendable {
    /// Upper bounds of the buckets, rising; a last one without bound is added.
    package struct Buckets: Sendable {
        let bounds: [Double]

        package init(upTo bounds: [Double]) {
            precondition(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }, "bucket bounds must rise")
            self.bounds = bounds
        }

        /// From a quarter of a millisecond to five minutes.
        package static let seconds = Buckets(upTo: [
            0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300,
        ])
        /// From 1 to 10 000.
        package static let counts = Buckets(upTo: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000])
    }

    private let cell: HistogramCell

    /// Makes or finds the series. The label must be a Prometheus name; dimensions must have few values.
    package init(
        label: String, dimensions: [(String, String)] = [], buckets: Buckets = .seconds, help: String = "",
        registry: MetricsRegistry = .shared
    ) {
        cell = registry.histogram(label, dimensions, buckets, help)
    }

    package func record(_ value: Double) { cell.record(value) }
    package func record(_ value: some BinaryInteger) { cell.record(Double(value)) }
    package func record(_ duration: Duration) { cell.record(duration / .seconds(1)) }

    /// How many values were recorded.
    package var count: UInt64 { cell.snapshot.perBucket.reduce(0, +) }
}

final class HistogramCell: Sendable {
    struct Counts: Sendable {
        var perBucket: [UInt64]
        var sum = 0.0
    }

    let bounds: [Double]
    private let counts: Mutex<Counts>

    init(bounds: [Double]) {
        self.bounds = bounds
        counts = Mutex(Counts(perBucket: Array(repeating: 0, count: bounds.count + 1)))
    }

    func record(_ value: Double) {
        guard !value.isNaN else { return }
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        counts.withLock {
            $0.perBucket[bucket] &+= 1
            $0.sum += value
        }
    }

    var snapshot: Counts { counts.withLock { $0 } }
}
