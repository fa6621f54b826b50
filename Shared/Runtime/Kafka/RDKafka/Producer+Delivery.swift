import CRDKafka
import Telemetry
import Threads

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

    func delivered(_ message: UnsafePointer<rd_kafka_message_t>) {
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
    func takeBack(deliveringErrors: Bool) {
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
