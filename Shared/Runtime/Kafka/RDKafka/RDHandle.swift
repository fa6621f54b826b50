import CRDKafka
import Telemetry

/// What librdkafka calls back for; set before the client is made, then never changed.
final class RDCallbacks {
    let log: Logger
    let trouble = ConnectionTrouble()
    var onError: (rd_kafka_resp_err_t, String) -> Void = { _, _ in }
    var onRebalance: (rd_kafka_resp_err_t, UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?) -> Void = { _, _ in }
    var onCommit: (rd_kafka_resp_err_t, UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?) -> Void = { _, _ in }
    var onDelivery: (UnsafePointer<rd_kafka_message_t>) -> Void = { _ in }

    init(log: Logger) { self.log = log }

    static func from(_ opaque: UnsafeMutableRawPointer?) -> RDCallbacks? {
        opaque.map { Unmanaged<RDCallbacks>.fromOpaque($0).takeUnretainedValue() }
    }
}

/// One client of librdkafka and its callbacks. Whoever polls it must have stopped before `destroy`.
final class RDHandle: @unchecked Sendable {
    // Sendable by hand: librdkafka's clients may be used from any thread, and the pointer never changes.
    let pointer: OpaquePointer
    private let callbacks: Unmanaged<RDCallbacks>

    init(_ type: rd_kafka_type_t, _ properties: [String: String], _ callbacks: RDCallbacks) throws(KafkaError) {
        guard let configuration = rd_kafka_conf_new() else {
            throw KafkaError("configure", RD_KAFKA_RESP_ERR__FAIL)
        }
        var text = [CChar](repeating: 0, count: 512)
        for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
            guard rd_kafka_conf_set(configuration, name, value, &text, text.count) == RD_KAFKA_CONF_OK else {
                rd_kafka_conf_destroy(configuration)
                // The library's sentence may quote the value, which may be a password.
                throw KafkaError("configure", invalid: "the setting \(name) is unknown or has a wrong value")
            }
        }
        let retained = Unmanaged.passRetained(callbacks)
        rd_kafka_conf_set_opaque(configuration, retained.toOpaque())
        RDHandle.install(configuration, type)
        guard let pointer = rd_kafka_new(type, configuration, &text, text.count) else {
            rd_kafka_conf_destroy(configuration)
            retained.release()
            throw KafkaError(
                "start the client", invalid: text.withUnsafeBufferPointer { RDHandle.text($0.baseAddress) })
        }
        self.pointer = pointer
        self.callbacks = retained
    }

    /// Ends the client; it may not be used afterwards.
    func destroy() {
        rd_kafka_destroy(pointer)
        callbacks.release()
    }

    /// What last stood in the way of a connection.
    var trouble: ConnectionTrouble { callbacks.takeUnretainedValue().trouble }

    /// Why this client is can no longer be used, if so.
    var fatalError: KafkaError? {
        var text = [CChar](repeating: 0, count: 512)
        let code = rd_kafka_fatal_error(pointer, &text, text.count)
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
        return KafkaError(
            "go on", code, reason: text.withUnsafeBufferPointer { RDHandle.text($0.baseAddress) }, isFatal: true)
    }

    static func text(_ characters: UnsafePointer<CChar>?) -> String { characters.map { String(cString: $0) } ?? "" }

    private static func install(_ configuration: OpaquePointer, _ type: rd_kafka_type_t) {
        rd_kafka_conf_set_log_cb(configuration) { rk, level, facility, text in
            guard let callbacks = RDCallbacks.from(rd_kafka_opaque(rk)) else { return }
            callbacks.log.log(
                level: level <= 3 ? .error : level <= 5 ? .warning : .debug, "Broker client spoke",
                metadata: [
                    "kafka.facility": .string(RDHandle.text(facility)), "kafka.message": .string(RDHandle.text(text)),
                ])
        }
        rd_kafka_conf_set_error_cb(configuration) { _, code, reason, opaque in
            guard let callbacks = RDCallbacks.from(opaque) else { return }
            let (code, reason) = (rd_kafka_resp_err_t(rawValue: code), RDHandle.text(reason))
            callbacks.trouble.note(code, reason)
            callbacks.onError(code, reason)
        }
        rd_kafka_conf_set_ssl_cert_verify_cb(configuration) { _, _, _, fault, _, _, _, text, size, opaque in
            guard let fault = fault?.pointee, fault != 0 else { return 1 }
            RDCallbacks.from(opaque)?.trouble.note(certificateFault: fault)
            // What is told is kept by us; the library asks for a text all the same.
            if let text, size > 0 { text[0] = 0 }
            return 0
        }
        if type == RD_KAFKA_CONSUMER {
            rd_kafka_conf_set_rebalance_cb(configuration) { _, code, list, opaque in
                RDCallbacks.from(opaque)?.onRebalance(code, list)
            }
            rd_kafka_conf_set_offset_commit_cb(configuration) { _, code, list, opaque in
                RDCallbacks.from(opaque)?.onCommit(code, list)
            }
        } else {
            rd_kafka_conf_set_dr_msg_cb(configuration) { _, message, opaque in
                guard let message else { return }
                RDCallbacks.from(opaque)?.onDelivery(message)
            }
        }
    }
}

/// A list of partitions of librdkafka's, as ours.
func partitions(_ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?) -> [TopicPartition] {
    guard let list else { return [] }
    return (0..<Int(list.pointee.cnt)).map { index in
        let element = list.pointee.elems[index]
        return TopicPartition(RDHandle.text(element.topic), element.partition)
    }
}
