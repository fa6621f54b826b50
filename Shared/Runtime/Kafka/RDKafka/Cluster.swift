import CRDKafka
import Telemetry
import Threads

/// Looks at the cluster and makes topics: what set-up, readiness and metrics need. Its calls block; not for the
/// cooperative pool.
package final class Cluster: @unchecked Sendable {
    // Sendable by hand: librdkafka's clients may be used from any thread.
    let handle: RDHandle
    let log: Logger

    package init(_ kafka: KafkaSettings, log: Logger) throws(KafkaError) {
        self.log = log
        handle = try RDHandle(RD_KAFKA_PRODUCER, kafka.properties([:]), RDCallbacks(log: log))
    }

    package func close() { handle.destroy() }

    /// The brokers that answered for, and how many partitions each topic has.
    package struct Description: Sendable, Equatable {
        package let brokerCount: Int
        package let partitionCounts: [String: Int]
        /// Of the partition that has the fewest.
        package let replicaCounts: [String: Int]
    }

    /// Asks a broker for the cluster's metadata.
    package func describe(timeoutMilliseconds: Int) throws(KafkaError) -> Description {
        try handle.describe(timeoutMilliseconds: timeoutMilliseconds)
    }

    /// Offsets between a group's committed position and the end of each partition; a group that has committed nothing
    /// counts from the beginning. Some embedded brokers report ends that are too low.
    package func lag(
        group: String, topics: [String], _ kafka: KafkaSettings, timeoutMilliseconds: Int
    ) throws(KafkaError) -> [TopicPartition: Int64] {
        let deadline = Deadline(milliseconds: timeoutMilliseconds)
        let counts = try describe(timeoutMilliseconds: timeoutMilliseconds).partitionCounts
        let member = try RDHandle(RD_KAFKA_CONSUMER, kafka.properties(["group.id": group]), RDCallbacks(log: log))
        defer { member.destroy() }
        let list = rd_kafka_topic_partition_list_new(16)
        defer { rd_kafka_topic_partition_list_destroy(list) }
        for topic in topics {
            for partition in 0..<(counts[topic] ?? 0) {
                rd_kafka_topic_partition_list_add(list, topic, Int32(clamping: partition))
            }
        }
        let code = rd_kafka_committed(member.pointer, list, Int32(clamping: deadline.remainingMilliseconds))
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let list else { throw KafkaError("read committed positions", code) }
        var lag: [TopicPartition: Int64] = [:]
        for index in 0..<Int(list.pointee.cnt) {
            let element = list.pointee.elems[index]
            var low: Int64 = 0
            var high: Int64 = 0
            let code = rd_kafka_query_watermark_offsets(
                member.pointer, element.topic, element.partition, &low, &high,
                Int32(clamping: max(1, deadline.remainingMilliseconds)))
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError("read the end of a partition", code) }
            let committed = element.offset >= 0 ? element.offset : low
            lag[TopicPartition(RDHandle.text(element.topic), element.partition)] = max(0, high - max(low, committed))
        }
        return lag
    }
}

extension RDHandle {
    func describe(timeoutMilliseconds: Int) throws(KafkaError) -> Cluster.Description {
        let metadata = try metadata(timeoutMilliseconds: timeoutMilliseconds)
        defer { rd_kafka_metadata_destroy(metadata) }
        var counts: [String: Int] = [:]
        var replicas: [String: Int] = [:]
        for index in 0..<Int(metadata.pointee.topic_cnt) {
            let topic = metadata.pointee.topics[index]
            guard topic.err == RD_KAFKA_RESP_ERR_NO_ERROR else { continue }
            let name = RDHandle.text(topic.topic)
            counts[name] = Int(topic.partition_cnt)
            replicas[name] = (0..<Int(topic.partition_cnt)).map { Int(topic.partitions[$0].replica_cnt) }.min()
        }
        return Cluster.Description(
            brokerCount: Int(metadata.pointee.broker_cnt), partitionCounts: counts, replicaCounts: replicas)
    }

    /// Asks in short steps, so that a broker that refuses us is told as soon as it does and not after the whole time.
    private func metadata(timeoutMilliseconds: Int) throws(KafkaError) -> UnsafePointer<rd_kafka_metadata> {
        let deadline = Deadline(milliseconds: timeoutMilliseconds)
        while true {
            var metadata: UnsafePointer<rd_kafka_metadata>?
            let step = min(500, max(1, deadline.remainingMilliseconds))
            let code = rd_kafka_metadata(pointer, 1, nil, &metadata, Int32(clamping: step))
            if code == RD_KAFKA_RESP_ERR_NO_ERROR, let metadata { return metadata }
            // Errors of connections are told while the client is polled.
            rd_kafka_poll(pointer, 0)
            if let refusal = trouble.error, refusal.isRefusal { throw refusal }
            guard deadline.remainingMilliseconds > 0 else {
                throw KafkaError("describe the cluster", code, reason: trouble.error?.reason)
            }
            if code != RD_KAFKA_RESP_ERR__TIMED_OUT { OwnThread.sleep(milliseconds: 50) }
        }
    }
}
