import CRDKafka
import Threads

/// Queues many records under one ticket: room, the lock and the topic's handle are got once for many records instead of once
/// for each. It belongs to one thread and ends soon: a client that failed is not replaced while it runs.
package struct ProduceRun: ~Copyable {
    private static let slotCountMax = 64

    private let producer: Producer
    private let ticket: UInt
    private var leftCount: Int
    /// Taken and not used yet, the next one last.
    private var slots: [UInt32] = []
    /// Good while the lock is held.
    private var topic: (name: [UInt8], handle: OpaquePointer)?
    private var isUsing = false

    init(_ producer: Producer, count: Int, ticket: UInt) {
        self.producer = producer
        self.ticket = ticket
        leftCount = count
    }

    deinit {
        if isUsing { producer.lock.endUsing() }
        producer.slots.give(slots)
    }

    /// Queues one record as `Producer.produce` does, but for the value: that is not copied and must stay where it is until
    /// `onDelivery` was told. What was queued before an error stays queued.
    package mutating func produce(
        topic name: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer,
        headerCount: Int, headers fill: (KafkaHeaders) -> Void
    ) throws(KafkaError) {
        let deadline = Deadline(milliseconds: producer.settings.roomMillisecondsMax)
        let slot = try takeSlot(until: deadline)
        guard let headers = KafkaHeaders(countHint: headerCount) else {
            slots.append(UInt32(slot))
            throw KafkaError("produce", RD_KAFKA_RESP_ERR__FAIL)
        }
        fill(headers)
        while true {
            let code = attempt(name, key, value, headers, slot)
            if code == RD_KAFKA_RESP_ERR_NO_ERROR {
                leftCount -= 1
                return
            }
            // Whoever makes room may need the lock first.
            stopUsing()
            guard producer.awaitRoom(after: code, until: deadline) else {
                headers.destroy()
                slots.append(UInt32(slot))
                throw KafkaError("produce", code)
            }
        }
    }

    private mutating func takeSlot(until deadline: Deadline) throws(KafkaError) -> Int {
        if let slot = slots.popLast() { return Int(slot) }
        // Whoever frees a slot may need the lock first.
        stopUsing()
        slots = producer.slots.take(max(1, min(leftCount, ProduceRun.slotCountMax)), ticket, until: deadline)
        guard let slot = slots.popLast() else { throw KafkaError("produce", RD_KAFKA_RESP_ERR__QUEUE_FULL) }
        return Int(slot)
    }

    private mutating func attempt(
        _ name: UnsafeRawBufferPointer, _ key: UnsafeRawBufferPointer?, _ value: UnsafeRawBufferPointer,
        _ headers: KafkaHeaders, _ slot: Int
    ) -> rd_kafka_resp_err_t {
        if !isUsing {
            producer.lock.beginUsing()
            isUsing = true
        }
        if topic.map({ !$0.name.elementsEqual(name) }) ?? true {
            guard let handle = producer.client.topic(String(decoding: name, as: UTF8.self)) else {
                return rd_kafka_last_error()
            }
            topic = (Array(name), handle)
        }
        guard let handle = topic?.handle else { return RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC }
        return producer.client.produce(
            on: handle, partition: RD_KAFKA_PARTITION_UA, key: key, value: value, isValueKept: true,
            headers: headers.pointer, slot: slot)
    }

    private mutating func stopUsing() {
        guard isUsing else { return }
        producer.lock.endUsing()
        isUsing = false
        topic = nil
    }
}
