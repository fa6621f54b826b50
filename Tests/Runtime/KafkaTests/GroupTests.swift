import Foundation
import Kafka
import Testing

/// Groups against real brokers: each test makes its own topic and group.
@Suite(
    .enabled(if: !AnyBroker.all.isEmpty, "neither KAFKA_HOME, ../shared/kafka nor KAFKA_BOOTSTRAP_SERVERS is there"),
    .onItsOwnThread)
struct GroupTests {
    private func fill(_ kafka: KafkaSettings, _ topic: String, _ numbers: Range<Int>) throws {
        let deliveries = Deliveries()
        let producer = try Producer(kafka, log: quiet, hooks: deliveries.hooks())
        defer { producer.close(flushMilliseconds: 1000) }
        for number in numbers { try producer.produce(topic, key: "k\(number % 13)", value: "\(number)") }
        #expect(producer.flush(milliseconds: 30_000))
        #expect(deliveries.refused.isEmpty)
    }

    @Test(arguments: AnyBroker.all)
    func `a restarted member goes on where it stored, and the lag is known`(broker: AnyBroker) throws {
        let kafka = try broker.settings()
        let topic = try broker.topic("resume")
        let group = unique("g")
        try fill(kafka, topic, 0..<300)
        let first = try Reader(kafka, group: group, topics: [topic])
        #expect(first.wait { first.seen.count == 300 })
        first.close()
        try fill(kafka, topic, 300..<400)
        let cluster = try Cluster(kafka, log: quiet)
        defer { cluster.close() }
        if case .genuine = broker {
            let lag = try cluster.lag(group: group, topics: [topic], kafka, timeoutMilliseconds: 20_000)
            #expect(lag.values.reduce(0, +) == 100 && lag.count == 4)
        }
        let second = try Reader(kafka, group: group, topics: [topic])
        defer { second.close() }
        #expect(second.wait { second.seen.count >= 100 })
        // Behind everything under each key: when these are seen, nothing more is to come.
        try fill(kafka, topic, 400..<413)
        #expect(second.wait { Set(second.seen.map(\.value)).isSuperset(of: (400..<413).map(String.init)) })
        #expect(second.seen.count == 113)
        #expect(isInOrder(first.seen + second.seen, 0..<413))
        #expect(first.seen.allSatisfy { $0.place.topic == topic })
    }

    /// With a session of five minutes: only a member that is known by its name comes in before that.
    @Test(arguments: AnyBroker.all.filter { if case .genuine = $0 { true } else { false } })
    func `a member that comes back under its name has its partitions at once`(broker: AnyBroker) throws {
        let kafka = try broker.settings()
        let topic = try broker.topic("named")
        let group = unique("g")
        try fill(kafka, topic, 0..<100)
        let first = try Reader(kafka, group: group, topics: [topic], memberID: "one", sessionSeconds: 300)
        #expect(first.wait { first.seen.count == 100 })
        // A named one does not say good-bye, so that for the broker this is a process that was killed.
        first.close()
        try fill(kafka, topic, 100..<200)
        let second = try Reader(kafka, group: group, topics: [topic], memberID: "one", sessionSeconds: 300)
        defer { second.close() }
        #expect(second.wait { second.seen.count == 100 })
        #expect(isInOrder(first.seen + second.seen, 0..<200))
    }

    @Test(arguments: AnyBroker.all)
    func `two members share, and a rebalance under load loses and reorders nothing`(broker: AnyBroker) throws {
        let kafka = try broker.settings()
        let topic = try broker.topic("share")
        let group = unique("g")
        let one = try Reader(kafka, group: group, topics: [topic], countMax: 10, workMicroseconds: 50_000)
        #expect(one.wait { one.consumer.assignment.count == 4 })
        try fill(kafka, topic, 0..<1500)
        #expect(one.wait { one.seen.count > 50 })
        let two = try Reader(kafka, group: group, topics: [topic], countMax: 10, workMicroseconds: 50_000)
        #expect(two.wait { two.consumer.assignment.count == 2 && one.consumer.assignment.count == 2 })
        #expect(one.consumer.assignment.isDisjoint(with: two.consumer.assignment))
        try fill(kafka, topic, 1500..<2000)
        #expect(two.wait { two.seen.count > 20 })
        one.close()
        #expect(two.wait { two.consumer.assignment.count == 4 })
        #expect(two.wait { Set((one.seen + two.seen).map(\.value)).count == 2000 })
        two.close()
        #expect(isInOrder(one.seen + two.seen, 0..<2000))
        #expect(one.seen.count + two.seen.count == 2000, "orderly rebalances repeat nothing")
        #expect(one.revocationCount >= 1 && !one.workedWhileRevoked && !two.workedWhileRevoked)
    }

