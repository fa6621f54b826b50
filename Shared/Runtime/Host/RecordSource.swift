import Domain
import Flow
import Kafka
import Kernel

/// Where a lane takes records from: the partitions that are its own, or what a simulation puts there.
protocol RecordSource: AnyObject, Sendable {
    /// Takes what is there, waiting for the first record only; what was taken before counts as done.
    func take(countMax: Int, waitMilliseconds: Int, now: Instant) -> TakenRecords
    /// Takes what is there without waiting, while what was taken before is still in work; nothing when fewer are there.
    func takeMore(countMin: Int, countMax: Int, now: Instant) -> TakenRecords
    /// These are done: reading goes on behind them. Throws when it is not known any more to whom they belong.
    func store(_ position: any Sendable) throws
    /// What was taken last is done, or will not be.
    func finish()
    /// Makes a waiting `take` return.
    func wake()
}

struct TakenRecords {
    var arrivals: [Arrival] = []
    /// What `store` is told when all of these are done; nil when there are none.
    var position: (any Sendable)?
}

/// The queue of one lane of the consumer.
final class TopicSource: RecordSource {
    private let consumer: Consumer
    private let queue: LaneQueue
    private let reading: RecordReading

    init(_ consumer: Consumer, lane: Int, _ reading: RecordReading) {
        self.consumer = consumer
        queue = consumer.lanes[lane]
        self.reading = reading
    }

    func take(countMax: Int, waitMilliseconds: Int, now: Instant) -> TakenRecords {
        taken(queue.poll(countMax: countMax, timeoutMilliseconds: waitMilliseconds), now)
    }

    func takeMore(countMin: Int, countMax: Int, now: Instant) -> TakenRecords {
        taken(queue.pollMore(countMin: countMin, countMax: countMax), now)
    }

    private func taken(_ records: KafkaBatch, _ now: Instant) -> TakenRecords {
        records.isEmpty
            ? TakenRecords() : TakenRecords(arrivals: reading.arrivals(records, now: now), position: records)
    }

    func store(_ position: any Sendable) throws {
        guard let records = position as? KafkaBatch else { preconditionFailure("a position is a batch of this source") }
        try consumer.store(records)
    }

    func finish() { queue.finish() }
    func wake() { queue.wake() }
}
