import Domain
import Events
import Flow
import FlowTesting
import Kernel
import Testing

@Suite struct EventIDTests {
    let now = Instant(millisecondsSinceEpoch: 1_795_275_000_250)

    @Test func `the same consequence of the same cause has the same identity, another has another`() {
        let cause = EventID.stimulus("a", at: now)
        #expect(EventID.derived(from: cause, index: 0) == EventID.derived(from: cause, index: 0))
        #expect(EventID.derived(from: cause, index: 0) != EventID.derived(from: cause, index: 1))
        #expect(EventID.derived(from: cause, index: 0) != EventID.derived(from: cause, index: 0, purpose: 1))
    }

    @Test func `two services give what they make of one fact different identities`() {
        let fact = EventID.stimulus("a", at: now)
        let (one, other) = (fact.seen(by: ServiceMark("workflow")), fact.seen(by: ServiceMark("notification")))
        #expect(EventID.derived(from: one, index: 0) != EventID.derived(from: other, index: 0))
        #expect(one == fact.seen(by: ServiceMark("workflow")))
        #expect(one.date == now)
    }

    @Test func `identities inherit the time of their cause and are UUIDs of version 8`() {
        let derived = EventID.derived(from: .stimulus("a", at: now), index: 3)
        #expect(derived.high >> 16 == 1_795_275_000_250)
        let text = Array(derived.description)
        #expect(text.count == 36 && text[14] == "8" && "89ab".contains(text[19]))
    }

    @Test func `the text form is read back, and anything else is not`() {
        let id = EventID.outsider(source: "ats", id: "1")
        #expect(EventID(id.description) == id)
        #expect(EventID(id.description.uppercased()) == id)
        for text in ["", "x", id.description + "0", id.description.replacing("-", with: "_")] {
            #expect(EventID(text) == nil)
        }
    }

    @Test func `only hexadecimal digits stand between the hyphens, and only small ones are as we write them`() {
        let text = Array("0123abcd-4567-8ef0-9876-543210fedcba".utf8)
        let digits = Set("0123456789abcdef".utf8)
        let capitals = Set("ABCDEF".utf8)
        for place in text.indices where text[place] != UInt8(ascii: "-") {
            for byte in UInt8.min...UInt8.max {
                var bytes = text
                bytes[place] = byte
                let (read, canonical) = bytes.withUnsafeBytes {
                    (EventID(ascii: $0.bytes), EventID(canonical: $0.bytes))
                }
                #expect((read != nil) == (digits.contains(byte) || capitals.contains(byte)), "\(byte) at \(place)")
                #expect((canonical != nil) == digits.contains(byte), "\(byte) at \(place)")
                #expect(canonical == nil || Array(canonical?.description.utf8 ?? "".utf8) == bytes)
            }
        }
    }

    @Test func `a reference gives back what stood in the header, byte for byte`() {
        let id = EventID.outsider(source: "ats", id: "1")
        #expect(EventReference(id.description) == EventReference(id))
        for text in ["", "evt-1", id.description.uppercased(), "名字", id.description + " "] {
            #expect(EventReference(text).description == text && EventReference(text).id == nil)
        }
    }

    @Test func `an outsider's identity is source and id together`() {
        #expect(EventID.outsider(source: "a", id: "b") != EventID.outsider(source: "ab", id: ""))
        #expect(EventID.outsider(source: "a", id: "b") == EventID.outsider(source: "a", id: "b"))
    }
}

@Suite struct OutboxBlockTests {
    @Test func `records are read back as they were appended, with empty keys, headers and values`() async throws {
        let scenario = Scenario("conformance", LedgerConformance.reactions)
        try scenario.submit(LedgerConformance.Addition(amount: 1), key: "k")
        let records = try scenario.storage.outbox[0].block.records()
        #expect(
            records.count == 1 && records[0].topic == Topic.interviews.name && records[0].key == Array("app-1".utf8))
        #expect(try OutboxBlock(body: scenario.storage.outbox[0].block.body).recordCount == 1)
    }

    @Test(arguments: [[], [1], [0, 0, 0, 0, 9], [0, 0, 0, 0, 4, 255, 255]] as [[UInt8]])
    func `a block of another layout is refused`(body: [UInt8]) {
        #expect(throws: CorruptBlock.self) { try OutboxBlock(body: body) }
    }
}

