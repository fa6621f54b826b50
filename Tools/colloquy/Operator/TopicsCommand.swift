import Events
import Kafka

extension Command {
    static let topics = Command(
        name: "topics", usage: "topics [--partitions N] [--replication N] [--at NAME]",
        summary: "Creates the topics that are missing, with their retention; says which have too few partitions."
    ) { arguments in
        let words = try Words(arguments, keys: Surroundings.keys.union(["partitions", "replication"]))
        let surroundings = try Surroundings(words)
        let planned = surroundings.optional("TOPIC_PARTITION_COUNT").flatMap { Int($0) } ?? 12
        let partitionCount = try words.number("partitions", default: planned, in: 1...1000)
        let plans = topicPlans(
            partitionCount: partitionCount, replication: try words.number("replication", default: -1, in: -1...15))
        let cluster = try Cluster(try surroundings.kafka(), log: Surroundings.log)
        defer { cluster.close() }
        let outcomes = try cluster.ensure(plans, timeoutMilliseconds: 30_000)
        var isShort = false
        for plan in plans {
            switch outcomes[plan.name] {
            case .created: say("created        \(plan.name) (\(plan.partitionCount) partitions)")
            case .tooFewPartitions(let count):
                isShort = true
                say("TOO FEW        \(plan.name) has \(count) partitions, \(plan.partitionCount) are planned")
            default: say("already there  \(plan.name)")
            }
        }
        return isShort ? 1 : 0
    }
}

/// Every topic of facts, and every service's dead letters, all with the same partition count, so that a key is on the
/// same partition, and in the same lane, on all of them.
func topicPlans(partitionCount: Int, replication: Int) -> [TopicPlan] {
    (Topic.all + Services.names.map(Topic.deadLetters)).map { topic in
        TopicPlan(
            topic.name, partitionCount: partitionCount, replicationFactor: replication,
            configuration: [
                "cleanup.policy": "delete", "retention.ms": "\(topic.retentionHours * 3_600_000)",
                "max.message.bytes": "\(topic.recordBytesMax + 64 * 1024)",
            ])
    }
}
