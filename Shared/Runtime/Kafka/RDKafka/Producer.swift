import CRDKafka
import Synchronization
import Telemetry
import Threads

/// How records are sent.
package struct ProducerSettings: Sendable {
    package enum Compression: String, Sendable, CaseIterable { case none, lz4 }

    /// How long a record waits for company, in milliseconds.
    package var lingerMilliseconds = 5
    /// For a network or disk that is short: it takes an eighth of a busy service's processor time.
    package var compression = Compression.none
    /// Records not yet acknowledged; who wants to produce one more waits.
    package var inFlightCountMax = 100_000
    package var inFlightKilobytesMax = 131_072
    /// How long `produce` waits for room before it says that there is none.
    package var roomMillisecondsMax = 30_000
    /// How long a record may wait for the broker; nil for ever, which is right when an outbox keeps the promise.
    package var deliveryMillisecondsMax: Int?

    package init() {}

    var properties: [String: String] {
        [
            "enable.idempotence": "true",
            "acks": "all",
            "partitioner": "murmur2_random",
            "linger.ms": "\(lingerMilliseconds)",
            "compression.codec": compression.rawValue,
            "message.timeout.ms": "\(deliveryMillisecondsMax ?? 0)",
            "batch.num.messages": "10000",
            "batch.size": "1000000",
            "queue.buffering.max.messages": "\(inFlightCountMax)",
            "queue.buffering.max.kbytes": "\(inFlightKilobytesMax)",
            "topic.metadata.propagation.max.ms": "10000",
        ]
    }
}

