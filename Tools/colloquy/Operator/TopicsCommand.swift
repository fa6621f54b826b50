import Events
import Kafka

extension Command {
    static let topics = Command(
        name: "topics", usage: "topics [--partitions N] [--replication N] [--check] [--at NAME]",
        summary: """
            Creates the topics that are missing and mends the settings of the others; ends with 1 and names what is left when \
            something is not as planned. --check changes nothing.
            """
    ) { arguments in
        let words = try Words(
            arguments, keys: Surroundings.keys.union(["partitions", "replication"]), flags: ["check"])
        try words.noMore()
        let surroundings = try Surroundings(words)
        let planned = surroundings.optional("TOPIC_PARTITION_COUNT").flatMap { Int($0) } ?? 12
        let plans = topicPlans(
            partitionCount: try words.number("partitions", default: planned, in: 1...1000),
            replication: try words.number("replication", default: -1, in: -1...15))
        let cluster = try Cluster(try surroundings.kafka(), log: Surroundings.log)
        defer { cluster.close() }
        let visit = TopicVisit(cluster: cluster, mayChange: !words.has("check"))
        let reports = try visit.reports(of: plans)
        for report in reports { say(report.line) }
        let isAsPlanned = reports.allSatisfy(\.isAsPlanned)
        if let count = TopicReport.commonPartitionCount(reports) {
            say("All topics have \(count) partitions: set TOPIC_PARTITION_COUNT=\(count) for every service.")
        }
        return isAsPlanned ? 0 : 1
    }
}

/// Every topic of facts, and every service's dead letters and reports, all with the same partition count, so that a key is on the
/// same partition, and in the same lane, on all of them.
func topicPlans(partitionCount: Int, replication: Int) -> [TopicPlan] {
    let own = Services.names.flatMap { [Topic.deadLetters(of: $0), .operations(of: $0)] }
    return (Topic.all + own).map { topic in
        var configuration = [
            "cleanup.policy": "delete", "retention.ms": "\(topic.retentionHours * 3_600_000)", "retention.bytes": "-1",
            "max.message.bytes": "\(topic.recordBytesMax + 64 * 1024)",
            // A sender may date a record as it likes; what is old by its date would be deleted before it is read.
            "message.timestamp.type": "LogAppendTime",
        ]
        // Only closed segments expire. Left alone, one stays open for a week.
        if topic.isPersonal { configuration["segment.ms"] = "\(6 * 3_600_000)" }
        return TopicPlan(
            topic.name, partitionCount: partitionCount, replicationFactor: replication, configuration: configuration,
            mustExpire: topic.isPersonal)
    }
}
