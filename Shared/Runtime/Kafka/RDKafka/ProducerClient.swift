import CRDKafka

/// One client that produces, and its topic handles; replaced as a whole after a fatal error.
final class ProducerClient: @unchecked Sendable {
    // Sendable by hand: the dictionary has a lock, the rest never changes.
    let handle: RDHandle
    private let lock = ReadWriteLock()
    private var topics: [String: OpaquePointer] = [:]

    init(_ properties: [String: String], _ callbacks: RDCallbacks) throws(KafkaError) {
        handle = try RDHandle(RD_KAFKA_PRODUCER, properties, callbacks)
    }

    func topic(_ name: String) -> OpaquePointer? {
        if let known = lock.using({ topics[name] }) { return known }
        return lock.replacing {
            if let known = topics[name] { return known }
            let topic = rd_kafka_topic_new(handle.pointer, name, nil)
            topics[name] = topic
            return topic
        }
    }

    /// The headers are librdkafka's when it succeeds, and the caller's when it throws.
    func produce(
        topic: String, partition: Int32, key: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer,
        headers: OpaquePointer?, slot: Int
    ) -> rd_kafka_resp_err_t {
        guard let topic = self.topic(topic) else { return rd_kafka_last_error() }
        return produce(
            on: topic, partition: partition, key: key, value: value, isValueKept: false, headers: headers, slot: slot)
    }

    /// - Parameter isValueKept: the value stays where it is until its delivery is reported; else it is copied.
    func produce(
        on topic: OpaquePointer, partition: Int32, key: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer,
        isValueKept: Bool, headers: OpaquePointer?, slot: Int
    ) -> rd_kafka_resp_err_t {
        crdkafka_produce(
            handle.pointer, topic, partition, key?.baseAddress, key?.count ?? 0,
            value.baseAddress, value.count, isValueKept ? 0 : RD_KAFKA_MSG_F_COPY, headers,
            UnsafeMutableRawPointer(bitPattern: slot + 1))
    }

    func destroy() {
        for topic in topics.values { rd_kafka_topic_destroy(topic) }
        handle.destroy()
    }
}

/// A record taken back from a client that failed, to be produced again.
struct UnsentRecord {
    let slot: Int
    let sequence: UInt64
    let topic: String
    let partition: Int32
    let key: [UInt8]?
    let value: [UInt8]
    let headers: OpaquePointer?
}
