import CRDKafka
import Telemetry
import Threads

/// The records of one lane's partitions. One thread polls it; not polling is the back-pressure: librdkafka then stops
/// fetching when its own queue is full, while the group's membership is kept elsewhere.
///
/// (Pausing partitions instead would skip offsets with librdkafka 2.0.2.)
package final class LaneQueue: @unchecked Sendable {
    // Sendable by hand: the state is guarded by the consumer's gate, the rest never changes.
    package let index: Int
    private let queue: OpaquePointer
    private let gate: ConsumerGate
    private let log: Logger
    /// Names by librdkafka's handles, so that no string is made per record; one assignment's handles stay valid.
    private var topics: [(handle: OpaquePointer, name: String)] = []
    private var topicsGeneration = 0

    init(index: Int, queue: OpaquePointer, gate: ConsumerGate, log: Logger) {
        self.index = index
        self.queue = queue
        self.gate = gate
        self.log = log
    }

    func forward(_ partition: OpaquePointer) { rd_kafka_queue_forward(partition, queue) }

    func destroy() { rd_kafka_queue_destroy(queue) }

    /// Takes what is there, waiting for the first record only; the batch taken before counts as done.
    ///
    /// Empty when the time is over, `wake` was called, or a rebalance is under way.
    package func poll(countMax: Int, timeoutMilliseconds: Int) -> KafkaBatch {
        precondition(countMax > 0)
        let deadline = Deadline(milliseconds: timeoutMilliseconds)
        guard gate.beginPolling(index, until: deadline) else { return empty }
        var messages: [UnsafeMutablePointer<rd_kafka_message_t>] = []
        if let first = rd_kafka_consume_queue(queue, Int32(clamping: deadline.remainingMilliseconds)) {
            messages.append(first)
            messages += rest(countMax - 1)
        }
        guard let assignment = gate.endPolling(index, found: !messages.isEmpty) else {
            // Revoked in the meantime: whoever owns the partitions next reads these again.
            for message in messages { rd_kafka_message_destroy(message) }
            return empty
        }
        return KafkaBatch(kept(messages, assignment), topics: topics, generation: assignment.generation)
    }

    /// Takes what is there without waiting, while the batch taken before is still in work: a lane reads the states of the next
    /// transaction in the round trip of this one. Empty when fewer are there, no batch is held or a rebalance is under way.
    package func pollMore(countMin: Int = 1, countMax: Int) -> KafkaBatch {
        guard rd_kafka_queue_length(queue) >= countMin, let assignment = gate.continuing(index) else { return empty }
        return KafkaBatch(kept(rest(countMax), assignment), topics: topics, generation: assignment.generation)
    }

    /// Says that the batch taken last is done, or will not be: a rebalance need not wait for it.
    package func finish() { gate.finish(index) }

    /// Makes a waiting `poll` return.
    package func wake() {
        gate.wake(index)
        rd_kafka_queue_yield(queue)
    }

    /// Makes a poll that waits for records return, so that a rebalance can go on.
    func yield() { rd_kafka_queue_yield(queue) }

    private var empty: KafkaBatch { KafkaBatch([], topics: [], generation: 0) }

    private func rest(_ countMax: Int) -> [UnsafeMutablePointer<rd_kafka_message_t>] {
        guard countMax > 0 else { return [] }
        let room = UnsafeMutablePointer<UnsafeMutablePointer<rd_kafka_message_t>?>.allocate(capacity: countMax)
        defer { room.deallocate() }
        let count = rd_kafka_consume_batch_queue(queue, 0, room, countMax)
        return (0..<max(0, count)).compactMap { room[$0] }
    }

    /// Drops what is no record (librdkafka reports errors on the same queue) and what is not ours any more.
    private func kept(
        _ messages: [UnsafeMutablePointer<rd_kafka_message_t>], _ assignment: ConsumerGate.Assignment
    ) -> [UnsafeMutablePointer<rd_kafka_message_t>] {
        if assignment.generation != topicsGeneration {
            topics.removeAll()
            topicsGeneration = assignment.generation
        }
        var kept: [UnsafeMutablePointer<rd_kafka_message_t>] = []
        kept.reserveCapacity(messages.count)
        var lastHandle: OpaquePointer?
        var lastPartition: Int32 = -1
        for message in messages {
            let (handle, partition) = (message.pointee.rkt, message.pointee.partition)
            guard message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR else {
                report(message.pointee)
                rd_kafka_message_destroy(message)
                continue
            }
            if handle != lastHandle || partition != lastPartition {
                guard assignment.places.contains(TopicPartition(name(of: handle), partition)) else {
                    rd_kafka_message_destroy(message)
                    continue
                }
                (lastHandle, lastPartition) = (handle, partition)
            }
            kept.append(message)
        }
        return kept
    }

    private func report(_ message: rd_kafka_message_t) {
        log.warning(
            "Partition reported an error",
            metadata: [
                "kafka.error": .string(RDHandle.text(rd_kafka_err2name(message.err))),
                "kafka.partition": .integer(message.partition),
            ])
    }

    private func name(of handle: OpaquePointer?) -> String {
        guard let handle else { return "" }
        if let known = topics.first(where: { $0.handle == handle }) { return known.name }
        let name = RDHandle.text(rd_kafka_topic_name(handle))
        topics.append((handle, name))
        return name
    }
}
