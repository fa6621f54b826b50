import Events
import Kafka
import Testing

@testable import Host

struct AttendanceTests {
    /// Member or not, for each lane since when it has had no connection, the time in seconds, and what to do.
    @Test(
        arguments: [
            (false, [nil, nil], 100, Attendance.Step.join),
            (false, [nil, 99], 100, .stay),
            (false, [0, 0], 1000, .stay),
            (true, [nil, nil], 100, .stay),
            (true, [nil, 41], 100, .stay),
            (true, [nil, 40], 100, .leave),
            (true, [40, 41], 100, .leave),
            (true, [], 100, .stay),
            (false, [], 100, .join),
        ] as [(Bool, [Int64?], Int64, Attendance.Step)])
    func `a process takes part when every lane can record, and leaves when one cannot for a minute`(
        isMember: Bool, lostSince: [Int64?], now: Int64, step: Attendance.Step
    ) {
        let milliseconds = lostSince.map { $0.map { $0 * 1000 } }
        #expect(Attendance.step(isMember: isMember, lostSince: milliseconds, now: now * 1000) == step)
    }
}

@Suite struct TopicCheckTests {
    @Test
    func `topics with another number of partitions than the settings say are told, topics that are not there are not`()
        throws
    {
        let house = try EngineTests()
        func check(_ topics: [String], partitionCount: Int) throws {
            let kafka = KafkaSettings(bootstrapServers: house.bootstrap, clientID: "tests")
            try TopicCheck(kafka: kafka, topics: topics, partitionCount: partitionCount, log: house.log).run()
        }
        let names = [Topic.interviews.name, Topic.stages.name, "nobody.made.this.v1"]
        try check(names, partitionCount: 12)
        let error = #expect(throws: InvalidSettings.self) { try check(names, partitionCount: 11) }
        #expect(
            error?.problems == [
                "TOPIC_PARTITION_COUNT is 11, but \(names[0]) has 12 partitions, and 1 more topics differ"
            ])
    }
}
