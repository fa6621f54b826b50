import Foundation
import Testing

@testable import Kafka

/// TLS and SASL at a genuine broker: what is right gets in, what is wrong is told in one sentence, soon.
@Suite(
    .enabled(if: !GenuineBroker.all.isEmpty, "neither KAFKA_HOME nor ../shared/kafka is there"), .serialized,
    .onItsOwnThread)
struct SecurityTests {
    private struct Attempt {
        let door: SecuredBroker.Door
        var host = "127.0.0.1"
        let variables: [String: String]
        /// Nil: it gets in.
        let sentence: String?
    }

    @Test(arguments: GenuineBroker.all)
    func `every way in works, and a wrong one is told in a sentence that says what to look at`(
        kind: GenuineBroker
    ) throws {
        let broker = try SecuredBroker(kind, users: ["screening"])
        defer { broker.end() }
        for attempt in try attempts(broker.certificates, isOldBroker: kind.version.hasPrefix("3.")) {
            let (kafka, problems) = broker.settings(attempt.door, host: attempt.host, attempt.variables)
            #expect(problems == [])
            let name = "\(attempt.door) \(attempt.variables.keys.sorted()) \(attempt.sentence ?? "gets in")"
            let began = ContinuousClock.now
            var told: KafkaError?
            do {
                let cluster = try Cluster(kafka, log: quiet)
                defer { cluster.close() }
                #expect(try cluster.describe(timeoutMilliseconds: 20_000).brokerCount == 1, "\(name)")
            } catch { told = error }
            #expect((told == nil) == (attempt.sentence == nil), "\(name): \(told?.description ?? "got in")")
            if let sentence = attempt.sentence {
                #expect(told?.description.contains(sentence) == true, "\(name): \(told?.description ?? "got in")")
                #expect(told?.isRefusal == true && told?.isRetriable == false, "\(name)")
                #expect(told?.description.contains("wrong-secret") != true)
            }
            #expect(ContinuousClock.now - began < .seconds(15), "\(name): waiting in vain")
        }
    }

    private func attempts(_ certificates: Certificates, isOldBroker: Bool) throws -> [Attempt] {
        let authority = ["KAFKA_SECURITY_PROTOCOL": "SSL", "KAFKA_SSL_CA": try certificates.text("authority.pem")]
        return try byCertificate(certificates, authority) + byPassword(authority, isOldBroker: isOldBroker)
    }

    private func byCertificate(_ certificates: Certificates, _ authority: [String: String]) throws -> [Attempt] {
        func with(_ more: [String: String]) -> [String: String] { authority.merging(more) { $1 } }
        func own(_ name: String) throws -> [String: String] {
            with([
                "KAFKA_SSL_CERTIFICATE": try certificates.text("\(name).pem"),
                "KAFKA_SSL_KEY": try certificates.text("\(name).key"),
            ])
        }
        return [
            Attempt(door: .tls, variables: authority, sentence: nil),
            Attempt(
                door: .tls, variables: ["KAFKA_SECURITY_PROTOCOL": "ssl"],
                sentence: "the broker's certificate is not trusted (KAFKA_SSL_CA)"),
            Attempt(
                door: .tls, variables: with(["KAFKA_SSL_CA": try certificates.text("stranger.pem")]),
                sentence: "the broker's certificate is not trusted (KAFKA_SSL_CA)"),
            Attempt(
                door: .tls, host: "localhost", variables: authority,
                sentence: "the broker's certificate is for another name (KAFKA_SSL_CHECK_HOSTNAME)"),
            Attempt(
                door: .tls, host: "localhost", variables: with(["KAFKA_SSL_CHECK_HOSTNAME": "false"]), sentence: nil),
            Attempt(door: .expired, variables: authority, sentence: "the broker's certificate has expired"),
            Attempt(door: .mutual, variables: try own("screening"), sentence: nil),
            Attempt(
                door: .mutual, variables: authority,
                sentence: "the broker refuses our certificate (KAFKA_SSL_CERTIFICATE)"),
            Attempt(
                door: .mutual, variables: try own("screening-expired"),
                sentence: "the broker refuses our certificate (KAFKA_SSL_CERTIFICATE)"),
            Attempt(
                door: .mutual, variables: try own("screening-stranger"),
                sentence: "the broker refuses our certificate (KAFKA_SSL_CERTIFICATE)"),
        ]
    }