/// Sends records, each at least once and in order per key, and says which were acknowledged.
///
/// Idempotent with `acks=all`. After a fatal error (librdkafka 2.0.2 has one that is no fault of ours, see
/// `OUT_OF_ORDER_SEQUENCE`) the client is destroyed and rebuilt, and all that was not acknowledged is sent again in
/// the order it was produced, before anything newer; a record may then arrive twice, never too early.
package final class Producer: @unchecked Sendable {
    // Sendable by hand: librdkafka is thread-safe, the client is replaced under the lock, the rest has its own locks.

    package struct Hooks: Sendable {
        /// Runs on the producer's thread once per record, in order per partition: the ticket given to `produce`, and
        /// why the record was refused for good, if it was. It must not block and must not produce.
        package var onDelivery: @Sendable (_ ticket: UInt, KafkaError?) -> Void
        /// The client was rebuilt after this error.
        package var onRebuilt: @Sendable (KafkaError) -> Void = { _ in }

        package init(onDelivery: @escaping @Sendable (_ ticket: UInt, KafkaError?) -> Void) {
            self.onDelivery = onDelivery
        }
    }

    let settings: ProducerSettings
    let hooks: Hooks
    let log: Logger
    let slots: DeliverySlots
    let lock = ReadWriteLock()
    let properties: [String: String]
    let callbacks: RDCallbacks
    var client: ProducerClient
    /// What a failed client gave back; used by the producer's thread only.
    private var unsent: [UnsentRecord] = []
    /// Slots of records whose delivery was reported; used by the producer's thread only, which gives many back at once.
    var reported: [UInt32] = []
    private let isStopping = Atomic<Bool>(false)
    private let isClosed = Atomic<Bool>(false)
    private let flushRequests = Atomic<Int>(0)
    private var thread: OwnThread?

    package init(
        _ kafka: KafkaSettings, _ settings: ProducerSettings = ProducerSettings(), log: Logger, hooks: Hooks
    ) throws(KafkaError) {
        self.settings = settings
        self.hooks = hooks
        self.log = log
        slots = DeliverySlots(capacity: settings.inFlightCountMax)
        properties = kafka.properties(settings.properties)
        callbacks = RDCallbacks(log: log)
        client = try ProducerClient(properties, callbacks)
        callbacks.onDelivery = { [unowned self] message in delivered(message) }
        callbacks.onError = { [unowned self] code, _ in failed(code) }
        // The thread holds the producer: one that is dropped before `close`, as when a start fails half-way, must not be gone
        // while its client still calls back.
        thread = OwnThread("kafka-producer") { [self] in
            while !isStopping.load(ordering: .acquiring) { serve() }
        }
    }

    /// Queues one record; a copy is made, so the bytes are free afterwards. Records of one key go to one partition.
    ///
    /// Waits (at most `roomMillisecondsMax`) while too much is in flight, then throws `_QUEUE_FULL`.
    /// - Parameters:
    ///   - ticket: given back to `onDelivery`.
    ///   - partition: where to, instead of by key.
    package func produce(
        topic: String, partition: Int32? = nil, key: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer,
        ticket: UInt = 0, headers fill: (KafkaHeaders) -> Void = { _ in }
    ) throws(KafkaError) {
        let deadline = Deadline(milliseconds: settings.roomMillisecondsMax)
        guard let slot = slots.take(ticket, until: deadline) else {
            throw KafkaError("produce", RD_KAFKA_RESP_ERR__QUEUE_FULL)
        }
        guard let headers = KafkaHeaders(countHint: 10) else {
            slots.give(slot)
            throw KafkaError("produce", RD_KAFKA_RESP_ERR__FAIL)
        }
        fill(headers)
        while true {
            let code = lock.using {
                client.produce(
                    topic: topic, partition: partition ?? RD_KAFKA_PARTITION_UA, key: key, value: value,
                    headers: headers.pointer, slot: slot)
            }
            if code == RD_KAFKA_RESP_ERR_NO_ERROR { return }
            guard awaitRoom(after: code, until: deadline) else {
                headers.destroy()
                slots.give(slot)
                throw KafkaError("produce", code)
            }
        }
    }

    /// Whether a record that was refused may be tried again: then after a pause, in which what stood in its way may go.
    func awaitRoom(after code: rd_kafka_resp_err_t, until deadline: Deadline) -> Bool {
        guard deadline.remainingMilliseconds > 0 else { return false }
        let pauseMilliseconds: Int
        switch code {
        case RD_KAFKA_RESP_ERR__QUEUE_FULL: pauseMilliseconds = 50
        // The producer's thread is about to put a new client in the place of this one.
        case RD_KAFKA_RESP_ERR__FATAL: pauseMilliseconds = 20
        default: return false
        }
        slots.awaitGiven(until: Deadline(milliseconds: min(pauseMilliseconds, deadline.remainingMilliseconds)))
        return true
    }

    /// Begins to queue `count` records that share a ticket.
    package func run(count: Int, ticket: UInt) -> ProduceRun { ProduceRun(self, count: count, ticket: ticket) }

    /// Records queued or sent and not yet acknowledged.
    package var inFlightCount: Int { slots.inFlightCount }

    /// Sends without lingering and waits until all is acknowledged; false when the time is over first.
    package func flush(milliseconds: Int) -> Bool {
        flushRequests.add(1, ordering: .acquiringAndReleasing)
        defer { flushRequests.subtract(1, ordering: .acquiringAndReleasing) }
        return slots.awaitEmpty(until: Deadline(milliseconds: milliseconds))
    }

    /// Flushes (bounded), then ends the client; what is not acknowledged by then comes back through `onDelivery`
    /// with an error. Nobody may produce afterwards.
    package func close(flushMilliseconds: Int) {
        guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        _ = flush(milliseconds: flushMilliseconds)
        isStopping.store(true, ordering: .releasing)
        thread?.join()
        takeBack(deliveringErrors: true)
        client.destroy()
    }

    /// True when flushing: librdkafka then sends at once instead of waiting for company.
    private var isFlushing: Bool { flushRequests.load(ordering: .acquiring) > 0 }
}

/// What runs on the producer's own thread.
extension Producer {
    func serve() {
        if isFlushing {
            rd_kafka_flush(client.handle.pointer, 50)
        } else {
            rd_kafka_poll(client.handle.pointer, 50)
        }
        giveReported()
        if let fatal = client.handle.fatalError {
            rebuild(fatal)
            giveReported()
        }
    }

    func failed(_ code: rd_kafka_resp_err_t) {
        guard code != RD_KAFKA_RESP_ERR__FATAL else { return }
        log.warning(
            "Producer reported an error", metadata: ["kafka.error": .string(RDHandle.text(rd_kafka_err2name(code)))])
    }

