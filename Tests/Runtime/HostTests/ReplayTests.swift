import CloudEvents
import Domain
import Events
import Flow
import Foundation
import JSON
import Kafka
import Kernel
import Postgres
import Synchronization
import Testing

@testable import Host

extension EngineTests {
    /// An activity that is out of order gives up at once; when it works, it counts.
    private func scoringReactions(works: Bool, application: ApplicationID) -> [Reaction] {
        [
            perform(
                AnswerScored.self,
                { event, _ in
                    guard event.applicationID == application else { return 0 }
                    guard works else { throw ActivityFailure("out-of-order", "It does not work today.") }
                    return 1
                },
                then: { (_: AnswerScored, output: Int, tally: Tally?, _) throws(Refusal) in
                    Decision(Tally(total: (tally?.total ?? 0) + output))
                })
        ]
    }

    private func produce(_ event: AnswerScored, id: String, replay: String?) throws {
        let failures = Mutex(0)
        let producer = try Producer(
            KafkaSettings(bootstrapServers: bootstrap, clientID: "tests"), log: log,
            hooks: Producer.Hooks { _, error in if error != nil { failures.withLock { $0 += 1 } } })
        try Array(event.key.utf8).withUnsafeBytes { key in
            try JSON.encode(event).withUnsafeBytes { value in
                try producer.produce(topic: Topic.scorecards.name, key: key, value: value) { headers in
                    headers.add(CloudEventHeader.specVersion, "1.0")
                    headers.add(CloudEventHeader.id, id)
                    headers.add(CloudEventHeader.type, AnswerScored.schema.type)
                    headers.add(CloudEventHeader.source, "/colloquy/scoring")
                    if let replay { headers.add(DeadLetter.replayHeader, replay) }
                }
            }
        }
        producer.close(flushMilliseconds: 20_000)
        #expect(failures.withLock { $0 } == 0)
    }

    private func letters(of key: String) throws -> [String] {
        var places: [String] = []
        let reader = TopicReader(KafkaSettings(bootstrapServers: bootstrap, clientID: "tests"), log: log)
        try reader.read([Topic.deadLetters(of: service).name], timeoutMilliseconds: 120_000) { record in
            if record.key.elementsEqual(key.utf8) {
                #expect(
                    record.headers.last { $0.name == DeadLetter.topicHeader }?.value
                        == Array(Topic.scorecards.name.utf8))
                places.append("\(service)/\(record.partition)/\(record.offset)")
            }
            return true
        }
        return places
    }

    private func running(_ works: Bool, _ event: AnswerScored, until condition: () async throws -> Bool) async throws {
        let engine = try engine(scoringReactions(works: works, application: event.applicationID))
        try engine.start()
        try await wait(seconds: 60, until: condition)
        await engine.stop()
    }

    @Test func `a record given back from the dead letters is taken up again, once per letter`() async throws {
        let prefix = "replay\(UInt32.random(in: 0 ... .max))"
        var event = try #require(AnswerScored.samples.first)
        event.applicationID = try ApplicationID("\(prefix)-1")
        let id = EventID.stimulus(prefix, at: .sample).description
        try produce(event, id: id, replay: nil)
        try await running(false, event) { try letters(of: event.key).count == 1 }
        let letter = try #require(try letters(of: event.key).first)

        // The same record as it was, and one given back to another service: duplicates here.
        try produce(event, id: id, replay: nil)
        try produce(event, id: id, replay: "other/0/0")
        try produce(event, id: id, replay: letter)
        try produce(event, id: id, replay: letter)
        // Behind all of them under the same key: when it is counted, the others were looked at.
        try produce(event, id: EventID.stimulus(prefix + "-last", at: .sample).description, replay: nil)
        try await running(true, event) { try await total(prefix: prefix) >= 2 }
        #expect(try await total(prefix: prefix) == 2)
        #expect(try letters(of: event.key) == [letter])
    }
}
