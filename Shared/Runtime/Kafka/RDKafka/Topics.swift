import CRDKafka
import Threads

/// A topic as it should be.
package struct TopicPlan: Sendable, Hashable {
    package var name: String
    package var partitionCount: Int
    /// -1 takes the broker's default.
    package var replicationFactor: Int
    /// The broker's topic settings, such as `retention.ms`.
    package var configuration: [String: String]
    /// What is on it may not be kept longer, so its retention may be shortened, which deletes records.
    package var mustExpire: Bool

    package init(
        _ name: String, partitionCount: Int, replicationFactor: Int = -1, configuration: [String: String] = [:],
        mustExpire: Bool = false
    ) {
        self.name = name
        self.partitionCount = partitionCount
        self.replicationFactor = replicationFactor
        self.configuration = configuration
        self.mustExpire = mustExpire
    }
}

/// What became of a topic that was to be there.
package enum TopicOutcome: Sendable, Hashable {
    case created
    /// How it is, `Cluster.states` tells.
    case alreadyThere
}

extension Cluster {
    /// Creates the topics that are missing and says what became of each; those that exist stay as they are.
    package func ensure(
        _ plans: [TopicPlan], timeoutMilliseconds: Int
    ) throws(KafkaError) -> [String: TopicOutcome] {
        let deadline = Deadline(milliseconds: timeoutMilliseconds)
        let before = try describe(timeoutMilliseconds: timeoutMilliseconds).partitionCounts
        let missing = plans.filter { before[$0.name] == nil }
        var outcomes: [String: TopicOutcome] = [:]
        for plan in plans where before[plan.name] != nil { outcomes[plan.name] = .alreadyThere }
        guard !missing.isEmpty else { return outcomes }
        outcomes.merge(try create(missing, until: deadline)) { _, new in new }
        try awaitVisible(missing.map(\.name), until: deadline)
        return outcomes
    }

    private func create(
        _ plans: [TopicPlan], until deadline: Deadline
    ) throws(KafkaError) -> [String: TopicOutcome] {
        var requests: [OpaquePointer?] = []
        defer { for request in requests { rd_kafka_NewTopic_destroy(request) } }
        for plan in plans { requests.append(try request(plan)) }
        return try ask(
            "create topics", RD_KAFKA_ADMIN_OP_CREATETOPICS, timeoutMilliseconds: deadline.remainingMilliseconds,
            send: { options, queue in
                requests.withUnsafeMutableBufferPointer { buffer in
                    rd_kafka_CreateTopics(handle.pointer, buffer.baseAddress, buffer.count, options, queue)
                }
            }, read: Cluster.created)
    }

    private static func created(_ event: OpaquePointer) throws(KafkaError) -> [String: TopicOutcome] {
        var count = 0
        let results = rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count)
        var outcomes: [String: TopicOutcome] = [:]
        for index in 0..<count {
            let name = RDHandle.text(rd_kafka_topic_result_name(results?[index]))
            switch rd_kafka_topic_result_error(results?[index]) {
            case RD_KAFKA_RESP_ERR_NO_ERROR: outcomes[name] = .created
            case RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS: outcomes[name] = .alreadyThere
            case let code:
                let reason = RDHandle.text(rd_kafka_topic_result_error_string(results?[index]))
                throw KafkaError("create the topic \(name)", code, reason: reason)
            }
        }
        return outcomes
    }

    private func request(_ plan: TopicPlan) throws(KafkaError) -> OpaquePointer {
        var text = [CChar](repeating: 0, count: 512)
        let request = rd_kafka_NewTopic_new(
            plan.name, Int32(clamping: plan.partitionCount), Int32(clamping: plan.replicationFactor), &text, text.count)
        guard let request else {
            let reason = text.withUnsafeBufferPointer { RDHandle.text($0.baseAddress) }
            throw KafkaError("create the topic \(plan.name)", invalid: reason)
        }
        for (name, value) in plan.configuration.sorted(by: { $0.key < $1.key }) {
            let code = rd_kafka_NewTopic_set_config(request, name, value)
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
                rd_kafka_NewTopic_destroy(request)
                throw KafkaError("configure the topic \(plan.name)", code)
            }
        }
        return request
    }

    /// A new topic is known to its controller first; who produces at once would find none.
    private func awaitVisible(_ names: [String], until deadline: Deadline) throws(KafkaError) {
        while true {
            let counts = try describe(timeoutMilliseconds: max(1000, deadline.remainingMilliseconds)).partitionCounts
            if names.allSatisfy({ counts[$0] != nil }) { return }
            guard deadline.remainingMilliseconds > 0 else {
                throw KafkaError("see the new topics", RD_KAFKA_RESP_ERR__TIMED_OUT)
            }
            OwnThread.sleep(milliseconds: 50)
        }
    }
}
