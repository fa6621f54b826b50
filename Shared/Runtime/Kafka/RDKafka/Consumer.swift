import CRDKafka
import Synchronization
import Telemetry
import Threads

/// How a service takes part in its group.
package struct ConsumerSettings: Sendable {
    /// The service's name; never renamed, since a new group reads everything again.
    package var group: String
    package var topics: [String]
    /// Partition p goes to lane p % laneCount, on every topic alike.
    package var laneCount: Int
    /// A name of this process that it keeps over restarts: whoever comes back under it has its partitions at once, while a member
    /// without a name is missed until its session is over. A named one is also waited for when it ends in order.
    package var memberID: String?
    /// A member that is silent for so long loses its partitions. Brokers refuse less than 6000 by default.
    package var sessionTimeoutMilliseconds = 6000
    /// What librdkafka fetches ahead; less starves the lanes, more only costs memory.
    package var fetchAheadKilobytesMax = 16_384
    /// How long a rebalance waits for the lanes to finish the batches they hold.
    package var finishMillisecondsMax = 20_000
    package var commitIntervalMilliseconds = 1000

    package init(group: String, topics: [String], laneCount: Int, memberID: String? = nil) {
        self.group = group
        self.topics = topics
        self.laneCount = laneCount
        self.memberID = memberID
    }

    var properties: [String: String] {
        var properties = [
            "group.id": group,
            "auto.offset.reset": "earliest",
            "enable.auto.offset.store": "false",
            "enable.auto.commit": "true",
            "auto.commit.interval.ms": "\(commitIntervalMilliseconds)",
            // Cooperative assignors lose or hang with librdkafka 2.0.2.
            "partition.assignment.strategy": "range",
            "session.timeout.ms": "\(sessionTimeoutMilliseconds)",
            "heartbeat.interval.ms": "\(max(100, sessionTimeoutMilliseconds / 6))",
            "max.poll.interval.ms": "300000",
            "check.crcs": "true",
            "queued.max.messages.kbytes": "\(fetchAheadKilobytesMax)",
            // An answer is in memory until the last of its records is done.
            "fetch.max.bytes": "\(fetchAheadKilobytesMax * 1024)",
            "fetch.wait.max.ms": "500",
            "fetch.error.backoff.ms": "200",
            "enable.partition.eof": "false",
        ]
        if let memberID { properties["group.instance.id"] = memberID }
        return properties
    }
}

