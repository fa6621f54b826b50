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

/// One thing that one principal may do, as Kafka's access control lists know it.
package struct AccessRule: Sendable, Hashable {
    package enum Resource: Sendable, Hashable {
        case topic(String)
        case group(String)
        /// Every group whose name begins so.
        case groups(prefix: String)
    }

    package enum Operation: String, Sendable, CaseIterable {
        case read = "Read"
        case write = "Write"
        case create = "Create"
        case describeConfigs = "DescribeConfigs"
        case alterConfigs = "AlterConfigs"
    }

    /// `User:screening`.
    package let principal: String
    package let resource: Resource
    package let operation: Operation

    package init(_ principal: String, may operation: Operation, _ resource: Resource) {
        self.principal = principal
        self.resource = resource
        self.operation = operation
    }
}

extension Cluster {
    /// Adds these rules from any host; those that are there already stay.
    package func allow(_ rules: [AccessRule], timeoutMilliseconds: Int) throws(KafkaError) {
        var bindings: [OpaquePointer?] = []
        defer { for binding in bindings { rd_kafka_AclBinding_destroy(binding) } }
        for rule in rules { bindings.append(try binding(rule)) }
        try ask(
            "allow access", RD_KAFKA_ADMIN_OP_CREATEACLS, timeoutMilliseconds: timeoutMilliseconds,
            send: { options, queue in
                bindings.withUnsafeMutableBufferPointer {
                    rd_kafka_CreateAcls(handle.pointer, $0.baseAddress, $0.count, options, queue)
                }
            },
            read: { event throws(KafkaError) in
                var count = 0
                let answers = rd_kafka_CreateAcls_result_acls(rd_kafka_event_CreateAcls_result(event), &count)
                for index in 0..<count {
                    guard let error = rd_kafka_acl_result_error(answers?[index]) else { continue }
                    throw KafkaError(
                        "allow access", rd_kafka_error_code(error), reason: RDHandle.text(rd_kafka_error_string(error)))
                }
            })
    }

    private func binding(_ rule: AccessRule) throws(KafkaError) -> OpaquePointer {
        var text = [CChar](repeating: 0, count: 512)
        let (kind, name, pattern) =
            switch rule.resource {
            case .topic(let name): (RD_KAFKA_RESOURCE_TOPIC, name, RD_KAFKA_RESOURCE_PATTERN_LITERAL)
            case .group(let name): (RD_KAFKA_RESOURCE_GROUP, name, RD_KAFKA_RESOURCE_PATTERN_LITERAL)
            case .groups(let prefix): (RD_KAFKA_RESOURCE_GROUP, prefix, RD_KAFKA_RESOURCE_PATTERN_PREFIXED)
            }
        let operation =
            switch rule.operation {
            case .read: RD_KAFKA_ACL_OPERATION_READ
            case .write: RD_KAFKA_ACL_OPERATION_WRITE
            case .create: RD_KAFKA_ACL_OPERATION_CREATE
            case .describeConfigs: RD_KAFKA_ACL_OPERATION_DESCRIBE_CONFIGS
            case .alterConfigs: RD_KAFKA_ACL_OPERATION_ALTER_CONFIGS
            }
        let binding = rd_kafka_AclBinding_new(
            kind, name, pattern, rule.principal, "*", operation, RD_KAFKA_ACL_PERMISSION_TYPE_ALLOW, &text, text.count)
        guard let binding else {
            throw KafkaError(
                "allow access", invalid: text.withUnsafeBufferPointer { RDHandle.text($0.baseAddress) })
        }
        return binding
    }
}

