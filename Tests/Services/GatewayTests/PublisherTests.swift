import CloudEvents
import Domain
import Events
import Flow
import Foundation
import Kafka
import Telemetry
import Testing

@testable import gateway

/// What goes straight to the broker.
struct PublisherTests {
    /// A fact as large as an application with the largest résumé.
    struct Heavy: Event {
        var text: String
        var key: String { "heavy" }
        static let schema = Schema(
            "heavy", on: .deadLetters(of: "publishertests"), "A large fact.",
            [.required("text", .text(charactersMax: 8_000_000), "Much of it.")])
        static let samples = [Heavy(text: "a")]
    }

    let log = Logger(label: "tests")

    private func topic(_ bootstrap: String) throws {
        let cluster = try Cluster(KafkaSettings(bootstrapServers: bootstrap, clientID: "tests"), log: log)
        defer { cluster.close() }
        let plan = TopicPlan(
            Heavy.schema.topic.name, partitionCount: 1, replicationFactor: 1,
            configuration: ["max.message.bytes": "\(Heavy.schema.topic.recordBytesMax)"])
        _ = try cluster.ensure([plan], timeoutMilliseconds: 120_000)
    }

    @Test func `a fact as large as an application may be is confirmed by the broker`() async throws {
        let bootstrap = try #require(
            ProcessInfo.processInfo.environment["KAFKA_BOOTSTRAP_SERVERS"], "run the tests by `make test`")
        let log = log
        try await onThread { try topic(bootstrap) }
        let publisher = try Publisher(
            KafkaSettings(bootstrapServers: bootstrap, clientID: "gateway-door"), log: log, now: { .sample })
        let large = Heavy(text: String(repeating: "简", count: 2_600_000))
        let id = UUID().uuidString
        try await publisher.publish(large, source: "/tests", id: id)
        try await onThread {
            publisher.close()
            let records = try found(id, bootstrap)
            #expect(records == ["heavy /tests 7800011"])
        }
    }

    /// Type, source and size of the records with an identity.
    private func found(_ id: String, _ bootstrap: String) throws -> [String] {
        var found: [String] = []
        let reader = TopicReader(KafkaSettings(bootstrapServers: bootstrap, clientID: "tests"), log: log)
        try reader.read([Heavy.schema.topic.name], timeoutMilliseconds: 60_000) { record in
            func text(_ name: StaticString) -> String {
                record.header(name).map { String(decoding: $0, as: UTF8.self) } ?? "-"
            }
            if text(CloudEventHeader.id) == id {
                found.append("\(text(CloudEventHeader.type)) \(text(CloudEventHeader.source)) \(record.value.count)")
            }
            return true
        }
        return found
    }

    @Test func `a broker that is away makes the sender try again and is not waited for long`() async throws {
        let publisher = try Publisher(
            KafkaSettings(bootstrapServers: "127.0.0.1:1", clientID: "gateway-door"), log: log, now: { .sample })
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask {
                    do {
                        try await publisher.publish(Heavy(text: "a"), source: "/tests", id: "\(number)")
                        return false
                    } catch { return (error as? any Classified)?.kind == .environment }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes == Array(repeating: true, count: 100), "64 wait for the broker's word and the rest not at all")
        try await onThread { publisher.close() }
    }

    private func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }
}
