import CloudEvents
import Domain
import Events
import Failpoints
import Flow
import Kafka
import Kernel
import Synchronization
import Telemetry

/// Hands committed blocks to the producer from memory, in order per lane, and says which were acknowledged.
final class Relay: Sendable {
    private let producer: Producer
    private let log: Logger
    private let published: @Sendable (_ byteCount: Int) -> Void

    /// - Parameter published: told the size of each block that is acknowledged as a whole.
    init(
        _ kafka: KafkaSettings, _ settings: ProducerSettings, log: Logger,
        published: @escaping @Sendable (_ byteCount: Int) -> Void
    ) throws {
        self.log = log
        self.published = published
        let refused = Metric.outboxRefused
        producer = try Producer(
            kafka, settings, log: log,
            hooks: Producer.Hooks { ticket, error in
                guard let pointer = UnsafeRawPointer(bitPattern: ticket) else { return }
                let progress = Unmanaged<BlockProgress>.fromOpaque(pointer)
                if let error {
                    refused.increment()
                    log.error(
                        "The broker refused a record for good",
                        metadata: ["kafka.error": .string(harmlessDescription(of: error))])
                }
                if progress.takeUnretainedValue().delivered(isAcknowledged: error == nil) { progress.release() }
            })
    }

    /// Queues every record of the block; `acknowledged` is called once, on the producer's thread, when all of them are
    /// acknowledged. Waits while too much is in flight. Throws `KafkaError` when there is no room in the end: the block stays in
    /// the outbox, and the same block is handed over again.
    func publish(_ block: OutboxBlock, acknowledged: @escaping @Sendable () -> Void) throws {
        failpoint("R1")
        Metric.outboxPending.increment()
        let (published, byteCount) = (published, block.byteCount)
        let progress = BlockProgress(block) {
            Metric.outboxPending.decrement()
            failpoint("R3")
            acknowledged()
            published(byteCount)
        }
        let ticket = UInt(bitPattern: Unmanaged.passRetained(progress).toOpaque())
        var queuedCount = 0
        do {
            var run = producer.run(count: block.recordCount, ticket: ticket)
            try block.forEachRecord { record in
                try run.produce(
                    topic: record.topic, key: record.key, value: record.value, headerCount: record.headerCount
                ) { headers in record.forEachHeader { headers.add($0, $1) } }
                queuedCount += 1
            }
            failpoint("R2")
        } catch {
            // What was not queued will never be acknowledged; the block is published again as a whole.
            Metric.outboxPending.decrement()
            progress.abandon()
            for _ in queuedCount..<block.recordCount where progress.delivered(isAcknowledged: false) {
                Unmanaged.passUnretained(progress).release()
            }
            throw error
        }
    }

    /// Queues one record that lies in no outbox: it says how things are, and is said again.
    func tell(_ topic: Topic, key: String, _ value: [UInt8]) throws {
        try Array(key.utf8).withUnsafeBytes { key in
            try value.withUnsafeBytes { value in
                try producer.produce(topic: topic.name, key: key, value: value) { headers in
                    headers.add(CloudEventHeader.contentType, "application/json")
                }
            }
        }
    }

    func flush(milliseconds: Int) -> Bool { producer.flush(milliseconds: milliseconds) }

    func close(milliseconds: Int) { producer.close(flushMilliseconds: milliseconds) }
}

/// Counts the acknowledgements of one block.
private final class BlockProgress: Sendable {
    private let left: Atomic<Int>
    private let isWhole = Atomic<Bool>(true)
    /// The producer reads the values where they lie, until the last is acknowledged.
    private let block: OutboxBlock
    private let done: @Sendable () -> Void

    init(_ block: OutboxBlock, done: @escaping @Sendable () -> Void) {
        self.block = block
        left = Atomic(block.recordCount)
        self.done = done
    }

    /// True for the last record.
    func delivered(isAcknowledged: Bool) -> Bool {
        if !isAcknowledged { isWhole.store(false, ordering: .releasing) }
        guard left.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 else { return false }
        if isWhole.load(ordering: .acquiring) { done() }
        return true
    }

    func abandon() { isWhole.store(false, ordering: .releasing) }
}
