import CRDKafka
import Telemetry
import Threads

/// Reads topics from their beginning to their present end, outside of any group: for tools that look.
package struct TopicReader {
    private let kafka: KafkaSettings
    private let log: Logger

    package init(_ kafka: KafkaSettings, log: Logger) {
        self.kafka = kafka
        self.log = log
    }

    /// Hands over every record, in order per partition, until the ends are reached or `body` says false.
    /// Topics that are not there are skipped. Blocks; not for the cooperative pool.
    package func read(
        _ topics: [String], timeoutMilliseconds: Int, _ body: (KafkaRecord) throws -> Bool
    ) throws {
        let deadline = Deadline(milliseconds: timeoutMilliseconds)
        let own = ["group.id": "colloquy-reader", "enable.auto.commit": "false", "enable.partition.eof": "true"]
        let handle = try RDHandle(RD_KAFKA_CONSUMER, kafka.properties(own), RDCallbacks(log: log))
        defer { handle.destroy() }
        // Before the client is a consumer, since afterwards errors of connections come with the records.
        let counts = try handle.describe(timeoutMilliseconds: deadline.remainingMilliseconds).partitionCounts
        rd_kafka_poll_set_consumer(handle.pointer)
        var open = try assign(handle, topics, counts)
        defer { rd_kafka_consumer_close(handle.pointer) }
        while !open.isEmpty {
            guard deadline.remainingMilliseconds > 0 else { throw KafkaError("read", RD_KAFKA_RESP_ERR__TIMED_OUT) }
            guard let message = rd_kafka_consumer_poll(handle.pointer, 200) else { continue }
            switch message.pointee.err {
            case RD_KAFKA_RESP_ERR_NO_ERROR:
                let batch = KafkaBatch([message], topics: [], generation: 0)
                guard try body(batch[0]) else { return }
            case RD_KAFKA_RESP_ERR__PARTITION_EOF:
                open.remove(
                    TopicPartition(RDHandle.text(rd_kafka_topic_name(message.pointee.rkt)), message.pointee.partition))
                rd_kafka_message_destroy(message)
            case let code:
                rd_kafka_message_destroy(message)
                let error = KafkaError("read", code)
                guard error.isRetriable else { throw error }
            }
        }
    }

    /// Begins all partitions at their first record; says which there are.
    private func assign(
        _ handle: RDHandle, _ topics: [String], _ counts: [String: Int]
    ) throws(KafkaError) -> Set<TopicPartition> {
        let list = rd_kafka_topic_partition_list_new(16)
        defer { rd_kafka_topic_partition_list_destroy(list) }
        var places: Set<TopicPartition> = []
        for topic in topics {
            for partition in 0..<(counts[topic] ?? 0) {
                let element = rd_kafka_topic_partition_list_add(list, topic, Int32(clamping: partition))
                element?.pointee.offset = Int64(RD_KAFKA_OFFSET_BEGINNING)
                places.insert(TopicPartition(topic, Int32(clamping: partition)))
            }
        }
        guard !places.isEmpty else { return [] }
        let code = rd_kafka_assign(handle.pointer, list)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError("read", code) }
        return places
    }
}
