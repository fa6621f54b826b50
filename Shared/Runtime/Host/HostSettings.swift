import Flow
import Kafka
import Kernel
import Telemetry
import Threads

/// The settings that every service has.
struct HostSettings: Sendable {
    let bootstrapServers: String
    let kafkaSecurity: KafkaSecurity
    let kafkaMemberID: String?
    let postgresURL: String
    let logLevel: Logger.Level
    let healthHost: String
    let healthPort: UInt16
    /// Threads that record, each with a connection and every laneCount-th partition.
    let laneCount: Int
    /// The partition count of every topic, so that a submission meets the lane of its key.
    let partitionCount: Int
    /// How long a fact waits for company before it is sent.
    let lingerMilliseconds: Int
    /// How records are compressed on their way to the broker and on its disk.
    let compression: ProducerSettings.Compression
    let batchCountMax: Int
    let batchBytesMax: Int
    /// Activities that compute, at a time.
    let activityConcurrencyMax: Int
    /// Activities that mostly wait for others, at a time.
    let waitingActivityConcurrencyMax: Int
    /// Payloads of leased work that may be in memory at a time; one may always be.
    let leasedBytesMax: Int
    let connectionCount: Int
    let leaseMilliseconds: Int
    /// How long activities wait for their surroundings.
    let patience: Patience
    let shutdownMilliseconds: Int
    /// How long a row of the audit waits for its block at most, while all is well.
    let auditSealSeconds: Int
    /// How long the inbox knows what it has seen.
    let inboxDays: Int

    /// - Parameter clientID: as the broker's logs shall name the client.
    func kafka(clientID: String) -> KafkaSettings {
        KafkaSettings(bootstrapServers: bootstrapServers, clientID: clientID, security: kafkaSecurity)
    }

    init(_ config: ConfigReader) {
        bootstrapServers = config.brokers("KAFKA_BOOTSTRAP_SERVERS")
        kafkaSecurity = KafkaSecurity({ config.optional($0) }, complain: { config.complain($0) })
        kafkaMemberID = config.memberID("KAFKA_MEMBER_ID")
        postgresURL = config.databaseAddress("POSTGRES_URL")
        logLevel = config.choice("LOG_LEVEL", default: .info)
        healthHost = config.numericAddress("HEALTH_HOST", default: "127.0.0.1")
        healthPort = UInt16(config.int("HEALTH_PORT", default: 0, in: 0...65_535))
        // Fewer lanes than there are processors leave some idle; more than that make transactions small, and facts of one
        // application that one write would hold are written apart.
        laneCount = config.int("LANE_COUNT", default: min(4, max(2, processorCount)), in: 1...64)
        partitionCount = config.int("TOPIC_PARTITION_COUNT", default: 12, in: 1...1000)
        lingerMilliseconds = config.int("LINGER_MILLISECONDS", default: 5, in: 0...1000)
        compression = config.choice("COMPRESSION_TYPE", default: .none)
        batchCountMax = config.int("BATCH_COUNT_MAX", default: 1000, in: 1...10_000)
        batchBytesMax = config.int("BATCH_BYTES_MAX", default: 1024 * 1024, in: 1024...16 * 1024 * 1024)
        activityConcurrencyMax = config.int("ACTIVITY_CONCURRENCY_MAX", default: 4, in: 1...256)
        waitingActivityConcurrencyMax = config.int("WAITING_ACTIVITY_CONCURRENCY_MAX", default: 200, in: 1...4096)
        leasedBytesMax = config.int(
            "LEASED_BYTES_MAX", default: 12 * 1024 * 1024, in: 1024 * 1024...1024 * 1024 * 1024)
        connectionCount = config.int("POSTGRES_CONNECTION_COUNT", default: 4, in: 1...64)
        leaseMilliseconds = config.int("LEASE_SECONDS", default: 30, in: 2...600) * 1000
        let hours = config.int(
            "OUTAGE_WAIT_HOURS_MAX", default: Int(Patience.week.milliseconds / 3_600_000), in: 1...2160)
        patience = Patience(milliseconds: Int64(hours) * 3_600_000)
        shutdownMilliseconds = config.int("SHUTDOWN_SECONDS", default: 20, in: 1...120) * 1000
        auditSealSeconds = config.int("AUDIT_SEAL_SECONDS", default: 60, in: 1...3600)
        inboxDays = config.int("RETENTION_INBOX_DAYS", default: 400, in: 1...36_525)
    }
}
