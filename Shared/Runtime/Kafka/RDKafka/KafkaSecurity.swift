import CRDKafka

/// How a client and the broker prove to each other who they are: TLS, with or without a certificate of the client, and SASL with
/// a name and a password. Read from settings that are named as in Kafka's own container images.
package struct KafkaSecurity: Sendable, Equatable {
    /// `KAFKA_SECURITY_PROTOCOL`, in librdkafka's spelling.
    package enum Transport: String, Sendable, CaseIterable {
        case plaintext
        case tls = "ssl"
        case passwordInClear = "sasl_plaintext"
        case password = "sasl_ssl"

        var isEncrypted: Bool { self == .tls || self == .password }
        var hasPassword: Bool { self == .passwordInClear || self == .password }
    }

    /// `KAFKA_SASL_MECHANISM`.
    package enum Mechanism: String, Sendable, CaseIterable {
        case plain = "PLAIN"
        case scramSHA256 = "SCRAM-SHA-256"
        case scramSHA512 = "SCRAM-SHA-512"
    }

    /// librdkafka's settings; the values may be secret.
    package private(set) var properties: [String: String] = [:]

    /// Before 2.6.1 librdkafka repeated its own nonce in the last message of SCRAM, which Kafka 4 refuses, as RFC 5802 asks.
    package static var canScram: Bool { rd_kafka_version() >= 0x0206_0100 }

    /// Neither encrypted nor signed in.
    package static let none = KafkaSecurity()

    private init() {}

    /// Looks settings up by name; `complain` is told of each that is wrong, in a sentence that never has the value.
    package init(_ lookUp: (String) -> String?, complain: (String) -> Void) {
        // All are asked for, so that each counts as known; an empty file is a secret that was not given.
        let given = Dictionary(uniqueKeysWithValues: Self.settings.map { ($0, lookUp($0)) })
        func setting(_ name: String) -> String? { (given[name] ?? nil).flatMap { $0.isEmpty ? nil : $0 } }
        let name = setting("KAFKA_SECURITY_PROTOCOL") ?? Transport.plaintext.rawValue
        guard let transport = Transport(rawValue: name.lowercased()) else {
            complain("KAFKA_SECURITY_PROTOCOL is none of \(Self.list(Transport.allCases.map(\.rawValue)))")
            return
        }
        properties["security.protocol"] = transport.rawValue
        // A setting that would have no effect is a mistake: whoever set it believes the connection to be safe.
        for name in Self.tlsSettings where !transport.isEncrypted && setting(name) != nil {
            complain("\(name) is set, but KAFKA_SECURITY_PROTOCOL is \(transport.rawValue), without TLS")
        }
        for name in Self.passwordSettings where !transport.hasPassword && setting(name) != nil {
            complain("\(name) is set, but KAFKA_SECURITY_PROTOCOL is \(transport.rawValue), without SASL")
        }
        if transport.isEncrypted { readTLS(setting, complain) }
        if transport.hasPassword { readPassword(setting, complain) }
    }

    private mutating func readTLS(_ setting: (String) -> String?, _ complain: (String) -> Void) {
        for (name, property, marker) in Self.pemSettings {
            guard let text = setting(name) else { continue }
            guard
                text.contains("-----BEGIN \(marker)") || (marker != "CERTIFICATE" && text.contains("PRIVATE KEY-----"))
            else {
                complain("\(name) is no \(marker == "CERTIFICATE" ? "certificate" : "private key") in PEM")
                continue
            }
            properties[property] = text
        }
        if (setting("KAFKA_SSL_CERTIFICATE") == nil) != (setting("KAFKA_SSL_KEY") == nil) {
            complain("KAFKA_SSL_CERTIFICATE and KAFKA_SSL_KEY belong together")
        }
        properties["ssl.key.password"] = setting("KAFKA_SSL_KEY_PASSWORD")
        switch setting("KAFKA_SSL_CHECK_HOSTNAME")?.lowercased() {
        case nil, "true": properties["ssl.endpoint.identification.algorithm"] = "https"
        case "false": properties["ssl.endpoint.identification.algorithm"] = "none"
        default: complain("KAFKA_SSL_CHECK_HOSTNAME is neither true nor false")
        }
    }

    private mutating func readPassword(_ setting: (String) -> String?, _ complain: (String) -> Void) {
        if let given = setting("KAFKA_SASL_MECHANISM"), let mechanism = Mechanism(rawValue: given.uppercased()) {
            properties["sasl.mechanism"] = mechanism.rawValue
        } else {
            complain("KAFKA_SASL_MECHANISM is none of \(Self.list(Mechanism.allCases.map(\.rawValue)))")
        }
        for (name, property) in [
            ("KAFKA_SASL_USERNAME", "sasl.username"), ("KAFKA_SASL_PASSWORD", "sasl.password"),
        ] {
            if let value = setting(name) { properties[property] = value } else { complain("\(name) is not set") }
        }
    }

    private static let pemSettings = [
        ("KAFKA_SSL_CA", "ssl.ca.pem", "CERTIFICATE"),
        ("KAFKA_SSL_CERTIFICATE", "ssl.certificate.pem", "CERTIFICATE"),
        ("KAFKA_SSL_KEY", "ssl.key.pem", "PRIVATE KEY"),
    ]
    private static let tlsSettings = pemSettings.map(\.0) + ["KAFKA_SSL_KEY_PASSWORD"]
    private static let passwordSettings = ["KAFKA_SASL_MECHANISM", "KAFKA_SASL_USERNAME", "KAFKA_SASL_PASSWORD"]

    private static let settings =
        ["KAFKA_SECURITY_PROTOCOL", "KAFKA_SSL_CHECK_HOSTNAME"] + tlsSettings + passwordSettings

    private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}
