import Synchronization

/// A number that goes up and down, such as `colloquy_outbox_pending_blocks`.
package struct Gauge: Sendable {
    private let cell: GaugeCell

    /// Makes or finds the series. The label must be a Prometheus name; dimensions must have few values.
    package init(
        label: String, dimensions: [(String, String)] = [], help: String = "", registry: MetricsRegistry = .shared
    ) {
        cell = registry.gauge(label, dimensions, help)
    }

    package func set(_ value: Double) { cell.bits.store(value.bitPattern, ordering: .relaxed) }
    package func set(_ value: some BinaryInteger) { set(Double(value)) }
    package func increment(by amount: Double = 1) { cell.add(amount) }
    package func decrement(by amount: Double = 1) { cell.add(-amount) }

    package var value: Double { cell.value }
}

final class GaugeCell: Sendable {
    let bits = Atomic<UInt64>(0)

    var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    func add(_ amount: Double) {
        var old = bits.load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + amount).bitPattern
            let (exchanged, original) = bits.weakCompareExchange(expected: old, desired: new, ordering: .relaxed)
            if exchanged { return }
            old = original
        }
    }
}
