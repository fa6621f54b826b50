import CRDKafka
import Synchronization

/// The last thing that went wrong with a connection: librdkafka tells it beside the call that then waits in vain.
final class ConnectionTrouble: Sendable {
    private let last = Mutex<KafkaError?>(nil)

    func note(_ code: rd_kafka_resp_err_t, _ reason: String) {
        let error = ConnectionTrouble.error(code, reason)
        last.withLock { known in
            // Later attempts may only say that the connection is gone.
            if known?.isRefusal != true { known = error }
        }
    }

    /// OpenSSL's number for what is wrong with the broker's certificate; librdkafka's own sentence does not say it.
    func note(certificateFault: Int32) {
        let sentence =
            switch certificateFault {
            case 9: "the broker's certificate is not valid yet"
            case 10: "the broker's certificate has expired"
            case 62, 64: "the broker's certificate is for another name (KAFKA_SSL_CHECK_HOSTNAME)"
            default: "the broker's certificate is not trusted (KAFKA_SSL_CA)"
            }
        let error = KafkaError(
            "connect", RD_KAFKA_RESP_ERR__SSL, reason: "\(sentence), fault \(certificateFault) of X.509",
            isRefusal: true)
        last.withLock { $0 = error }
    }

    var error: KafkaError? { last.withLock { $0 } }

    /// What an operator can do about it, in front of librdkafka's words.
    private static func error(_ code: rd_kafka_resp_err_t, _ reason: String) -> KafkaError {
        let advice: String? =
            switch code {
            case RD_KAFKA_RESP_ERR__AUTHENTICATION, RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
                passwordAdvice(reason)
            case RD_KAFKA_RESP_ERR__SSL: tlsAdvice(reason)
            case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED,
                RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
                "the broker's access control lists do not allow it (`colloquy acls`)"
            // In TLS 1.3 the broker looks at our certificate when the handshake is over for us.
            case _ where reason.contains("SSL alert"): tlsAdvice(reason)
            default:
                reason.contains("security.protocol") || reason.contains("might require")
                    ? "the broker expects another KAFKA_SECURITY_PROTOCOL" : nil
            }
        guard let advice else { return KafkaError("connect", code, reason: reason) }
        return KafkaError("connect", code, reason: reason.isEmpty ? advice : "\(advice): \(reason)", isRefusal: true)
    }

    private static func passwordAdvice(_ reason: String) -> String {
        let advice =
            "the broker refuses this user or password (KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD, KAFKA_SASL_MECHANISM)"
        guard reason.contains("SCRAM"), !KafkaSecurity.canScram else { return advice }
        return advice + "; this librdkafka cannot sign in by SCRAM where the broker checks nonces as RFC 5802 says"
    }

    private static func tlsAdvice(_ reason: String) -> String {
        let reason = reason.lowercased()
        if reason.contains("plaintext") || reason.contains("unexpected eof") {
            return "the broker expects another KAFKA_SECURITY_PROTOCOL"
        }
        if reason.contains("expired") { return "a certificate has expired" }
        if reason.contains("alert") { return "the broker refuses our certificate (KAFKA_SSL_CERTIFICATE)" }
        if reason.contains("hostname") || reason.contains("host name") {
            return "the broker's certificate is for another name (KAFKA_SSL_CHECK_HOSTNAME)"
        }
        if reason.contains("verif") { return "the broker's certificate is not trusted (KAFKA_SSL_CA)" }
        return "no TLS connection could be made (KAFKA_SECURITY_PROTOCOL, KAFKA_SSL_CA)"
    }
}