extension Cluster {
    /// How these topics are; those that are not there are left out.
    package func states(
        of topics: [String], timeoutMilliseconds: Int
    ) throws(KafkaError) -> [String: TopicState] {
        let deadline = Deadline(milliseconds: timeoutMilliseconds)
        let description = try describe(timeoutMilliseconds: timeoutMilliseconds)
        let present = topics.filter { description.partitionCounts[$0] != nil }
        guard !present.isEmpty else { return [:] }
        let settings = try settings(of: present, until: deadline)
        return Dictionary(
            uniqueKeysWithValues: present.map { name in
                (
                    name,
                    TopicState(
                        partitionCount: description.partitionCounts[name] ?? 0,
                        replicaCount: description.replicaCounts[name] ?? 0, settings: settings[name] ?? [:])
                )
            })
    }

    /// Gives a topic these settings and keeps its others. AlterConfigs, the only such request of librdkafka 2.0.2, replaces all
    /// that a topic has of its own, so what it has is sent again.
    package func change(
        _ topic: String, _ changes: [String: String], in state: TopicState, timeoutMilliseconds: Int
    ) throws(KafkaError) {
        let kept = state.settings.filter(\.value.isOwn).mapValues(\.value)
        let resource = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic)
        defer { rd_kafka_ConfigResource_destroy(resource) }
        for (name, value) in kept.merging(changes, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
            rd_kafka_ConfigResource_set_config(resource, name, value)
        }
        var resources = [resource]
        try ask(
            "change the topic \(topic)", RD_KAFKA_ADMIN_OP_ALTERCONFIGS, timeoutMilliseconds: timeoutMilliseconds,
            send: { options, queue in
                resources.withUnsafeMutableBufferPointer {
                    rd_kafka_AlterConfigs(handle.pointer, $0.baseAddress, $0.count, options, queue)
                }
            },
            read: { event throws(KafkaError) in
                var count = 0
                let answers = rd_kafka_AlterConfigs_result_resources(rd_kafka_event_AlterConfigs_result(event), &count)
                for index in 0..<count { try Cluster.check(answers?[index], "change the topic \(topic)") }
            })
    }

    private func settings(
        of topics: [String], until deadline: Deadline
    ) throws(KafkaError) -> [String: [String: TopicState.Setting]] {
        var resources = topics.map { rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, $0) }
        defer { for resource in resources { rd_kafka_ConfigResource_destroy(resource) } }
        return try ask(
            "read the topics' settings", RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS,
            timeoutMilliseconds: deadline.remainingMilliseconds,
            send: { options, queue in
                resources.withUnsafeMutableBufferPointer {
                    rd_kafka_DescribeConfigs(handle.pointer, $0.baseAddress, $0.count, options, queue)
                }
            },
            read: { event throws(KafkaError) in
                var count = 0
                let answers = rd_kafka_DescribeConfigs_result_resources(
                    rd_kafka_event_DescribeConfigs_result(event), &count)
                var settings: [String: [String: TopicState.Setting]] = [:]
                for index in 0..<count {
                    try Cluster.check(answers?[index], "read the topics' settings")
                    settings[RDHandle.text(rd_kafka_ConfigResource_name(answers?[index]))] = Cluster.settings(
                        answers?[index])
                }
                return settings
            })
    }

    private static func settings(_ resource: OpaquePointer?) -> [String: TopicState.Setting] {
        var count = 0
        let entries = rd_kafka_ConfigResource_configs(resource, &count)
        var settings: [String: TopicState.Setting] = [:]
        for index in 0..<count {
            guard let entry = entries?[index], let value = rd_kafka_ConfigEntry_value(entry) else { continue }
            settings[RDHandle.text(rd_kafka_ConfigEntry_name(entry))] = TopicState.Setting(
                RDHandle.text(value),
                isOwn: rd_kafka_ConfigEntry_source(entry) == RD_KAFKA_CONFIG_SOURCE_DYNAMIC_TOPIC_CONFIG)
        }
        return settings
    }

    private static func check(_ resource: OpaquePointer?, _ operation: String) throws(KafkaError) {
        let code = rd_kafka_ConfigResource_error(resource)
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        throw KafkaError(operation, code, reason: RDHandle.text(rd_kafka_ConfigResource_error_string(resource)))
    }
}
