import Kafka
import Telemetry

/// Whether the topics that exist have as many partitions as the settings say. With another number a submission would go through
/// another lane than the records of its key, and the order per key would be lost without a word.
struct TopicCheck: Sendable {
    let kafka: KafkaSettings
    let topics: [String]
    let partitionCount: Int
    let log: Logger

    /// Throws `InvalidSettings` when a topic differs, `KafkaError` when no broker answers. It blocks, for five seconds at most.
    func run() throws {
        let cluster = try Cluster(kafka, log: log)
        defer { cluster.close() }
        let counts = try cluster.describe(timeoutMilliseconds: 5000).partitionCounts
        let wrong = topics.compactMap { topic in
            counts[topic].flatMap { $0 == partitionCount ? nil : (topic: topic, count: $0) }
        }
        guard let first = wrong.first else { return }
        throw InvalidSettings(problems: [
            "TOPIC_PARTITION_COUNT is \(partitionCount), but \(first.topic) has \(first.count) partitions"
                + (wrong.count > 1 ? ", and \(wrong.count - 1) more topics differ" : "")
        ])
    }
}
