import Foundation
import Kafka
import Testing

/// A genuine broker that wants to know who is there, on a listener for every way of telling it.
struct SecuredBroker {
    enum Door: String, CaseIterable {
        case tls = "TLS"
        case mutual = "MUTUAL"
        case expired = "EXPIRED"
        case signedIn = "SIGNEDIN"
        case signedInClear = "SIGNEDINCLEAR"
        case open = "PLAINTEXT"

        var transport: String {
            switch self {
            case .tls, .mutual, .expired: "SSL"
            case .signedIn: "SASL_SSL"
            case .signedInClear: "SASL_PLAINTEXT"
            case .open: "PLAINTEXT"
            }
        }
    }

    let certificates: Certificates
    private let broker: GenuineBroker
    private let ports: [Door: Int]

    /// - Parameter users: each signs in with its own name and `<name>-secret`.
    init(_ kind: GenuineBroker, users: [String]) throws {
        certificates = try Certificates()
        var listeners: [GenuineBroker.Listener] = []
        var ports: [Door: Int] = [:]
        for door in Door.allCases where door != .open {
            ports[door] = try GenuineBroker.freePort()
            listeners.append(.init(name: door.rawValue, transport: door.transport, port: ports[door] ?? 0))
        }
        let known = users.map { "user_\($0)=\"\($0)-secret\"" }.joined(separator: " ")
        var properties = [
            "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            // Who comes by the open door makes topics and rules, as an administrator would.
            "super.users=User:ANONYMOUS",
        ]
        for door in ["tls", "mutual", "expired", "signedin"] {
            let name = door == "expired" ? "broker-expired" : "broker"
            properties += [
                "listener.name.\(door).ssl.keystore.type=PEM",
                "listener.name.\(door).ssl.keystore.location=\(certificates.path("\(name)-both.pem"))",
                "listener.name.\(door).ssl.truststore.type=PEM",
                "listener.name.\(door).ssl.truststore.location=\(certificates.path("authority.pem"))",
            ]
        }
        properties.append("listener.name.mutual.ssl.client.auth=required")
        let modules = "org.apache.kafka.common.security"
        for door in ["signedin", "signedinclear"] {
            properties += [
                "listener.name.\(door).sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
                "listener.name.\(door).plain.sasl.jaas.config=\(modules).plain.PlainLoginModule required \(known);",
                "listener.name.\(door).scram-sha-256.sasl.jaas.config=\(modules).scram.ScramLoginModule required;",
                "listener.name.\(door).scram-sha-512.sasl.jaas.config=\(modules).scram.ScramLoginModule required;",
            ]
        }
        let scram = users.flatMap { user in
            ["SCRAM-SHA-256", "SCRAM-SHA-512"].flatMap {
                ["--add-scram", "\($0)=[name=\(user),password=\(user)-secret]"]
            }
        }
        broker = kind.another(properties, listeners: listeners, formatting: scram)
        ports[.open] = Int(try broker.settings().bootstrapServers.split(separator: ":")[1])
        self.ports = ports
    }

    func end() {
        broker.end()
        certificates.remove()
    }

    /// Settings as a service reads them.
    func settings(
        _ door: Door, host: String = "127.0.0.1", _ variables: [String: String] = [:]
    ) -> (kafka: KafkaSettings, problems: [String]) {
        var problems: [String] = []
        let security = KafkaSecurity({ variables[$0] }, complain: { problems.append($0) })
        return (
            KafkaSettings(bootstrapServers: "\(host):\(ports[door] ?? 0)", clientID: "test", security: security),
            problems
        )
    }

    /// As one of the users, by name and password over TLS.
    func settings(signedInAs user: String) throws -> KafkaSettings {
        settings(
            .signedIn,
            [
                "KAFKA_SECURITY_PROTOCOL": "SASL_SSL", "KAFKA_SASL_MECHANISM": "PLAIN",
                "KAFKA_SASL_USERNAME": user, "KAFKA_SASL_PASSWORD": "\(user)-secret",
                "KAFKA_SSL_CA": try certificates.text("authority.pem"),
            ]
        ).kafka
    }
}
