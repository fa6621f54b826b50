import Kafka
import Telemetry
import Threads

extension Host {
    /// How a client of this service reaches the broker. `clientID` is for the broker's logs.
    package func kafka(clientID: String) -> KafkaSettings { values.kafka(clientID: clientID) }

    /// Tells at the start what would otherwise be a wait without end: a broker that refuses us, or a certificate of its that we
    /// refuse. A broker that is away is waited for, as it is later.
    static func greetBroker(_ kafka: KafkaSettings, log: Logger) async throws {
        try await onOwnThread {
            Result {
                let cluster = try Cluster(kafka, log: log)
                defer { cluster.close() }
                do throws(KafkaError) { _ = try cluster.describe(timeoutMilliseconds: 3000) } catch {
                    if error.isRefusal { throw InvalidSettings(problems: [error.description]) }
                    log.notice("The broker does not answer yet", metadata: ["kafka.error": .string(error.description)])
                }
            }
        }.get()
    }
}
