import CRDKafka

extension Cluster {
    /// Sends one request of the admin API, waits for its answer and reads it.
    func ask<Answer>(
        _ operation: String, _ kind: rd_kafka_admin_op_t, timeoutMilliseconds: Int,
        send: (_ options: OpaquePointer?, _ queue: OpaquePointer?) -> Void,
        read: (_ event: OpaquePointer) throws(KafkaError) -> Answer
    ) throws(KafkaError) -> Answer {
        let milliseconds = Int32(clamping: max(1000, timeoutMilliseconds))
        let options = rd_kafka_AdminOptions_new(handle.pointer, kind)
        defer { rd_kafka_AdminOptions_destroy(options) }
        rd_kafka_AdminOptions_set_request_timeout(options, milliseconds, nil, 0)
        // Only some requests know how long the broker itself may take.
        rd_kafka_AdminOptions_set_operation_timeout(options, milliseconds, nil, 0)
        let queue = rd_kafka_queue_new(handle.pointer)
        defer { rd_kafka_queue_destroy(queue) }
        send(options, queue)
        guard let event = rd_kafka_queue_poll(queue, milliseconds) else {
            throw KafkaError(operation, RD_KAFKA_RESP_ERR__TIMED_OUT)
        }
        defer { rd_kafka_event_destroy(event) }
        let code = rd_kafka_event_error(event)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw KafkaError(operation, code, reason: RDHandle.text(rd_kafka_event_error_string(event)))
        }
        return try read(event)
    }
}
