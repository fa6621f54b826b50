import CRDKafka
import Domain
import Foundation
import Testing

@testable import Kafka

/// The producer against librdkafka's own broker.
@Suite(.onItsOwnThread) struct ProducerTests {
    @Test(arguments: ProducerSettings.Compression.allCases)
    func `every record is acknowledged once with its ticket, and read with key, value and headers`(
        compression: ProducerSettings.Compression
    ) throws {
        let mock = try MockCluster()
        mock.create("t", partitionCount: 3)
        let deliveries = Deliveries()
        var settings = ProducerSettings()
        settings.compression = compression
        let producer = try Producer(mock.settings, settings, log: quiet, hooks: deliveries.hooks())
        defer { producer.close(flushMilliseconds: 1000) }
        for ticket in 1...500 as ClosedRange<UInt> {
            try producer.produce("t", key: "k\(ticket % 7)", value: "v\(ticket)", ticket: ticket)
        }
        try Array("x".utf8).withUnsafeBytes { bytes in
            try producer.produce(topic: "t", partition: 2, key: nil, value: bytes, ticket: 501) { headers in
                headers.add("a", "1")
                headers.add("b", "")
                headers.add(name: "ü", value: [0, 255])
            }
        }
        #expect(producer.flush(milliseconds: 20_000))
        #expect(Set(deliveries.acknowledged) == Set(1...501) && deliveries.acknowledged.count == 501)
        #expect(producer.inFlightCount == 0)
        let reader = try Reader(mock.settings, group: unique("g"), topics: ["t"])
        defer { reader.close() }
        #expect(reader.wait { reader.seen.count == 501 })
        for key in 0..<7 {
            let values = reader.seen.filter { $0.key == "k\(key)" }.map(\.value)
            #expect(values == (1...500).filter { $0 % 7 == key }.map { "v\($0)" })
        }
        #expect(reader.seen.first { $0.value == "x" }?.place == TopicPartition("t", 2))
    }

    @Test func `a record that can never be sent is refused with its ticket`() throws {
        let mock = try MockCluster()
        mock.create("t", partitionCount: 1)
        let deliveries = Deliveries()
        let producer = try Producer(mock.settings, log: quiet, hooks: deliveries.hooks())
        defer { producer.close(flushMilliseconds: 1000) }
        let error = try #require(throws: KafkaError.self) {
            try producer.produce("t", key: "k", value: String(repeating: "x", count: 11_000_000), ticket: 1)
        }
        #expect(error.isTooLarge && error.kind == .bug && !error.isRetriable && !error.isFatal)
        try producer.produce("t", key: "k", value: "fine", ticket: 2)
        #expect(producer.flush(milliseconds: 10_000))
        #expect(deliveries.acknowledged == [2])
    }

    @Test func `who produces too fast waits, and is told when there is no room in time`() throws {
        let mock = try MockCluster()
        mock.create("t", partitionCount: 1)
        var settings = ProducerSettings()
        settings.inFlightCountMax = 10
        settings.roomMillisecondsMax = 300
        let deliveries = Deliveries()
        let producer = try Producer(mock.settings, settings, log: quiet, hooks: deliveries.hooks())
        defer { producer.close(flushMilliseconds: 500) }
        for ticket in 1...200 as ClosedRange<UInt> { try producer.produce("t", key: "k", value: "v", ticket: ticket) }
        #expect(producer.flush(milliseconds: 10_000))
        rd_kafka_mock_broker_set_down(mock.cluster, 1)
        let error = try #require(throws: KafkaError.self) {
            for ticket in 201...220 as ClosedRange<UInt> {
                try producer.produce("t", key: "k", value: "v", ticket: ticket)
            }
        }
        #expect(error.name == "_QUEUE_FULL" && error.isRetriable)
        rd_kafka_mock_broker_set_up(mock.cluster, 1)
        #expect(waitFor(seconds: 20) { deliveries.acknowledged.count == 210 })
        #expect(deliveries.acknowledged == Array(1...210))
    }

    @Test func `after a fatal error the client is rebuilt and the unacknowledged is sent again in order`() throws {
        let mock = try MockCluster()
        mock.create("t", partitionCount: 2)
        let deliveries = Deliveries()
        let producer = try Producer(mock.settings, log: quiet, hooks: deliveries.hooks())
        defer { producer.close(flushMilliseconds: 1000) }
        for ticket in 1...50 as ClosedRange<UInt> {
            try producer.produce("t", key: "k\(ticket % 3)", value: "v\(ticket)", ticket: ticket)
        }
        #expect(producer.flush(milliseconds: 10_000))
        rd_kafka_mock_broker_set_down(mock.cluster, 1)
        for ticket in 51...150 as ClosedRange<UInt> {
            try producer.produce("t", key: "k\(ticket % 3)", value: "v\(ticket)", ticket: ticket)
        }
        rd_kafka_test_fatal_error(
            producer.client.handle.pointer, RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER, "as librdkafka 2.0.2 does")
        #expect(waitFor(seconds: 10) { deliveries.rebuildCount == 1 })
        for ticket in 151...200 as ClosedRange<UInt> {
            try producer.produce("t", key: "k\(ticket % 3)", value: "v\(ticket)", ticket: ticket)
        }
        rd_kafka_mock_broker_set_up(mock.cluster, 1)
        #expect(producer.flush(milliseconds: 30_000))
        #expect(deliveries.refused.isEmpty)
        #expect(deliveries.acknowledged.sorted() == Array(1...200))
        let reader = try Reader(mock.settings, group: unique("g"), topics: ["t"])
        defer { reader.close() }
        #expect(reader.wait { Set(reader.seen.map(\.value)).count == 200 })
        for key in 0..<3 {
            let values = reader.seen.filter { $0.key == "k\(key)" }.map(\.value)
            #expect(values == (1...200).filter { $0 % 3 == key }.map { "v\($0)" })
        }
    }

    @Test func `what is not acknowledged when the producer is closed comes back as an error`() throws {
        let mock = try MockCluster()
        mock.create("t", partitionCount: 1)
        let deliveries = Deliveries()
        let producer = try Producer(mock.settings, log: quiet, hooks: deliveries.hooks())
        try producer.produce("t", key: "k", value: "v", ticket: 1)
        #expect(producer.flush(milliseconds: 10_000))
        rd_kafka_mock_broker_set_down(mock.cluster, 1)
        try producer.produce("t", key: "k", value: "v", ticket: 2)
        producer.close(flushMilliseconds: 100)
        #expect(deliveries.acknowledged == [1])
        #expect(deliveries.refused[2]?.isRetriable == true)
    }

    @Test func `a producer that nobody closed sends what it has, and brings nobody down`() throws {
        let mock = try MockCluster()
        mock.create("t", partitionCount: 1)
        let deliveries = Deliveries()
        do {
            let dropped = try Producer(mock.settings, log: quiet, hooks: deliveries.hooks())
            try dropped.produce("t", key: "k", value: "v", ticket: 1)
        }
        while deliveries.acknowledged.isEmpty { usleep(10_000) }
        #expect(deliveries.acknowledged == [1])
    }

    @Test func `a wrong setting is refused without quoting its value`() throws {
        var settings = KafkaSettings(bootstrapServers: "127.0.0.1:1", clientID: "test")
        settings.extra["security.protocol"] = "hunter2"
        let error = try #require(throws: KafkaError.self) {
            try Producer(settings, log: quiet, hooks: Producer.Hooks { _, _ in })
        }
        #expect(error.description.contains("security.protocol") && !error.description.contains("hunter2"))
    }
}
