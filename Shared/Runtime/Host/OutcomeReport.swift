import Domain
import Flow
import Kernel
import Telemetry

/// Tells what became of a transaction's arrivals: to the log, to the metrics and to whoever waits.
struct OutcomeReport {
    private let reactor: Reactor
    private let logger: Logger
    /// By what they count, so that finding one costs no lock.
    private var counters: [Key: Counter] = [:]

    init(_ reactor: Reactor, _ logger: Logger) {
        self.reactor = reactor
        self.logger = logger
    }

    /// Logs and counts what became of a transaction's arrivals, and tells those who wait for it.
    mutating func tell(_ arrivals: [Arrival], _ outcomes: [Outcome]) {
        var run = (route: Int?.none, label: "", count: 0)
        for index in arrivals.indices {
            let (route, outcome) = (arrivals[index].route, outcomes[index])
            if run.route != route || run.label != outcome.label {
                count(run.count, route: run.route, outcome: run.label)
                run = (route, outcome.label, 0)
            }
            run.count += 1
            log(arrivals[index], outcome)
            arrivals[index].completion?(outcome)
        }
        count(run.count, route: run.route, outcome: run.label)
    }

    private func log(_ arrival: borrowing Arrival, _ outcome: Outcome) {
        let level: Logger.Level
        let message: StaticString
        switch outcome {
        case .buried: (level, message) = (.error, "Record went to the dead letters")
        case .refused: (level, message) = (.notice, "Event was refused")
        case .notYet: (level, message) = (.debug, "Event waits for its other half")
        case .ignored: (level, message) = (.trace, "Event concerns nobody here")
        default: (level, message) = (.debug, "Event recorded")
        }
        guard level >= logger.logLevel else { return }
        logger.log(level: level, message, metadata: Self.metadata(arrival, outcome, reactor))
    }

    static func metadata(_ arrival: borrowing Arrival, _ outcome: Outcome, _ reactor: Reactor) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "event.name": .string(arrival.route.map { reactor.name(of: $0) } ?? "-"),
            "event.id": .string(arrival.cause.inboxID.description), "outcome": .string(outcome.label),
        ]
        if arrival.fault != nil, case .topic(let name, let partition, let offset) = arrival.origin {
            // The key of a record that nobody could read is the sender's and may be anything.
            metadata["record"] = .string("\(name)/\(partition)/\(offset)")
        } else {
            metadata["key"] = .string(arrival.key)
        }
        switch outcome {
        case .buried(let reason), .notYet(let reason): metadata["reason"] = .string(reason)
        case .refused(let refusal):
            metadata["refusal.code"] = .string(refusal.code)
            metadata["refusal.ending"] = .string(refusal.ending.label)
        default: break
        }
        return metadata
    }

    private mutating func count(_ count: Int, route: Int?, outcome: String) {
        guard count > 0 else { return }
        let key = Key(route: route, outcome: outcome)
        let counter = counters[key] ?? Metric.handled(route.map { reactor.name(of: $0) } ?? "-", outcome)
        counters[key] = counter
        counter.increment(by: Int64(count))
    }

    private struct Key: Hashable {
        let route: Int?
        let outcome: String
    }
}
