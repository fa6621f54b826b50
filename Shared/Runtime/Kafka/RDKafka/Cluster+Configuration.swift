import CRDKafka
import Threads

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
