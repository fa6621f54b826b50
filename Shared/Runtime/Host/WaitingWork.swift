import Domain
import Postgres
import Synchronization
import Telemetry

/// What waits after a failure, as metrics and as sentences for `/readyz`.
final class WaitingWork: Sendable {
    private let work: ParkedWork
    /// Series that were shown: what waits no more goes to 0.
    private let shown = Mutex<Set<[String]>>([])

    init(_ work: ParkedWork) { self.work = work }

    func refreshMetrics() async {
        guard let waiting = try? await work.waiting() else { return }
        let labels = Dictionary(
            waiting.map { ([$0.name, $0.kind.rawValue, $0.reason], $0) }, uniquingKeysWith: { first, _ in first })
        let all = shown.withLock { shown -> Set<[String]> in
            shown.formUnion(labels.keys)
            return shown
        }
        for series in all {
            let gauges = Metric.waiting(series[0], series[1], series[2])
            gauges.count.set(labels[series]?.count ?? 0)
            gauges.seconds.set(labels[series]?.seconds ?? 0)
        }
    }

    /// One sentence for each heap. The service is ready all the same: it takes work in and will catch up.
    func sentences() async -> [String] {
        guard let waiting = try? await work.waiting() else { return [] }
        return waiting.map { heap in
            let subject = heap.count == 1 ? "1 run of \(heap.name) waits" : "\(heap.count) runs of \(heap.name) wait"
            return "degraded: \(subject) after \(heap.reason) (\(heap.kind.rawValue)), the oldest for \(heap.seconds) s"
        }
    }
}