    @Test(arguments: AnyBroker.all)
    func `a reader sees every record up to the end, without a group, and skips what is not there`(
        broker: AnyBroker
    ) throws {
        let kafka = try broker.settings()
        let topic = try broker.topic("read")
        try fill(kafka, topic, 0..<300)
        let reader = TopicReader(kafka, log: quiet)
        for _ in 0..<2 {
            var values: Set<String> = []
            try reader.read([topic, unique("nowhere")], timeoutMilliseconds: 60_000) { record in
                values.insert(String(decoding: record.value, as: UTF8.self))
                return true
            }
            #expect(values == Set((0..<300).map(String.init)))
        }
        var count = 0
        try reader.read([topic], timeoutMilliseconds: 60_000) { _ in
            count += 1
            return count < 5
        }
        #expect(count == 5)
    }

    @Test(arguments: AnyBroker.all)
    func `the partitions of a member killed in mid-work go to the other`(broker: AnyBroker) throws {
        let kafka = try broker.settings()
        let topic = try broker.topic("killed")
        let group = unique("g")
        let victim = try Spawned([
            "kcat", "-b", kafka.bootstrapServers, "-X", "session.timeout.ms=6000",
            "-X", "partition.assignment.strategy=range", "-G", group, topic,
        ])
        defer { victim.end() }
        let reader = try Reader(kafka, group: group, topics: [topic])
        defer { reader.close() }
        #expect(reader.wait { reader.consumer.assignment.count == 2 })
        victim.end()
        try fill(kafka, topic, 0..<200)
        #expect(reader.wait(seconds: 60) { reader.consumer.assignment.count == 4 })
        #expect(reader.wait { reader.seen.count == 200 })
        #expect(isInOrder(reader.seen, 0..<200))
    }

    @Test(arguments: AnyBroker.all)
    func `topics are made once, with their settings`(broker: AnyBroker) throws {
        let kafka = try broker.settings()
        let cluster = try Cluster(kafka, log: quiet)
        defer { cluster.close() }
        let name = unique("made")
        let plan = TopicPlan(name, partitionCount: 3, configuration: ["retention.ms": "3600000"])
        #expect(try cluster.ensure([plan], timeoutMilliseconds: 120_000) == [name: .created])
        #expect(try cluster.ensure([plan], timeoutMilliseconds: 120_000) == [name: .alreadyThere])
        let larger = TopicPlan(name, partitionCount: 5)
        #expect(try cluster.ensure([larger], timeoutMilliseconds: 120_000) == [name: .alreadyThere])
        #expect(try cluster.describe(timeoutMilliseconds: 10_000).partitionCounts[name] == 3)
        if case .genuine = broker {
            let wrong = TopicPlan(unique("wrong"), partitionCount: 1, configuration: ["no.such.setting": "1"])
            let error = try #require(throws: KafkaError.self) {
                try cluster.ensure([wrong], timeoutMilliseconds: 120_000)
            }
            #expect(!error.isRetriable)
        }
    }
}

/// Genuine brokers only: the in-memory one forgets everything when it ends.
@Suite(
    .enabled(if: !GenuineBroker.all.isEmpty, "neither KAFKA_HOME nor ../shared/kafka is there"), .onItsOwnThread)
struct OutageTests {
    /// Its own broker process, since it is killed.
    @Test(arguments: GenuineBroker.all.suffix(1))
    func `what is produced while the broker restarts arrives, in order per key`(broker: GenuineBroker) throws {
        let own = broker.another()
        defer { own.end() }
        let kafka = try own.settings()
        let topic = try AnyBroker.genuine(own).topic("outage")
        let reader = try Reader(kafka, group: unique("g"), topics: [topic])
        defer { reader.close() }
        let deliveries = Deliveries()
        let producer = try Producer(kafka, log: quiet, hooks: deliveries.hooks())
        defer { producer.close(flushMilliseconds: 1000) }
        let restart = Thread { try? own.restart(afterMilliseconds: 1000) }
        for number in 0..<2000 {
            if number == 500 { restart.start() }
            try producer.produce(topic, key: "k\(number % 13)", value: "\(number)", ticket: UInt(number))
            usleep(1000)
        }
        #expect(producer.flush(milliseconds: 90_000))
        #expect(deliveries.refused.isEmpty && deliveries.acknowledged.sorted() == Array(0..<2000))
        #expect(reader.wait(seconds: 60) { Set(reader.seen.map(\.value)).count == 2000 })
        #expect(isInOrder(reader.seen, 0..<2000))
    }
}

/// Per key: every number arrives, for the first time in order.
private func isInOrder(_ notes: [Reader.Note], _ numbers: Range<Int>) -> Bool {
    (0..<13).allSatisfy { key in
        var first: [Int] = []
        for note in notes where note.key == "k\(key)" {
            guard let number = Int(note.value) else { return false }
            if !first.contains(number) { first.append(number) }
        }
        return first == numbers.filter { $0 % 13 == key }
    }
}
