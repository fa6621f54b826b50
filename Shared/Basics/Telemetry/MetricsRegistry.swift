import Synchronization

/// Holds every series of the process and writes them as Prometheus text.
///
/// A family holds at most `seriesCountMax` series: what comes after shares one whose dimension values are all
/// `other`, so a careless dimension cannot fill the memory of the service or of Prometheus.
package final class MetricsRegistry: Sendable {
    package static let shared = MetricsRegistry()
    package static let seriesCountMax = 500

    enum Cell: Sendable {
        case counter(CounterCell), gauge(GaugeCell), histogram(HistogramCell)
    }

    struct Family: Sendable {
        let kind: String
        var help: String
        var series: [[LabelPair]: Cell] = [:]
    }

    private let families = Mutex<[String: Family]>([:])

    package init() {}

    func counter(_ label: String, _ dimensions: [(String, String)], _ help: String) -> CounterCell {
        let cell = cell(label, "counter", dimensions, help) { .counter(CounterCell()) }
        guard case .counter(let counter) = cell else { preconditionFailure("\(label) is not a counter") }
        return counter
    }

    func gauge(_ label: String, _ dimensions: [(String, String)], _ help: String) -> GaugeCell {
        let cell = cell(label, "gauge", dimensions, help) { .gauge(GaugeCell()) }
        guard case .gauge(let gauge) = cell else { preconditionFailure("\(label) is not a gauge") }
        return gauge
    }

    func histogram(
        _ label: String, _ dimensions: [(String, String)], _ buckets: Histogram.Buckets, _ help: String
    ) -> HistogramCell {
        let cell = cell(label, "histogram", dimensions, help) { .histogram(HistogramCell(bounds: buckets.bounds)) }
        guard case .histogram(let histogram) = cell else { preconditionFailure("\(label) is not a histogram") }
        return histogram
    }

    private func cell(
        _ label: String, _ kind: String, _ dimensions: [(String, String)], _ help: String, make: () -> Cell
    ) -> Cell {
        precondition(isMetricName(label), "\(label) is no metric name")
        precondition(dimensions.allSatisfy { isLabelName($0.0) }, "\(label) has a dimension that is no label name")
        var pairs = dimensions.map { LabelPair(name: $0.0, value: $0.1) }.sorted { $0.name < $1.name }
        return families.withLock { families in
            var family = families[label] ?? Family(kind: kind, help: help)
            precondition(family.kind == kind, "\(label) is a \(family.kind), not a \(kind)")
            if family.help.isEmpty { family.help = help }
            if family.series[pairs] == nil, family.series.count >= Self.seriesCountMax {
                pairs = pairs.map { LabelPair(name: $0.name, value: "other") }
            }
            let cell = family.series[pairs] ?? make()
            family.series[pairs] = cell
            families[label] = family
            return cell
        }
    }

    var snapshot: [(name: String, family: Family)] {
        families.withLock { $0.sorted { $0.key < $1.key }.map { (name: $0.key, family: $0.value) } }
    }
}

/// One dimension of a series and its value.
struct LabelPair: Hashable, Sendable {
    let name: String
    let value: String
}

private func isMetricName(_ name: String) -> Bool { isName(name, orColon: true) }
private func isLabelName(_ name: String) -> Bool { isName(name, orColon: false) && !name.hasPrefix("__") }

private func isName(_ name: String, orColon: Bool) -> Bool {
    guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        case UInt8(ascii: ":"): orColon
        default: false
        }
    }
}
