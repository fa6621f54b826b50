import Domain
import Events
import JSON
import Kafka
import Telemetry
import Threads

/// What all services' dead letters and reports say at the moment, read from their topics when somebody asks.
package struct OperationsLook: Sendable {
    package var letters: [BuriedLetter]
    /// The newest of each service.
    package var reports: [ServiceReport]
    /// False: the broker did not give all of it in time.
    package var isWhole: Bool
    /// Of these services older letters were left out.
    package var cutServices: Set<String>

    package init(
        letters: [BuriedLetter] = [], reports: [ServiceReport] = [], isWhole: Bool = true,
        cutServices: Set<String> = []
    ) {
        self.letters = letters
        self.reports = reports
        self.isWhole = isWhole
        self.cutServices = cutServices
    }

    /// The newest letters of each partition.
    package static let lettersOfPartitionMax = 100
    private static let reportsOfPartitionMax = 20
    private static let secondsMax = 8

    package static func read(_ kafka: KafkaSettings, log: Logger) async -> OperationsLook {
        await onOwnThread {
            var gathering = Gathering()
            do {
                try TopicReader(kafka, log: log).read(
                    from: { beginning(of: $0) }, timeoutMilliseconds: secondsMax * 1_000
                ) { record in
                    gathering.take(record)
                    return true
                }
            } catch {
                log.notice(
                    "Dead letters and reports could not be read to their end",
                    metadata: ["error": .string(harmlessDescription(of: error))])
                gathering.look.isWhole = false
            }
            return gathering.finished
        }
    }

    private static func beginning(of topic: String) -> TopicReader.Beginning? {
        guard let service = service(of: topic) else { return nil }
        return topic == Topic.deadLetters(of: service).name
            ? .last(lettersOfPartitionMax) : .last(reportsOfPartitionMax)
    }

    /// Whose topic this is; nil for topics of other kinds.
    private static func service(of topic: String) -> String? {
        guard let service = topic.split(separator: ".").first.map(String.init) else { return nil }
        let own = [Topic.deadLetters(of: service).name, Topic.operations(of: service).name]
        return own.contains(topic) ? service : nil
    }

    private struct Gathering {
        var look = OperationsLook()
        private var reports: [String: ServiceReport] = [:]
        private var counts: [TopicPartition: Int] = [:]

        mutating func take(_ record: KafkaRecord) {
            guard let service = OperationsLook.service(of: record.topic) else { return }
            guard record.topic == Topic.deadLetters(of: service).name else { return takeReport(record, of: service) }
            look.letters.append(BuriedLetter(record, of: service))
            counts[record.place, default: 0] += 1
            // As many as are asked for, and some before them.
            let countMax = OperationsLook.lettersOfPartitionMax
            if counts[record.place] == countMax, record.offset >= Int64(countMax) { look.cutServices.insert(service) }
        }

        /// What is no report, or one about another service, is nobody's.
        private mutating func takeReport(_ record: KafkaRecord, of service: String) {
            guard let report = try? JSON.decode(ServiceReport.self, from: Array(record.value)),
                report.service == service, reports[service].map({ $0.at < report.at }) ?? true
            else { return }
            reports[service] = report
        }

        var finished: OperationsLook {
            var look = look
            look.reports = reports.values.sorted { $0.service < $1.service }
            look.letters.sort { ($0.buriedAt ?? .epoch) > ($1.buriedAt ?? .epoch) }
            return look
        }
    }
}
