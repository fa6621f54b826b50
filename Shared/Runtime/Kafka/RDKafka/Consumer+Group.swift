import CRDKafka
import Telemetry

/// What runs on the consumer's own thread.
extension Consumer {
    /// Serves rebalances and errors; records never come here, since every partition's queue is forwarded to a lane
    /// before it is assigned.
    func serve() {
        guard let message = rd_kafka_consumer_poll(handle.pointer, 500) else { return }
        defer { rd_kafka_message_destroy(message) }
        let code = message.pointee.err
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else {
            // Going on would skip this record, so nothing more is handed out.
            gate.close()
            hooks.onFailure(
                KafkaError("consume", RD_KAFKA_RESP_ERR__STATE, reason: "a record went past the lanes", isFatal: true))
            return
        }
        if let fatal = handle.fatalError {
            gate.close()
            hooks.onFailure(fatal)
        } else {
            handle.trouble.note(code, "")
            log.warning(
                "Consumer reported an error",
                metadata: [
                    "kafka.error": .string(RDHandle.text(rd_kafka_err2name(code))),
                    "kafka.topic": .string(RDHandle.text(message.pointee.rkt.map { rd_kafka_topic_name($0) })),
                ])
        }
    }

    func rebalance(_ code: rd_kafka_resp_err_t, _ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?) {
        let places = partitions(list)
        if code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS {
            assign(list, places)
        } else {
            revoke(places)
        }
    }

    private func assign(_ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?, _ places: [TopicPartition]) {
        for place in places {
            guard let queue = rd_kafka_queue_get_partition(handle.pointer, place.topic, place.partition) else {
                continue
            }
            lanes[Int(place.partition) % lanes.count].forward(queue)
            rd_kafka_queue_destroy(queue)
        }
        hooks.onAssigned(places)
        gate.open(places)
        note("assign", rd_kafka_assign(handle.pointer, list))
        log.info("Partitions assigned", metadata: ["kafka.partitions": .integer(places.count)])
    }

    /// The lanes finish what they hold, then what they stored is committed, then the partitions are given away.
    private func revoke(_ places: [TopicPartition]) {
        gate.close()
        for lane in lanes { lane.yield() }
        if !gate.awaitIdle(milliseconds: settings.finishMillisecondsMax) {
            log.warning("A lane did not finish before its partitions were revoked")
        }
        let code = rd_kafka_commit(handle.pointer, nil, 0)
        if code != RD_KAFKA_RESP_ERR__NO_OFFSET { note("commit", code) }
        hooks.onRevoked(places)
        gate.clear()
        note("unassign", rd_kafka_assign(handle.pointer, nil))
        log.info("Partitions revoked", metadata: ["kafka.partitions": .integer(places.count)])
    }

    /// Also called for the commits librdkafka makes by itself; an unkept commit only means reading something again.
    func committed(_ code: rd_kafka_resp_err_t, _ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?) {
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR, code != RD_KAFKA_RESP_ERR__NO_OFFSET else { return }
        note("commit", code)
    }

    func failed(_ code: rd_kafka_resp_err_t, _ reason: String) {
        if code == RD_KAFKA_RESP_ERR__FATAL {
            gate.close()
            hooks.onFailure(handle.fatalError ?? KafkaError("consume", code, reason: reason, isFatal: true))
        } else {
            note("talk to the broker", code)
        }
    }

    private func note(_ operation: String, _ code: rd_kafka_resp_err_t) {
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        log.warning(
            "Consumer call failed",
            metadata: [
                "kafka.operation": .string(operation), "kafka.error": .string(RDHandle.text(rd_kafka_err2name(code))),
            ])
    }
}
