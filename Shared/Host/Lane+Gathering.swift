import Domain
import Flow
import Kafka
import Synchronization
import Telemetry

/// Taking what has arrived, and telling what became of it.
extension Lane {
    /// What waits in the mailbox, then what has arrived on the partitions.
    func gather(waitMilliseconds: Int) -> Batch {
        let now = parts.clock()
        var batch = Batch()
        batch.arrivals = mailbox.take(countMax: parts.settings.batchCountMax).map { dated($0.arrival, now) }
        let room = parts.settings.batchCountMax - batch.arrivals.count
        guard room > 0, let queue else { return batch }
        let wait = batch.arrivals.isEmpty ? waitMilliseconds : 0
        let records = queue.poll(countMax: room, timeoutMilliseconds: wait)
        if !records.isEmpty {
            batch.records = records
            let reading = parts.reading
            batch.arrivals += records.map { reading.arrival($0, now: now) }
        }
        // A submission may have woken the poll: it goes along.
        if batch.arrivals.isEmpty {
            batch.arrivals = mailbox.take(countMax: room).map { dated($0.arrival, now) }
        }
        return batch
    }

    /// What has arrived meanwhile, without waiting.
    func gatherMore() -> Batch {
        guard !isStopping.load(ordering: .acquiring) else { return Batch() }
        let now = parts.clock()
        var batch = Batch()
        batch.arrivals = mailbox.take(countMax: parts.settings.batchCountMax).map { dated($0.arrival, now) }
        let room = parts.settings.batchCountMax - batch.arrivals.count
        if room > 0, let records = queue?.pollMore(countMax: room), !records.isEmpty {
            batch.records = records
            let reading = parts.reading
            batch.arrivals += records.map { reading.arrival($0, now: now) }
        }
        return batch
    }

    func dated(_ arrival: Arrival, _ now: Instant) -> Arrival {
        var arrival = arrival
        arrival.cause.now = now
        return arrival
    }

    func parted(_ arrivals: [Arrival]) -> [[Arrival]] {
        var parts: [[Arrival]] = []
        var part: [Arrival] = []
        var bytes = 0
        for arrival in arrivals {
            if !part.isEmpty, bytes + arrival.value.count > self.parts.settings.batchBytesMax {
                parts.append(part)
                part = []
                bytes = 0
            }
            part.append(arrival)
            bytes += arrival.value.count
        }
        if !part.isEmpty { parts.append(part) }
        return parts
    }

    func report(_ arrival: Arrival, _ outcome: Outcome) {
        let name = arrival.route.map { parts.reading.reactor.name(of: $0) } ?? "-"
        Metric.handled(name, outcome.label).increment()
        var metadata: Logger.Metadata = [
            "event.name": .string(name), "event.id": .string(arrival.cause.inboxID.description),
            "key": .string(arrival.key),
            "outcome": .string(outcome.label),
        ]
        switch outcome {
        case .buried(let reason):
            metadata["reason"] = .string(reason)
            parts.log.error("Record went to the dead letters", metadata: metadata)
        case .refused(let refusal):
            metadata["refusal.code"] = .string(refusal.code)
            parts.log.notice("Event was refused", metadata: metadata)
        case .notYet(let reason):
            metadata["reason"] = .string(reason)
            parts.log.debug("Event waits for its other half", metadata: metadata)
        case .ignored: parts.log.trace("Event concerns nobody here", metadata: metadata)
        default: parts.log.debug("Event recorded", metadata: metadata)
        }
    }
}
