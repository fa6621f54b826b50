import Flow
import Kafka
import Synchronization
import Telemetry

/// Hands committed blocks to the producer from memory, in order per lane, and says which were acknowledged.
final class Relay: Sendable {
    private let producer: Producer
    private let log: Logger
    private let pending = Atomic<Int>(0)

    init(_ kafka: KafkaSettings, _ settings: ProducerSettings, log: Logger) throws {
        self.log = log
        let refused = Metric.outboxRefused
        producer = try Producer(
            kafka, settings, log: log,
            hooks: Producer.Hooks { ticket, error in
                guard let pointer = UnsafeRawPointer(bitPattern: ticket) else { return }
                let progress = Unmanaged<BlockProgress>.fromOpaque(pointer)
                if let error {
                    refused.increment()
                    log.error("The broker refused a record for good", metadata: ["kafka.error": .string("\(error)")])
                }
                if progress.takeUnretainedValue().delivered(isAcknowledged: error == nil) { progress.release() }
            })
    }

    /// Blocks that are not wholly acknowledged.
    var pendingCount: Int { pending.load(ordering: .relaxed) }

    /// Queues every record of the block; `acknowledged` is called once, on the producer's thread, when all of them are
    /// acknowledged. Waits while too much is in flight. Throws `KafkaError` when there is no room in the end: the block stays in
    /// the outbox, and the same block is handed over again.
    func publish(_ block: OutboxBlock, acknowledged: @escaping @Sendable () -> Void) throws {
        let records = try block.records()
        pending.add(1, ordering: .relaxed)
        let progress = BlockProgress(count: records.count) { [self] in
            pending.subtract(1, ordering: .relaxed)
            acknowledged()
        }
        let ticket = UInt(bitPattern: Unmanaged.passRetained(progress).toOpaque())
        for (index, record) in records.enumerated() {
            do {
                try record.key.withUnsafeBytes { key in
                    try record.value.withUnsafeBytes { value in
                        try producer.produce(topic: record.topic, key: key, value: value, ticket: ticket) { headers in
                            for header in record.headers { headers.add(name: header.name, value: header.value) }
                        }
                    }
                }
            } catch {
                // What was not queued will never be acknowledged; the block is published again as a whole.
                pending.subtract(1, ordering: .relaxed)
                progress.abandon()
                for _ in index..<records.count where progress.delivered(isAcknowledged: false) {
                    Unmanaged.passUnretained(progress).release()
                }
                throw error
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
    private let done: @Sendable () -> Void

    init(count: Int, done: @escaping @Sendable () -> Void) {
        left = Atomic(count)
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
