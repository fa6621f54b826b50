import Domain
import Events
import Flow
import Host
import JSON
import Kafka
import Kernel
import Topology

/// A service's decisions made once more, in memory, over everything that lies on its topics, each at the moment at which it was made:
/// the facts that followed say when that was.
struct Replay {
    private let service: MappedService
    private let reactor: Reactor
    private let reading: RecordReading
    private let mark: ServiceMark
    private let topics: Set<String>
    private var steps: [Step] = []
    /// So that a key's records of one topic keep their order.
    private var lastTime: [String: Int64] = [:]

    private struct Step {
        let arrival: Arrival
        let time: Int64
    }

    init(_ service: MappedService) {
        self.service = service
        reactor = Reactor(service: service.name, reactions: service.reactions)
        reading = RecordReading(reactor)
        mark = ServiceMark(service.name)
        topics = Set(reactor.topics.map(\.name))
    }

    /// Takes a record that the service reads; `moments` tells when a fact was decided.
    mutating func take(_ record: KafkaRecord, moments: [String: Instant]) {
        guard topics.contains(record.topic) else { return }
        for arrival in reading.arrivals(record.batch, now: Host.now())
        where arrival.route != nil && arrival.fault == nil {
            let appended = Instant(millisecondsSinceEpoch: record.timestampMilliseconds ?? 0)
            let moment = moment(of: arrival.cause, moments) ?? appended
            let key = "\(record.topic) \(arrival.key)"
            let time = max(lastTime[key] ?? 0, moment.millisecondsSinceEpoch)
            lastTime[key] = time
            // A copy: the client cannot be ended while a record of its is held.
            let copy = Arrival(
                route: arrival.route, cause: arrival.cause, key: arrival.key, bytes: Array(arrival.value),
                origin: arrival.origin)
            copy.cause.now = moment
            steps.append(Step(arrival: copy, time: time))
        }
    }

    /// When this was decided: identities of what follows are derived from the cause, so they can be looked up.
    private func moment(of cause: Cause, _ moments: [String: Instant]) -> Instant? {
        let origin = cause.derivation.seen(by: mark)
        for index in 0..<4 {
            if let found = moments[EventID.derived(from: origin, index: index).description] { return found }
        }
        return nil
    }

    /// The states that come out, and the identities of the facts that were decided.
    func run(moments: [String: Instant]) -> (slots: SlotTable, facts: Set<String>) {
        let slots = SlotTable()
        var facts: Set<String> = []
        var seen: Set<EventID> = []
        var waiting: [String: [Arrival]] = [:]
        var timers: [(time: Int64, arrival: Arrival)] = []
        func decide(_ arrival: Arrival) -> Bool {
            let effects = Effects()
            let outcome = reactor.decide(arrival, in: DecisionScope(reactor, slots: slots, effects: effects))
            if case .notYet = outcome { return false }
            for item in effects.parked where item.kind == .wake {
                let again = Arrival(
                    route: reactor.route(item.name), cause: item.cause, key: item.key, bytes: item.payload,
                    origin: .parked(id: item.id, epoch: 0, attempt: 0))
                again.cause.now = moment(of: item.cause, moments) ?? item.dueAt
                timers.append((again.cause.now.millisecondsSinceEpoch, again))
            }
            for record in (try? effects.outbox.records()) ?? [] {
                if let id = record.headers.last(where: { $0.name == "ce_id" }) {
                    facts.insert(String(decoding: id.value, as: UTF8.self))
                }
            }
            return true
        }
        func settle(_ key: String) {
            guard let held = waiting.removeValue(forKey: key) else { return }
            for arrival in held where !decide(arrival) { waiting[key, default: []].append(arrival) }
        }
        for step in steps.enumerated().sorted(by: { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }) {
            while let next = timers.indices.min(by: { timers[$0].time < timers[$1].time }),
                timers[next].time <= step.element.time
            {
                let timer = timers.remove(at: next)
                if decide(timer.arrival) { settle(timer.arrival.key) }
            }
            let arrival = step.element.arrival
            guard seen.insert(arrival.cause.inboxID).inserted else { continue }
            if decide(arrival) { settle(arrival.key) } else { waiting[arrival.key, default: []].append(arrival) }
        }
        return (slots, facts)
    }
}