/// A member of a consumer group whose records are taken by lanes.
///
/// Its own thread serves the membership, rebalances and errors all the time, however long a lane takes. Records are
/// read at least once: a position is kept only when `store` was called, which a lane does after its commit.
package final class Consumer: @unchecked Sendable {
    // Sendable by hand: librdkafka is thread-safe, the gate has its lock, the rest is set before `start`.

    /// What the owner does when partitions come and go; both run on the consumer's thread, before the first record
    /// of the partitions is handed out and after the last batch is done.
    package struct Hooks: Sendable {
        package var onAssigned: @Sendable ([TopicPartition]) -> Void = { _ in }
        package var onRevoked: @Sendable ([TopicPartition]) -> Void = { _ in }
        /// The consumer cannot be used any more.
        package var onFailure: @Sendable (KafkaError) -> Void = { _ in }

        package init() {}
    }

    package let lanes: [LaneQueue]
    let handle: RDHandle
    let gate: ConsumerGate
    let settings: ConsumerSettings
    let hooks: Hooks
    let log: Logger
    private let groupQueue: OpaquePointer
    private let isStopping = Atomic<Bool>(false)
    private let isClosed = Atomic<Bool>(false)
    private var thread: OwnThread?

    package init(
        _ kafka: KafkaSettings, _ settings: ConsumerSettings, log: Logger, hooks: Hooks
    ) throws(KafkaError) {
        guard settings.laneCount > 0, !settings.topics.isEmpty else {
            throw KafkaError("start the consumer", invalid: "a lane and a topic are needed")
        }
        let callbacks = RDCallbacks(log: log)
        let handle = try RDHandle(RD_KAFKA_CONSUMER, kafka.properties(settings.properties), callbacks)
        rd_kafka_poll_set_consumer(handle.pointer)
        guard let groupQueue = rd_kafka_queue_get_consumer(handle.pointer) else {
            handle.destroy()
            throw KafkaError("start the consumer", RD_KAFKA_RESP_ERR__FAIL)
        }
        let gate = ConsumerGate(laneCount: settings.laneCount)
        lanes = (0..<settings.laneCount).map { index in
            LaneQueue(index: index, queue: rd_kafka_queue_new(handle.pointer), gate: gate, log: log)
        }
        self.handle = handle
        self.groupQueue = groupQueue
        self.gate = gate
        self.settings = settings
        self.hooks = hooks
        self.log = log
        callbacks.onRebalance = { [unowned self] code, list in rebalance(code, list) }
        callbacks.onCommit = { [unowned self] code, list in committed(code, list) }
        callbacks.onError = { [unowned self] code, reason in failed(code, reason) }
    }

    /// What last stood in the way, such as a broker that does not let us read.
    package var trouble: KafkaError? { handle.trouble.error }

    /// Joins the group; records come to the lanes from now on.
    package func start() throws(KafkaError) {
        precondition(thread == nil, "a consumer starts once")
        try rejoin()
        thread = OwnThread("kafka-group") { [self] in
            while !isStopping.load(ordering: .acquiring) { serve() }
            rd_kafka_consumer_close(handle.pointer)
        }
    }

    /// Gives all partitions back and stays away from the group; records that lanes hold come again, here or elsewhere.
    package func leave() { rd_kafka_unsubscribe(handle.pointer) }

    /// Takes part again.
    package func rejoin() throws(KafkaError) {
        let list = rd_kafka_topic_partition_list_new(Int32(clamping: settings.topics.count))
        defer { rd_kafka_topic_partition_list_destroy(list) }
        for topic in settings.topics { rd_kafka_topic_partition_list_add(list, topic, RD_KAFKA_PARTITION_UA) }
        let code = rd_kafka_subscribe(handle.pointer, list)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError("subscribe", code) }
    }

    /// What is assigned to this member.
    package var assignment: Set<TopicPartition> { gate.current.places }

    /// Keeps where reading goes on; committed within the interval. False when the partitions have been revoked since
    /// the batch was taken: then somebody else reads these records again.
    @discardableResult
    package func store(_ positions: [Position], generation: Int) throws(KafkaError) -> Bool {
        let assignment = gate.current
        let kept = positions.filter { assignment.places.contains($0.place) }
        guard generation == assignment.generation, !kept.isEmpty else { return false }
        let list = rd_kafka_topic_partition_list_new(Int32(clamping: kept.count))
        defer { rd_kafka_topic_partition_list_destroy(list) }
        for position in kept {
            rd_kafka_topic_partition_list_add(list, position.place.topic, position.place.partition)?.pointee.offset =
                position.offset
        }
        let code = rd_kafka_offsets_store(handle.pointer, list)
        if code == RD_KAFKA_RESP_ERR__STATE { return false }
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError("store positions", code) }
        return true
    }

    /// Keeps that all of the batch is done.
    @discardableResult
    package func store(_ batch: KafkaBatch) throws(KafkaError) -> Bool {
        try store(batch.positions, generation: batch.generation)
    }

    /// Leaves the group when the lanes have finished (bounded), commits what was stored, and ends the client.
    /// No lane may poll afterwards; batches still held must be gone.
    package func close() {
        guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        isStopping.store(true, ordering: .releasing)
        rd_kafka_queue_yield(groupQueue)
        thread?.join()
        gate.close()
        for lane in lanes { lane.destroy() }
        rd_kafka_queue_destroy(groupQueue)
        handle.destroy()
    }
}

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
