import Synchronization
import Telemetry

/// The series of requests that were counted before, so that their labels need not be put together for each request.
final class RequestMetrics: Sendable {
    private struct Kind: Hashable {
        let route: String
        let status: Int
    }

    private let known = Mutex<[Kind: (Counter, Histogram)]>([:])

    func found(_ route: String, _ status: Int) -> (Counter, Histogram) {
        let kind = Kind(route: route, status: status)
        return known.withLock { known in
            if let pair = known[kind] { return pair }
            let pair = (Metric.request(route, status), Metric.requestSeconds(route))
            known[kind] = pair
            return pair
        }
    }
}
