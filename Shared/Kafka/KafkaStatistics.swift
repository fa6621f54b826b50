import JSON

/// librdkafka's figures at one moment, as far as metrics use them.
package struct KafkaStatistics: Sendable, Equatable {
    /// Records waiting to be sent or acknowledged.
    package var queuedCount: Int64 = 0
    package var queuedBytes: Int64 = 0
    /// Totals since the client began.
    package var sentCount: Int64 = 0
    package var receivedCount: Int64 = 0
    package var brokersUp = 0
    package var brokersKnown = 0
    /// Records between what this member committed and the end of each of its partitions.
    package var lag: [TopicPartition: Int64] = [:]

    init?(_ text: String) {
        guard let figures = try? JSONValue(parsing: text) else { return nil }
        queuedCount = figures["msg_cnt"]?.integer ?? 0
        queuedBytes = figures["msg_size"]?.integer ?? 0
        sentCount = figures["txmsgs"]?.integer ?? 0
        receivedCount = figures["rxmsgs"]?.integer ?? 0
        for broker in figures["brokers"]?.object ?? [] {
            // Bootstrap addresses and the coordinator's second connection are listed too, without a node's number.
            guard let node = broker.value["nodeid"]?.integer, node >= 0, broker.value["source"]?.string != "logical"
            else { continue }
            brokersKnown += 1
            if broker.value["state"]?.string == "UP" { brokersUp += 1 }
        }
        for topic in figures["topics"]?.object ?? [] {
            for partition in topic.value["partitions"]?.object ?? [] {
                guard let number = Int32(partition.key), number >= 0,
                    let behind = partition.value["consumer_lag"]?.integer, behind >= 0
                else { continue }
                lag[TopicPartition(topic.key, number)] = behind
            }
        }
    }
}
