import CRDKafka
import Foundation
import Testing

@testable import Kafka

/// Topics that were there before, made by somebody else.
@Suite(
    .enabled(if: !GenuineBroker.all.isEmpty, "neither KAFKA_HOME nor ../shared/kafka is there"), .serialized,
    .onItsOwnThread)
struct TopicStateTests {
    private static let planned = [
        "cleanup.policy": "delete", "retention.ms": "259200000", "retention.bytes": "-1",
        "max.message.bytes": "8454144", "message.timestamp.type": "LogAppendTime",
    ]

    @Test(arguments: GenuineBroker.all)
    func `every property of a topic is compared, and mended without losing its others`(broker: GenuineBroker) throws {
        let cluster = try Cluster(try broker.settings(), log: quiet)
        defer { cluster.close() }
        let name = unique("strange")
        let strange = [
            "cleanup.policy": "compact", "retention.ms": "604800000", "retention.bytes": "1000",
            "max.message.bytes": "1048588", "segment.bytes": "2000000",
        ]
        let there = TopicPlan(name, partitionCount: 3, configuration: strange)
        _ = try cluster.ensure([there], timeoutMilliseconds: 120_000)
        let plan = TopicPlan(name, partitionCount: 3, configuration: Self.planned, mustExpire: true)
        let state = try #require(try cluster.states(of: [name], timeoutMilliseconds: 120_000)[name])
        #expect(state.partitionCount == 3 && state.replicaCount == 1)
        let found = plan.differences(from: state)
        #expect(
            found.map(\.description) == [
                "cleanup.policy is compact, planned delete", "max.message.bytes is 1048588, planned 8454144",
                "message.timestamp.type is CreateTime, planned LogAppendTime",
                "retention.bytes is 1000, planned -1", "retention.ms is 604800000, planned 259200000",
            ])
        try cluster.change(
            name, Dictionary(uniqueKeysWithValues: found.map { ($0.property, $0.planned) }), in: state,
            timeoutMilliseconds: 120_000)
        let after = try #require(try cluster.states(of: [name], timeoutMilliseconds: 120_000)[name])
        #expect(plan.differences(from: after) == [])
        #expect(after.settings["segment.bytes"] == TopicState.Setting("2000000", isOwn: true))
        #expect(try cluster.states(of: ["no-such-topic"], timeoutMilliseconds: 120_000) == [:])
    }

    @Test func `what a program must not mend is named with the reason`() {
        func differences(_ change: (inout TopicPlan) -> Void, _ state: TopicState) -> [String] {
            var plan = TopicPlan("t", partitionCount: 12, configuration: ["retention.ms": "1000"])
            change(&plan)
            return plan.differences(from: state).map(\.description)
        }
        func state(_ partitions: Int, _ replicas: Int, _ settings: [String: String] = [:]) -> TopicState {
            TopicState(
                partitionCount: partitions, replicaCount: replicas,
                settings: settings.mapValues { TopicState.Setting($0, isOwn: true) })
        }
        #expect(
            differences({ _ in }, state(6, 1)) == ["partitions is 6, planned 12 (more would send keys elsewhere)"])
        #expect(differences({ _ in }, state(24, 1)) == ["partitions is 24, planned 12 (they cannot become fewer)"])
        #expect(
            differences({ $0.replicationFactor = 3 }, state(12, 1)) == [
                "replicas is 1, planned 3 (move them with kafka-reassign-partitions.sh)"
            ])
        let long = state(12, 1, ["retention.ms": "2000"])
        #expect(
            differences({ _ in }, long) == ["retention.ms is 2000, planned 1000 (mending it would delete records)"])
        #expect(differences({ $0.mustExpire = true }, long) == ["retention.ms is 2000, planned 1000"])
        #expect(
            differences({ _ in }, state(12, 3, ["min.insync.replicas": "1"])) == [
                "min.insync.replicas is 1, planned 2"
            ])
        #expect(
            differences({ _ in }, state(12, 1, ["min.insync.replicas": "2"])) == [
                "min.insync.replicas is 2, planned 1"
            ])
        #expect(differences({ _ in }, state(12, 2, ["min.insync.replicas": "2"])) == [])
    }

    /// As the npm SDK of CloudEvents does: it gives the event's own time to the record.
    @Test(arguments: GenuineBroker.all)
    func `a record dated days ago is deleted unread, except where the broker's own time counts`(
        broker: GenuineBroker
    ) throws {
        let own = broker.another(["log.retention.check.interval.ms=500", "log.segment.delete.delay.ms=500"])
        defer { own.end() }
        let kafka = try own.settings()
        let cluster = try Cluster(kafka, log: quiet)
        defer { cluster.close() }
        let asSent = TopicPlan(unique("sent"), partitionCount: 1, configuration: ["retention.ms": "259200000"])
        let asPlanned = TopicPlan(unique("planned"), partitionCount: 1, configuration: Self.planned)
        _ = try cluster.ensure([asSent, asPlanned], timeoutMilliseconds: 120_000)
        let tenDaysAgo = Int64(Date().timeIntervalSince1970 * 1000) - 10 * 86_400_000
        for plan in [asSent, asPlanned] { try send("old", dated: tenDaysAgo, to: plan.name, kafka) }
        #expect(waitFor(seconds: 60) { (try? read(asSent.name, kafka)) == [] })
        #expect(try read(asPlanned.name, kafka) == ["old"])
    }

    private func read(_ topic: String, _ kafka: KafkaSettings) throws -> [String] {
        var values: [String] = []
        try TopicReader(kafka, log: quiet).read([topic], timeoutMilliseconds: 120_000) { record in
            values.append(String(decoding: record.value, as: UTF8.self))
            return true
        }
        return values
    }

    private func send(_ text: String, dated time: Int64, to topic: String, _ kafka: KafkaSettings) throws {
        let sender = try RDHandle(RD_KAFKA_PRODUCER, kafka.properties([:]), RDCallbacks(log: quiet))
        defer { sender.destroy() }
        let code = Array(text.utf8).withUnsafeBytes { bytes in
            topic.withCString { name in
                var values = [rd_kafka_vu_t](repeating: rd_kafka_vu_t(), count: 3)
                values[0].vtype = RD_KAFKA_VTYPE_TOPIC
                values[0].u.cstr = name
                values[1].vtype = RD_KAFKA_VTYPE_VALUE
                values[1].u.mem.ptr = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
                values[1].u.mem.size = bytes.count
                values[2].vtype = RD_KAFKA_VTYPE_TIMESTAMP
                values[2].u.i64 = time
                let error = rd_kafka_produceva(sender.pointer, &values, values.count)
                defer { rd_kafka_error_destroy(error) }
                return rd_kafka_error_code(error)
            }
        }
        #expect(code == RD_KAFKA_RESP_ERR_NO_ERROR)
        #expect(rd_kafka_flush(sender.pointer, 20_000) == RD_KAFKA_RESP_ERR_NO_ERROR)
    }
}