    private func delivered(_ message: UnsafePointer<rd_kafka_message_t>) {
        let slot = Int(bitPattern: message.pointee._private) - 1
        let code = message.pointee.err
        if code == RD_KAFKA_RESP_ERR_NO_ERROR {
            report(slot, nil)
        } else if client.handle.fatalError != nil {
            unsent.append(copy(message, slot: slot))
        } else {
            report(slot, KafkaError("deliver", code))
        }
    }

    /// The slot is free only when the owner knows, so that a flush that has ended has told everything.
    private func report(_ slot: Int, _ error: KafkaError?) {
        hooks.onDelivery(slots.entry(slot).ticket, error)
        reported.append(UInt32(truncatingIfNeeded: slot))
        if reported.count >= Producer.reportedCountMax { giveReported() }
    }

    private static let reportedCountMax = 1000

    private func giveReported() {
        slots.give(reported)
        reported.removeAll(keepingCapacity: true)
    }

    private func copy(_ message: UnsafePointer<rd_kafka_message_t>, slot: Int) -> UnsentRecord {
        var headers: OpaquePointer?
        rd_kafka_message_detach_headers(UnsafeMutablePointer(mutating: message), &headers)
        let record = message.pointee
        return UnsentRecord(
            slot: slot, sequence: slots.entry(slot).sequence, topic: RDHandle.text(rd_kafka_topic_name(record.rkt)),
            partition: record.partition,
            key: record.key.map { [UInt8](UnsafeRawBufferPointer(start: $0, count: record.key_len)) },
            value: record.payload.map { [UInt8](UnsafeRawBufferPointer(start: $0, count: record.len)) } ?? [],
            headers: headers)
    }

    /// Has the client report everything it still holds.
    private func takeBack(deliveringErrors: Bool) {
        rd_kafka_purge(client.handle.pointer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
        let deadline = Deadline(milliseconds: 10_000)
        while rd_kafka_outq_len(client.handle.pointer) > 0, deadline.remainingMilliseconds > 0 {
            rd_kafka_poll(client.handle.pointer, 50)
        }
        guard deliveringErrors else { return }
        for record in unsent {
            if let headers = record.headers { rd_kafka_headers_destroy(headers) }
            report(record.slot, KafkaError("deliver", RD_KAFKA_RESP_ERR__PURGE_QUEUE))
        }
        unsent.removeAll()
        giveReported()
    }

    /// Puts a new client in the place of one that failed for good. Nobody produces in the meantime, so what comes
    /// back is older than what comes next.
    private func rebuild(_ fatal: KafkaError) {
        log.error("Producer failed and is rebuilt", metadata: ["kafka.error": .string(fatal.name)])
        let resent = lock.replacing { () -> Int in
            takeBack(deliveringErrors: false)
            let next: ProducerClient
            do throws(KafkaError) {
                next = try ProducerClient(properties, callbacks)
            } catch {
                // The same settings made a client before; what is missing is memory or threads. Try again next time.
                log.error("Producer could not be rebuilt", metadata: ["kafka.error": .string(error.name)])
                return 0
            }
            client.destroy()
            client = next
            let records = unsent.sorted { $0.sequence < $1.sequence }
            unsent.removeAll()
            for record in records { produceAgain(record) }
            return records.count
        }
        log.info("Unacknowledged records sent again", metadata: ["kafka.records": .integer(resent)])
        hooks.onRebuilt(fatal)
    }

    /// The partition is kept: a key's later records went, or will go, to the same one.
    private func produceAgain(_ record: UnsentRecord) {
        let code = record.value.withUnsafeBytes { value -> rd_kafka_resp_err_t in
            guard let key = record.key else { return again(record, nil, value) }
            return key.withUnsafeBytes { again(record, $0, value) }
        }
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        if let headers = record.headers { rd_kafka_headers_destroy(headers) }
        report(record.slot, KafkaError("deliver", code))
    }

    private func again(
        _ record: UnsentRecord, _ key: UnsafeRawBufferPointer?, _ value: UnsafeRawBufferPointer
    ) -> rd_kafka_resp_err_t {
        client.produce(
            topic: record.topic, partition: record.partition, key: key, value: value, headers: record.headers,
            slot: record.slot)
    }
}
