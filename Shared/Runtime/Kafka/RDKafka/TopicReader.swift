import CRDKafka
import Telemetry
import Threads

/// Reads topics to their present end, outside of any group: for tools that look.
package struct TopicReader {
    private let kafka: KafkaSettings
    private let log: Logger

    /// Where the reading of a topic begins.
    package enum Beginning: Sendable, Hashable {
        case first
        /// So many records before the end of each partition; at the first where there are fewer.
        case last(Int)
        /// One partition alone, from this record on.
        case record(partition: Int32, offset: Int64)
    }

    package init(_ kafka: KafkaSettings, log: Logger) {
        self.kafka = kafka
        self.log = log
    }

    /// Hands over every record, in order per partition, until the ends are reached or `body` says false.
    /// Topics that are not there are skipped. Blocks; not for the cooperative pool.
    package func read(
        _ topics: [String], timeoutMilliseconds: Int, _ body: (KafkaRecord) throws -> Bool
    ) throws {
        let wanted = Set(topics)
        try read(
            from: { wanted.contains($0) ? .first : nil }, timeoutMilliseconds: timeoutMilliseconds, body)
    }

    /// The same of those topics of the cluster for which `beginning` says where to begin.
    package func read(
        from beginning: (_ topic: String) -> Beginning?, timeoutMilliseconds: Int, _ body: (KafkaRecord) throws -> Bool
    ) throws {
        let deadline = Deadline(milliseconds: timeoutMilliseconds)
        let own = [
            "group.id": "colloquy-reader", "enable.auto.commit": "false", "enable.partition.eof": "true",
            // A place before the first record that is left is that record.
            "auto.offset.reset": "earliest", "queued.max.messages.kbytes": "\(Self.queuedKilobytesMax)",
        ]
        let handle = try RDHandle(RD_KAFKA_CONSUMER, kafka.properties(own), RDCallbacks(log: log))
        defer { handle.destroy() }
        // Before the client is a consumer, since afterwards errors of connections come with the records.
        let counts = try handle.describe(timeoutMilliseconds: deadline.remainingMilliseconds).partitionCounts
        rd_kafka_poll_set_consumer(handle.pointer)
        var open = try assign(handle, beginning, counts)
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

    /// Of each partition, beside the records that are handed over.
    private static let queuedKilobytesMax = 16 * 1024

    /// Begins the partitions where they are to be begun; says which there are.
    private func assign(
        _ handle: RDHandle, _ beginning: (String) -> Beginning?, _ counts: [String: Int]
    ) throws(KafkaError) -> Set<TopicPartition> {
        let list = rd_kafka_topic_partition_list_new(16)
        defer { rd_kafka_topic_partition_list_destroy(list) }
        var places: Set<TopicPartition> = []
        for (topic, count) in counts.sorted(by: { $0.key < $1.key }) {
            guard let beginning = beginning(topic) else { continue }
            for partition in 0..<Int32(clamping: count) {
                guard let offset = offset(beginning, in: partition) else { continue }
                let element = rd_kafka_topic_partition_list_add(list, topic, partition)
                element?.pointee.offset = offset
                places.insert(TopicPartition(topic, partition))
            }
        }
        guard !places.isEmpty else { return [] }
        let code = rd_kafka_assign(handle.pointer, list)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError("read", code) }
        return places
    }

    private func offset(_ beginning: Beginning, in partition: Int32) -> Int64? {
        switch beginning {
        case .first: Int64(RD_KAFKA_OFFSET_BEGINNING)
        case .last(let count): Int64(RD_KAFKA_OFFSET_TAIL_BASE) - Int64(count)
        case .record(let wanted, let offset): partition == wanted ? offset : nil
        }
    }
}
