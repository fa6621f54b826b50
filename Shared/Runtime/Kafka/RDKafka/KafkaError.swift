import CRDKafka
import Domain

/// What the broker or librdkafka said no to. It never carries a record's content.
package struct KafkaError: Classified, Hashable, Sendable, CustomStringConvertible {
    /// What we were doing, such as `create topic`.
    package let operation: String
    /// librdkafka's number: above 0 the broker's, below 0 its own.
    package let code: Int32
    /// The code's name, such as `TOPIC_AUTHORIZATION_FAILED`.
    package let name: String
    /// librdkafka's sentence, where it has one.
    package let reason: String
    /// This client cannot be used any more: rebuild it.
    package let isFatal: Bool
    /// The broker will not have us, or we not it: waiting does not help, other settings may.
    package let isRefusal: Bool

    init(
        _ operation: String, _ code: rd_kafka_resp_err_t, reason: String? = nil, isFatal: Bool = false,
        isRefusal: Bool = false
    ) {
        self.operation = operation
        self.code = code.rawValue
        name = String(cString: rd_kafka_err2name(code))
        self.reason = reason ?? String(cString: rd_kafka_err2str(code))
        self.isFatal = isFatal || code == RD_KAFKA_RESP_ERR__FATAL
        self.isRefusal = isRefusal
    }

    init(_ operation: String, invalid reason: String) {
        self.init(operation, RD_KAFKA_RESP_ERR__INVALID_ARG, reason: reason)
    }

    /// What a broker says no to is mended at the broker or in its settings; only what we ourselves asked for wrongly is ours.
    package var kind: FailureKind {
        isTooLarge || code == RD_KAFKA_RESP_ERR__INVALID_ARG.rawValue ? .bug : .environment
    }
    /// The same call may succeed later.
    package var isRetriable: Bool { !isFatal && !isRefusal && KafkaError.retriable.contains(code) }
    package var isTooLarge: Bool { code == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE.rawValue }

    package var description: String { "Kafka: \(operation): \(reason) (\(name))" }

    private static let retriable: Set<Int32> = Set(
        [
            RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__RESOLVE, RD_KAFKA_RESP_ERR__MSG_TIMED_OUT,
            RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, RD_KAFKA_RESP_ERR__TIMED_OUT, RD_KAFKA_RESP_ERR__QUEUE_FULL,
            RD_KAFKA_RESP_ERR__WAIT_COORD, RD_KAFKA_RESP_ERR__IN_PROGRESS, RD_KAFKA_RESP_ERR__PREV_IN_PROGRESS,
            RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE, RD_KAFKA_RESP_ERR__RETRY, RD_KAFKA_RESP_ERR__PURGE_QUEUE,
            RD_KAFKA_RESP_ERR__PURGE_INFLIGHT, RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED, RD_KAFKA_RESP_ERR__STATE,
            RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
            RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT, RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE,
            RD_KAFKA_RESP_ERR_REPLICA_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION,
            RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE,
            RD_KAFKA_RESP_ERR_NOT_COORDINATOR, RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS,
            RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND, RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS,
            RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION, RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID,
            RD_KAFKA_RESP_ERR_NOT_CONTROLLER, RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR,
            RD_KAFKA_RESP_ERR_PREFERRED_LEADER_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_UNSTABLE_OFFSET_COMMIT,
            RD_KAFKA_RESP_ERR_THROTTLING_QUOTA_EXCEEDED,
        ].map(\.rawValue))
}
