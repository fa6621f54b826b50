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

    private func givenBack(_ place: String, reactions: [Reaction]) async throws -> GivenBackLetter {
        let letters = LetterReturn(
            KafkaSettings(bootstrapServers: bootstrap, clientID: "tests"), database, sealer, log: log, now: Host.now)
        letters.know(Reactor(service: service, reactions: reactions))
        let event = LetterReplayRequested(
            place: try #require(LetterPlace(place)), decidedBy: "admin-1", decidedAt: .sample)
        let id = EventID.stimulus(place, at: .sample)
        let cause = Cause.stimulus(place, now: Host.now())
        return try await letters(event, ActivityContext(id: id, key: event.key, attempt: 1, cause: cause))
    }

    @Test func `a letter that a console gives back is taken up in the service's own table, once`() async throws {
        let prefix = "return\(UInt32.random(in: 0 ... .max))"
        var event = try #require(AnswerScored.samples.first)
        event.applicationID = try ApplicationID("\(prefix)-1")
        try produce(event, id: EventID.stimulus(prefix, at: .sample).description, replay: nil)
        try await running(false, event) { try letters(of: event.key).count == 1 }
        let first = try #require(try letters(of: event.key).first)
        let reactions = scoringReactions(works: true, application: event.applicationID)

        #expect(try await givenBack(first, reactions: []).taking == .unreadable, "there is no row for it")
        let taken = try await givenBack(first, reactions: reactions)
        #expect(taken.taking == .taken)
        let again = try await givenBack(first, reactions: reactions)
        #expect(again.taking == .repeated && again.itemID == taken.itemID)

        // It still does not work: the work comes back as another letter, which says what it was.
        try await running(false, event) { try letters(of: event.key).count == 2 }
        let second = try #require(try letters(of: event.key).first { $0 != first })
        let look = await OperationsLook.read(
            KafkaSettings(bootstrapServers: bootstrap, clientID: "tests"), log: log)
        let seen = try #require(look.letters.first { "\($0.place)" == second })
        #expect(look.isWhole && seen.earlier.map { "\($0)" } == first)
        #expect(seen.type == "answer-scored" && seen.topic == Topic.scorecards.name)
        #expect(seen.reason.contains("out-of-order"))

        // Now it works. The tool's way to the same letter is the same identity: nothing follows from it any more.
        #expect(try await givenBack(second, reactions: reactions).taking == .taken)
        try await running(true, event) { try await total(prefix: prefix) == 1 }
        #expect(try await givenBack(second, reactions: reactions).taking == .repeated)
        try produce(event, id: EventID.stimulus(prefix, at: .sample).description, replay: second)
        try produce(event, id: EventID.stimulus(prefix + "-last", at: .sample).description, replay: nil)
        try await running(true, event) { try await total(prefix: prefix) >= 2 }
        #expect(try await total(prefix: prefix) == 2)

        #expect(try await givenBack("\(service)/0/999999", reactions: reactions).taking == .gone)
    }

    @Test func `a service tells how it is when that changes, and the newest word is read`() async throws {
        let kafka = KafkaSettings(bootstrapServers: bootstrap, clientID: "tests")
        let engine = try engine([])
        try engine.start()
        let told = Mutex(0)
        let (service, topic) = (service, Topic.operations(of: service))
        let telling = OperationsTelling(
            service: service, database: database, work: engine.work, retention: { nil }, now: Host.now,
            tell: { value in
                told.withLock { $0 += 1 }
                try await engine.tell(topic, key: service, value)
            })
        try await telling.turn()
        try await telling.turn()
        #expect(told.withLock { $0 } == 1, "nothing changed")
        let item = EventID.stimulus("waiting", at: .sample)
        try await database.execute(
            Statement<Void>(
                """
                INSERT INTO parked (id, kind, name, key, payload, is_sealed, cause, headers, due_at, last_error, failure,
                    failing_since)
                VALUES ($1::uuid, 0, 'work', 'k', '', false, '{}', '[]', now() + interval '1 day', 'disk-full',
                    'environment', now())
                """, [.uuid(item)]))
        let letter = GivenBackLetter(
            taking: .taken, itemID: item.description, inboxID: EventID.stimulus("seen", at: .sample).description,
            takenAt: .sample)
        try await database.execute(
            Statement<Void>(
                "INSERT INTO given_back (key, version, state, item_id, inbox_id) VALUES ('x/1/1', 1, $1::json, $2, $3)",
                [.json(try JSON.encode(letter)), .text(letter.itemID ?? ""), .text(letter.inboxID ?? "")]))
        try await telling.turn()
        #expect(told.withLock { $0 } == 2)
        await engine.stop()
        let report = try #require(await OperationsLook.read(kafka, log: log).reports.first { $0.service == service })
        #expect(
            report.waiting.map { "\($0.name) \($0.kind) \($0.reason) \($0.count)" } == ["work environment disk-full 1"])
        #expect(report.returns == [.init(place: "x/1/1", state: .waiting, at: .sample)])
    }
}
