import CloudEvents
import Events
import Flow
import Kafka
import Kernel
import Synchronization

/// A record that the operator sends.
struct Outgoing {
    let topic: String
    let key: [UInt8]
    let headers: [Header]
    let value: [UInt8]

    /// An event as its topic knows it: CloudEvents in binary mode.
    init(_ schema: Schema, source: String, id: String, key: String, value: [UInt8]) {
        let event = CloudEvent(id: id, source: source, type: schema.type, subject: key, data: value)
        self.init(
            topic: schema.topic.name, key: Array(key.utf8), headers: event.headers.map { Header($0.name, $0.value) },
            value: value)
    }

    init(topic: String, key: [UInt8], headers: [Header], value: [UInt8]) {
        self.topic = topic
        self.key = key
        self.headers = headers
        self.value = value
    }

    /// Sends all and waits until all are acknowledged; throws the first refusal.
    static func send(_ records: [Outgoing], _ kafka: KafkaSettings) throws {
        let refusal = Mutex<KafkaError?>(nil)
        var settings = ProducerSettings()
        settings.deliveryMillisecondsMax = 30_000
        let hooks = Producer.Hooks { _, error in
            if let error { refusal.withLock { $0 = $0 ?? error } }
        }
        let producer = try Producer(kafka, settings, log: Surroundings.log, hooks: hooks)
        defer { producer.close(flushMilliseconds: 0) }
        for record in records {
            try record.key.withUnsafeBytes { key in
                try record.value.withUnsafeBytes { value in
                    try producer.produce(topic: record.topic, key: key, value: value) { headers in
                        for header in record.headers { headers.add(name: header.name, value: header.value) }
                    }
                }
            }
        }
        guard producer.flush(milliseconds: 35_000) else { throw WrongWords("the broker did not acknowledge in time") }
        if let refusal = refusal.withLock({ $0 }) { throw refusal }
    }
}
