import Domain
import Events
import Flow
import Foundation
import Telemetry
import Testing
import Topology

@testable import Kafka

/// The generated access control lists at a genuine broker with Kafka's own authorizer: they are enough, and they are not more.
@Suite(
    .enabled(if: !GenuineBroker.all.isEmpty, "neither KAFKA_HOME nor ../shared/kafka is there"), .serialized,
    .onItsOwnThread)
struct AccessTests {
    private static let services = ServiceMap.colloquy.services

    @Test(arguments: GenuineBroker.all.prefix(1))
    func `with the generated rules each service reads and writes what it must and nothing else`(
        kind: GenuineBroker
    ) throws {
        let broker = try SecuredBroker(kind, users: Self.services.map(\.name) + ["ats", "operator"])
        defer { broker.end() }
        let administrator = try Cluster(broker.settings(.open).kafka, log: quiet)
        defer { administrator.close() }
        let rules = AccessList(.colloquy).grants.flatMap(rules)
        try administrator.allow(rules, timeoutMilliseconds: 60_000)
        // The same again changes nothing.
        try administrator.allow(rules, timeoutMilliseconds: 60_000)

        // The operator makes the topics and changes one.
        let topics =
            Topic.all.map(\.name)
            + Self.services.flatMap { [Topic.deadLetters(of: $0.name).name, Topic.operations(of: $0.name).name] }
        let operating = try Cluster(broker.settings(signedInAs: "operator"), log: quiet)
        defer { operating.close() }
        let plans = topics.map { TopicPlan($0, partitionCount: 2) }
        #expect(try operating.ensure(plans, timeoutMilliseconds: 60_000).values.allSatisfy { $0 == .created })
        let states = try operating.states(of: topics, timeoutMilliseconds: 60_000)
        #expect(states.count == topics.count)
        try operating.change(
            topics[0], ["retention.ms": "1000000"], in: try #require(states[topics[0]]), timeoutMilliseconds: 60_000)

        for service in Self.services {
            let kafka = try broker.settings(signedInAs: service.name)
            let emitted = service.emitted.map { $0.schema.topic.name }
            let passedOn = service.name == "gateway" ? [Topic.applications.name] : []
            let writable = Set(
                emitted + passedOn + [
                    Topic.deadLetters(of: service.name).name, Topic.operations(of: service.name).name,
                ])
            #expect(try refused(topics, kafka) == Set(topics).subtracting(writable), "\(service.name) writes")
            // A group of its own, on exactly its topics.
            let heard = Set(service.heard.map { $0.schema.topic.name }).sorted()
            try join(service.name, heard, kafka)
        }
        let ats = try broker.settings(signedInAs: "ats")
        #expect(
            try refused(topics, ats) == Set(topics).subtracting([Topic.jobs.name, Topic.applications.name]),
            "ats writes")
        try join("ats-board", Topic.all.filter { $0.isPublic && $0.owner != nil }.map(\.name), ats)
        try denied(to: "scoring", Topic.applications.name, group: "scoring", try broker.settings(signedInAs: "scoring"))
        try denied(to: "ats", Topic.stages.name, group: "workflow", ats)
    }

    private func rules(_ grant: AccessList.Grant) -> [AccessRule] {
        let resource: AccessRule.Resource =
            switch grant.kind {
            case .topic: .topic(grant.name)
            case .group: .group(grant.name)
            case .groups: .groups(prefix: grant.name)
            }
        return grant.operations.compactMap { AccessRule.Operation(rawValue: $0.rawValue) }.map {
            AccessRule("User:\(grant.principal)", may: $0, resource)
        }
    }

    /// The topics that would not take a record.
    private func refused(_ topics: [String], _ kafka: KafkaSettings) throws -> Set<String> {
        var settings = ProducerSettings()
        settings.deliveryMillisecondsMax = 20_000
        let refusals = Refusals()
        let producer = try Producer(
            kafka, settings, log: quiet,
            hooks: Producer.Hooks(onDelivery: { ticket, error in if let error { refusals.note(ticket, error) } }))
        for (number, topic) in topics.enumerated() {
            let ticket = UInt(number)
            Array("x".utf8).withUnsafeBytes { value in
                do throws(KafkaError) {
                    try producer.produce(topic: topic, key: value, value: value, ticket: ticket)
                } catch { refusals.note(ticket, error) }
            }
        }
        producer.close(flushMilliseconds: 30_000)
        for error in refusals.all.values { #expect(error.name.contains("AUTHORIZATION"), "\(error)") }
        return Set(refusals.all.keys.map { topics[Int($0)] })
    }

    private func join(_ group: String, _ topics: [String], _ kafka: KafkaSettings) throws {
        let reader = try Reader(kafka, group: group, topics: topics)
        defer { reader.close() }
        #expect(reader.wait { reader.consumer.assignment.count == 2 * topics.count }, "\(group) reads \(topics)")
    }

    /// Reading is refused in a log line; nothing comes.
    private func denied(to user: String, _ topic: String, group: String, _ kafka: KafkaSettings) throws {
        let consumer = try Consumer(
            kafka, ConsumerSettings(group: group, topics: [topic], laneCount: 1), log: quiet, hooks: Consumer.Hooks())
        try consumer.start()
        defer { consumer.close() }
        #expect(waitFor(seconds: 30) { consumer.trouble?.name.contains("AUTHORIZATION") == true }, "\(user): \(topic)")
        #expect(consumer.assignment.isEmpty)
    }
}

private final class Refusals: @unchecked Sendable {
    // Sendable by hand: the dictionary has a lock.
    private let lock = NSLock()
    private var errors: [UInt: KafkaError] = [:]

    func note(_ ticket: UInt, _ error: KafkaError) { lock.withLock { errors[ticket] = error } }
    var all: [UInt: KafkaError] { lock.withLock { errors } }
}