    private func byPassword(_ authority: [String: String], isOldBroker: Bool) -> [Attempt] {
        func signed(_ mechanism: String, _ password: String = "screening-secret", _ transport: String = "SASL_SSL")
            -> [String: String]
        {
            var all = [
                "KAFKA_SASL_MECHANISM": mechanism, "KAFKA_SASL_USERNAME": "screening",
                "KAFKA_SASL_PASSWORD": password, "KAFKA_SECURITY_PROTOCOL": transport,
            ]
            if transport == "SASL_SSL" { all["KAFKA_SSL_CA"] = authority["KAFKA_SSL_CA"] }
            return all
        }
        let password = "the broker refuses this user or password"
        // Debian 12's librdkafka cannot at Kafka 4; a newer one put in its place can.
        let scram = KafkaSecurity.canScram || isOldBroker ? nil : "this librdkafka cannot sign in by SCRAM"
        return [
            Attempt(door: .signedIn, variables: signed("PLAIN"), sentence: nil),
            Attempt(door: .signedIn, variables: signed("SCRAM-SHA-256"), sentence: scram),
            Attempt(door: .signedIn, variables: signed("SCRAM-SHA-512"), sentence: scram),
            Attempt(
                door: .signedInClear, variables: signed("plain", "screening-secret", "sasl_plaintext"),
                sentence: nil),
            Attempt(door: .signedIn, variables: signed("PLAIN", "wrong-secret"), sentence: password),
            Attempt(door: .signedIn, variables: signed("SCRAM-SHA-512", "wrong-secret"), sentence: password),
            Attempt(
                door: .signedIn, variables: [:], sentence: "the broker expects another KAFKA_SECURITY_PROTOCOL"),
            Attempt(
                door: .open, variables: authority, sentence: "the broker expects another KAFKA_SECURITY_PROTOCOL"),
            Attempt(
                door: .signedInClear, variables: [:],
                sentence: "the broker expects another KAFKA_SECURITY_PROTOCOL"),
        ]
    }

    @Test(arguments: [
        (
            ["KAFKA_SECURITY_PROTOCOL": "tls"],
            "KAFKA_SECURITY_PROTOCOL is none of plaintext, ssl, sasl_plaintext, sasl_ssl"
        ),
        (["KAFKA_SSL_CA": "x"], "KAFKA_SSL_CA is set, but KAFKA_SECURITY_PROTOCOL is plaintext, without TLS"),
        (
            ["KAFKA_SASL_PASSWORD": "x", "KAFKA_SECURITY_PROTOCOL": "ssl"],
            "KAFKA_SASL_PASSWORD is set, but KAFKA_SECURITY_PROTOCOL is ssl, without SASL"
        ),
        (["KAFKA_SECURITY_PROTOCOL": "ssl", "KAFKA_SSL_CA": "x"], "KAFKA_SSL_CA is no certificate in PEM"),
        (
            ["KAFKA_SECURITY_PROTOCOL": "ssl", "KAFKA_SSL_KEY": "-----BEGIN PRIVATE KEY-----"],
            "KAFKA_SSL_CERTIFICATE and KAFKA_SSL_KEY belong together"
        ),
        (
            ["KAFKA_SECURITY_PROTOCOL": "ssl", "KAFKA_SSL_CHECK_HOSTNAME": "maybe"],
            "KAFKA_SSL_CHECK_HOSTNAME is neither true nor false"
        ),
        (
            [
                "KAFKA_SECURITY_PROTOCOL": "sasl_plaintext", "KAFKA_SASL_MECHANISM": "GSSAPI",
                "KAFKA_SASL_USERNAME": "u", "KAFKA_SASL_PASSWORD": "p",
            ], "KAFKA_SASL_MECHANISM is none of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512"
        ),
        (
            [
                "KAFKA_SECURITY_PROTOCOL": "sasl_plaintext", "KAFKA_SASL_MECHANISM": "PLAIN",
                "KAFKA_SASL_USERNAME": "u",
            ], "KAFKA_SASL_PASSWORD is not set"
        ),
    ])
    func `a setting that cannot be meant so is named`(variables: [String: String], sentence: String) {
        var problems: [String] = []
        _ = KafkaSecurity({ variables[$0] }, complain: { problems.append($0) })
        #expect(problems == [sentence])
    }
}
