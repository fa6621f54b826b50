import CRDKafka
import Kafka
import Telemetry
import Testing

/// librdkafka's own broker in this process: no admin calls, 5 MB a partition.
final class MockCluster: @unchecked Sendable {
    // Sendable by hand: librdkafka's calls on it are thread-safe.
    private let client: OpaquePointer
    let cluster: OpaquePointer
    let settings: KafkaSettings

    init(brokerCount: Int32 = 1) throws {
        let configuration = rd_kafka_conf_new()
        rd_kafka_conf_set(configuration, "log_level", "0", nil, 0)
        client = try #require(rd_kafka_new(RD_KAFKA_PRODUCER, configuration, nil, 0))
        cluster = try #require(rd_kafka_mock_cluster_new(client, brokerCount))
        let servers = String(cString: try #require(rd_kafka_mock_cluster_bootstraps(cluster)))
        settings = KafkaSettings(bootstrapServers: servers, clientID: "test")
    }

    deinit {
        rd_kafka_mock_cluster_destroy(cluster)
        rd_kafka_destroy(client)
    }

    func create(_ topic: String, partitionCount: Int32) {
        rd_kafka_mock_topic_create(cluster, topic, partitionCount, 1)
    }
}

let quiet: Logger = {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
}()

func unique(_ name: String) -> String { "\(name)-\(UInt64.random(in: 0 ... .max))" }
