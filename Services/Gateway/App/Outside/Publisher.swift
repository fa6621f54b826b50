import CloudEvents
import Domain
import Events
import Failpoints
import Flow
import JSON
import Kafka
import Synchronization
import Telemetry

/// Puts single records on a topic and waits until the broker has them: for what may not pass through the outbox.
final class Publisher: Sendable {
    private let waiting: Waiting
    private let producer: Producer
    private let now: @Sendable () -> Instant

    /// - Parameters:
    ///   - lingerMilliseconds: how long a record waits for company on its way.
    ///   - countMax: records on their way at a time; beyond that it throws `BrokerBusy`.
    init(
        _ kafka: KafkaSettings, log: Logger, lingerMilliseconds: Int = 0, countMax: Int = 64,
        now: @escaping @Sendable () -> Instant
    ) throws {
        let waiting = Waiting(countMax: countMax)
        var settings = ProducerSettings()
        settings.lingerMilliseconds = lingerMilliseconds
        // Nothing waits for room: `Waiting` refuses long before the client is full, so producing never blocks.
        settings.roomMillisecondsMax = 0
        settings.deliveryMillisecondsMax = 10_000
        var kafka = kafka
        kafka.extra["message.max.bytes"] = "\(Topic.applications.recordBytesMax)"
        producer = try Producer(
            kafka, settings, log: log, hooks: Producer.Hooks(onDelivery: { waiting.finish($0, $1) }))
        self.waiting = waiting
        self.now = now
    }

    /// Publishes a fact under the identity its sender gave it, which is what makes a repeat harmless.
    func publish(_ event: any Event, source: String, id: String) async throws {
        failpoint("G1")
        defer { failpoint("G2") }
        let schema = type(of: event).schema
        let value = try JSON.encode(event)
        let time = now().description
        try await withCheckedThrowingContinuation { continuation in
            guard let ticket = waiting.add(continuation) else {
                continuation.resume(throwing: BrokerBusy())
                return
            }
            do throws(KafkaError) {
                try send(schema, key: event.key, value, ticket) { headers in
                    headers.add(CloudEventHeader.specVersion, "1.0")
                    headers.add(CloudEventHeader.id, id)
                    headers.add(CloudEventHeader.source, source)
                    headers.add(CloudEventHeader.type, schema.type)
                    headers.add(CloudEventHeader.time, time)
                    headers.add(CloudEventHeader.subject, event.key)
                    headers.add(CloudEventHeader.contentType, "application/json")
                }
            } catch { waiting.finish(ticket, error) }
        }
    }

    /// Ends the client; call it on a thread of its own.
    func close() { producer.close(flushMilliseconds: 2000) }

    private func send(
        _ schema: Schema, key: String, _ value: [UInt8], _ ticket: UInt, headers fill: (KafkaHeaders) -> Void
    ) throws(KafkaError) {
        let key = Array(key.utf8)
        let result = key.withUnsafeBytes { key in
            value.withUnsafeBytes { value in
                Result { () throws(KafkaError) in
                    try producer.produce(
                        topic: schema.topic.name, key: key, value: value, ticket: ticket, headers: fill)
                }
            }
        }
        try result.get()
    }
}

/// Who waits for which record.
private final class Waiting: Sendable {
    private let countMax: Int

    init(countMax: Int) { self.countMax = countMax }

    private struct State {
        var next: UInt = 1
        var continuations: [UInt: CheckedContinuation<Void, any Error>] = [:]
    }

    private let state = Mutex(State())

    /// A ticket, or nil when too many wait already: a broker that is away must not fill the memory.
    func add(_ continuation: CheckedContinuation<Void, any Error>) -> UInt? {
        state.withLock { state in
            guard state.continuations.count < countMax else { return nil }
            defer { state.next += 1 }
            state.continuations[state.next] = continuation
            return state.next
        }
    }

    func finish(_ ticket: UInt, _ error: KafkaError?) {
        let continuation = state.withLock { $0.continuations.removeValue(forKey: ticket) }
        // Whether the broker has it is not known after an error; the sender repeats under the same identity.
        if error == nil { continuation?.resume() } else { continuation?.resume(throwing: BrokerBusy()) }
    }
}

/// The broker did not confirm in time; the same request again does no harm.
struct BrokerBusy: Classified {
    var kind: FailureKind { .environment }
}