@Suite struct ScenarioTests {
    @Test func `work that a decision asks for runs and its result is decided under the same key`() async throws {
        let scenario = Scenario("conformance", LedgerConformance.reactions)
        try scenario.submit(LedgerConformance.Question(amount: 7), key: "k")
        #expect(try scenario.state(LedgerConformance.Tally.self, "k")?.total == 0)
        try await scenario.runParked()
        #expect(try scenario.state(LedgerConformance.Tally.self, "k")?.total == 7)
        #expect(scenario.storage.parked.isEmpty)
    }

    @Test func `a record that never becomes possible ends among the dead letters with its reason`() async throws {
        let scenario = Scenario(
            "conformance",
            [
                on(
                    SurveyAnswered.self,
                    { (_: SurveyAnswered, _: LedgerConformance.Tally?, _) throws(Refusal) in .notYet("waits for ever") }
                )
            ])
        try scenario.when(SurveyAnswered.samples[0])
        for hour in 1...3 { try await scenario.advance(to: scenario.now.advanced(byHours: Int64(hour))) }
        for _ in 0..<100 where !scenario.storage.parked.isEmpty {
            try await scenario.advance(to: scenario.now.advanced(byHours: 1))
        }
        #expect(scenario.deadLetterReasons == ["gave up: waits for ever"])
    }

    @Test func `what may wait in vain is noted in the end, and nothing follows`() async throws {
        let scenario = Scenario(
            "conformance",
            [
                on(
                    SurveyAnswered.self,
                    { (_: SurveyAnswered, _: LedgerConformance.Tally?, _) throws(Refusal) in
                        .notYet("waits for what may never come", otherwise: .noConsequence("It may never come."))
                    })
            ])
        try scenario.when(SurveyAnswered.samples[0], id: "one")
        #expect(scenario.storage.parked.count == 1)
        for _ in 0..<100 where !scenario.storage.parked.isEmpty {
            try await scenario.advance(to: scenario.now.advanced(byHours: 1))
        }
        #expect(scenario.storage.parked.isEmpty && scenario.deadLetterReasons.isEmpty)
        #expect(try scenario.when(SurveyAnswered.samples[0], id: "one") == .duplicate)
    }

    @Test func `what waits in vain for another state is told so, where the row says what follows`() async throws {
        struct Nothing: Codable, Sendable {}
        let scenario = Scenario(
            "conformance",
            [
                perform(
                    SurveyAnswered.self, reading: Nothing.self, at: { $0.applicationID.text }, { _, _ in 1 },
                    then: { (_, _: Int, _: LedgerConformance.Tally?, _: Nothing, _) throws(Refusal) in
                        .nothing(.noConsequence(""))
                    },
                    otherwise: { event, failure, _, _ throws(Refusal) in
                        guard failure == .referenceMissing else { throw Refusal("other", "Another failure.") }
                        return Decision(
                            LedgerConformance.Tally(total: 0),
                            emitting: InterviewExpired(applicationID: event.applicationID, jobID: "job"))
                    }, emits: InterviewExpired.self)
            ])
        try scenario.when(SurveyAnswered.samples[0])
        #expect(scenario.emitted(InterviewExpired.self).isEmpty)
        for _ in 0..<100 where !scenario.storage.parked.isEmpty {
            try await scenario.advance(to: scenario.now.advanced(byHours: 1))
        }
        #expect(scenario.emitted(InterviewExpired.self).count == 1)
        #expect(scenario.deadLetterReasons.isEmpty)
    }
}
