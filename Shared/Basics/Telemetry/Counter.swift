import Synchronization

/// A number that only grows, such as `colloquy_events_handled_total`.
package struct Counter: Sendable {
    private let cell: CounterCell

    /// Makes or finds the series. The label must be a Prometheus name; dimensions must have few values.
    package init(
        label: String, dimensions: [(String, String)] = [], help: String = "", registry: MetricsRegistry = .shared
    ) {
        cell = registry.counter(label, dimensions, help)
    }

    package func increment(by amount: Int64 = 1) {
        precondition(amount >= 0, "a counter only grows")
        cell.value.wrappingAdd(UInt64(amount), ordering: .relaxed)
    }

    package var value: UInt64 { cell.total }
}

final class CounterCell: Sendable {
    let value = Atomic<UInt64>(0)

    var total: UInt64 { value.load(ordering: .relaxed) }
}
