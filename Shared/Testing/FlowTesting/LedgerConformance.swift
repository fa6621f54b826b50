import Domain
import Events
import Flow
import JSON
import Kernel

/// What every ledger must do. A test runs `check` for each rule against its ledger.
package struct LedgerConformance {
    /// How the suite looks at a ledger from outside.
    package struct Subject {
        package var makeLedger: (Reactor) throws -> any Ledger
        package var outbox: () throws -> [OutboxBlock.Record]
        package var total: (_ key: String) throws -> Int?
        package var parked: () throws -> [ParkedItem]
        /// Leases the item and returns the fencing epoch.
        package var lease: (EventID) throws -> Int64

        package init(
            makeLedger: @escaping (Reactor) throws -> any Ledger, outbox: @escaping () throws -> [OutboxBlock.Record],
            total: @escaping (String) throws -> Int?, parked: @escaping () throws -> [ParkedItem],
            lease: @escaping (EventID) throws -> Int64
        ) {
            self.makeLedger = makeLedger
            self.outbox = outbox
            self.total = total
            self.parked = parked
            self.lease = lease
        }
    }

    package struct Broken: Error, CustomStringConvertible {
        package let description: String
    }

    /// The state of the suite's own little service.
    package struct Tally: Codable, Sendable, Hashable {
        package var total: Int
        package init(total: Int) { self.total = total }
    }

    package struct Addition: Submission {
        package static let name = "add"
        package var amount: Int
        package init(amount: Int) { self.amount = amount }
    }

    /// Adds what an activity says.
    package struct Question: Submission {
        package static let name = "ask"
        package var amount: Int
        package init(amount: Int) { self.amount = amount }
    }

    private struct Thinking: Work {
        static let name = "work"
        var amount: Int
    }

    package enum Rule: String, CaseIterable, Sendable, CustomStringConvertible {
        case duplicatesChangeNothing = "a redelivered arrival changes nothing"
        case duplicatesWithinABatch = "the same arrival twice in one batch counts once"
        case statesChain = "states are chained through one batch and across batches"
        case refusalsAreRecorded = "a refusal is recorded once and changes no state"
        case silenceIsBuried = "a fact that is refused without a word for anybody goes to the dead letters"
        case refusedSubmissions = "a submission that was refused leaves no trace and is decided anew"
        case poisonIsAlone = "one malformed arrival does not spoil its neighbours"
        case notYetIsParked = "what comes too early is parked with its reason and its bytes"
        case derivedIDs = "facts have derived identities and keep their order"
        case parkedWorkIsFenced = "parked work is finished once, and never under an old lease"
        case personalIsSealed = "a personal record is sealed among the dead letters and in the parked table"
        case largeBatch = "a batch of a thousand is one transaction with every effect"
        case twoLedgers = "two ledgers over one store lose no update"

        package var description: String { rawValue }
    }

    static let (tooMuch, unheard) = (1_000_000, 2_000_000)
    private static let nothingToAdd = Refusal(
        "nothing-to-add", "The amount is zero.", .noConsequence("Zero is no amount."))

    package static let reactions: [Reaction] = [
        accept(
            Addition.self,
            { (body: Addition, tally: Tally?, _) throws(Refusal) in
                if body.amount == 0 { throw nothingToAdd }
                if body.amount == tooMuch { throw Refusal("too-much", "The amount is too large.") }
                if body.amount == unheard { return .nothing(.answered) }
                if body.amount < 0 { return .notYet("waits for a positive amount") }
                let total = (tally?.total ?? 0) + body.amount
                return Decision(
                    Tally(total: total),
                    emitting: [SurveyAnswered(applicationID: "app-1", satisfaction: Double(total), answeredAt: .epoch)])
            }, emits: SurveyAnswered.self),
        accept(
            Question.self,
            { (body: Question, tally: Tally?, _) throws(Refusal) in
                Decision(tally ?? Tally(total: 0), performing: [Perform(Thinking(amount: body.amount))])
            }),
        perform(
            Thinking.self, { body, _ in body.amount },
            then: { (_, output: Int, tally: Tally?, _) throws(Refusal) in
                Decision(Tally(total: (tally?.total ?? 0) + output))
            }),
    ]

    package static func check(_ rule: Rule, _ subject: Subject) async throws {
        let reactor = Reactor(service: "conformance", reactions: reactions)
        let suite = LedgerConformance(subject: subject, reactor: reactor, ledger: try subject.makeLedger(reactor))
        switch rule {
        case .duplicatesChangeNothing: try suite.duplicatesChangeNothing()
        case .duplicatesWithinABatch: try suite.duplicatesWithinABatch()
        case .statesChain: try suite.statesChain()
        case .refusalsAreRecorded: try suite.refusalsAreRecorded()
        case .silenceIsBuried: try suite.silenceIsBuried()
        case .refusedSubmissions: try suite.refusedSubmissions()
        case .poisonIsAlone: try suite.poisonIsAlone()
        case .notYetIsParked: try suite.notYetIsParked()
        case .derivedIDs: try suite.derivedIDs()
        case .parkedWorkIsFenced: try await suite.parkedWorkIsFenced()
        case .personalIsSealed: try suite.personalIsSealed()
        case .largeBatch: try suite.largeBatch()
        case .twoLedgers: try suite.twoLedgers()
        }
    }

    let subject: Subject
    let reactor: Reactor
    let ledger: any Ledger
}

/// The rules, one function each.
extension LedgerConformance {
    func arrival(_ id: String, _ amount: Int, key: String = "k", name: String = "add", origin: Arrival.Origin? = nil)
        throws -> Arrival
    {
        Arrival(
            route: reactor.route(name), cause: .stimulus(id, now: Instant(millisecondsSinceEpoch: 1_795_275_000_000)),
            key: key,
            bytes: try JSON.encode(Addition(amount: amount)),
            origin: origin ?? .topic(name: "t", partition: 0, offset: 1))
    }

    func expect(_ condition: Bool, _ sentence: String) throws {
        if !condition { throw Broken(description: sentence) }
    }

    func expect<Value: Equatable>(_ value: Value, is wanted: Value, _ sentence: String) throws {
        try expect(value == wanted, "\(sentence): \(value), not \(wanted)")
    }

    private func duplicatesChangeNothing() throws {
        try expect(ledger.record([try arrival("a", 2)]).outcomes, is: [.applied], "the first")
        try expect(ledger.record([try arrival("a", 2)]).outcomes, is: [.duplicate], "the second")
        try expect(
            ledger.record([try arrival("b", 1), try arrival("a", 2)]).outcomes, is: [.applied, .duplicate], "mixed")
        try expect(subject.total("k"), is: 3, "total")
        try expect(subject.outbox().count, is: 2, "facts")
    }

    private func duplicatesWithinABatch() throws {
        let outcomes = try ledger.record([try arrival("a", 2), try arrival("a", 2), try arrival("b", 3)]).outcomes
        try expect(outcomes, is: [.applied, .duplicate, .applied], "outcomes")
        try expect(subject.total("k"), is: 5, "total")
    }

    private func statesChain() throws {
        _ = try ledger.record([try arrival("a", 1), try arrival("b", 2), try arrival("c", 4, key: "other")])
        _ = try ledger.record([try arrival("d", 8)])
        try expect(subject.total("k"), is: 11, "total of k")
        try expect(subject.total("other"), is: 4, "total of other")
    }

    private func refusalsAreRecorded() throws {
        let refusal = Outcome.refused(LedgerConformance.nothingToAdd)
        try expect(
            ledger.record([try arrival("a", 0), try arrival("b", 1)]).outcomes, is: [refusal, .applied], "outcomes")
        try expect(ledger.record([try arrival("a", 0)]).outcomes, is: [.duplicate], "again")
        try expect(subject.total("k"), is: 1, "total")
        try expect(subject.outbox().count, is: 1, "facts")
    }

    private func silenceIsBuried() throws {
        for (id, amount) in [("a", LedgerConformance.tooMuch), ("b", LedgerConformance.unheard)] {
            let outcomes = try ledger.record([try arrival(id, amount), try arrival("after-\(id)", 1)]).outcomes
            guard case .buried = outcomes[0] else {
                throw Broken(description: "\(amount) is not buried: \(outcomes[0])")
            }
            try expect(ledger.record([try arrival(id, amount)]).outcomes, is: [.duplicate], "again")
        }
        let letters = try subject.outbox().filter { $0.topic == "conformance.dead-letters.v1" }
        try expect(letters.count, is: 2, "dead letters")
        try expect(subject.total("k"), is: 2, "total")
    }

    private func refusedSubmissions() throws {
        let outcomes = try (0..<2).map { _ in
            try ledger.record([try arrival("a", LedgerConformance.tooMuch, origin: .submission)]).outcomes[0]
        }
        for outcome in outcomes {
            guard case .refused = outcome else { throw Broken(description: "not refused: \(outcome)") }
        }
        try expect(
            ledger.record([try arrival("b", LedgerConformance.unheard, origin: .submission)]).outcomes, is: [.applied],
            "nothing to be done")
        try expect(subject.outbox().count, is: 0, "facts and letters")
    }

    private func poisonIsAlone() throws {
        let poison = Arrival(
            route: reactor.route("add"), cause: .stimulus("p", now: .epoch), key: "k",
            bytes: Array("{\"amount\":".utf8),
            origin: .topic(name: "t", partition: 3, offset: 7), headers: [Header("ce_id", "p")])
        let outcomes = try ledger.record([try arrival("a", 1), poison, try arrival("b", 2)]).outcomes
        try expect(outcomes[0] == .applied && outcomes[2] == .applied, "the neighbours are applied")
        guard case .buried = outcomes[1] else { throw Broken(description: "the poison is not buried: \(outcomes[1])") }
        try expect(subject.total("k"), is: 3, "total")
        let letters = try subject.outbox().filter { $0.topic == "conformance.dead-letters.v1" }
        try expect(letters.count, is: 1, "dead letters")
        try expect(String(decoding: letters[0].value, as: UTF8.self), is: "{\"amount\":", "the untouched record")
        let headers = Dictionary(letters[0].headers.map { ($0.name, String(decoding: $0.value, as: UTF8.self)) }) { $1 }
        try expect(headers["ce_id"], is: "p", "its header")
        try expect(headers[DeadLetter.partitionHeader], is: "3", "its partition")
        try expect(headers[DeadLetter.offsetHeader], is: "7", "its offset")
    }

    private func notYetIsParked() throws {
        try expect(
            ledger.record([try arrival("a", -5)]).outcomes, is: [.notYet("waits for a positive amount")], "outcome")
        let parked = try subject.parked()
        try expect(parked.count, is: 1, "parked")
        try expect(String(decoding: parked[0].payload, as: UTF8.self), is: "{\"amount\":-5}", "its bytes")
        try expect(parked[0].kind, is: .record, "its kind")
        try expect(ledger.record([try arrival("a", -5)]).outcomes, is: [.duplicate], "a redelivery")
        try expect(subject.parked().count, is: 1, "parked after the redelivery")
    }

    private func derivedIDs() throws {
        _ = try ledger.record([try arrival("a", 1), try arrival("b", 1)])
        let records = try subject.outbox()
        let ids = records.map { record in
            record.headers.first { $0.name == "ce_id" }.map { String(decoding: $0.value, as: UTF8.self) }
        }
        let wanted = ["a", "b"].map { name -> String in
            let cause = Cause.stimulus(name, now: Instant(millisecondsSinceEpoch: 1_795_275_000_000)).derivation
            return EventID.derived(from: cause.seen(by: ServiceMark(reactor.service)), index: 0).description
        }
        try expect(ids.map { $0 ?? "" }, is: wanted, "identities in order")
    }

    private func parkedWorkIsFenced() async throws {
        try expect(ledger.record([try arrival("a", 5, name: "ask")]).outcomes, is: [.applied], "asking")
        guard let item = try subject.parked().first, let row = reactor.activity("work")?.activity else {
            throw Broken(description: "no work is parked")
        }
        let old = try subject.lease(item.id)
        let current = try subject.lease(item.id)
        let result = try await row.run(
            item.payload, ActivityContext(id: item.id, key: item.key, attempt: 1, cause: item.cause))
        func finished(under epoch: Int64) -> Arrival {
            let arrival = Arrival(
                route: reactor.route("work"), cause: item.cause, key: item.key, bytes: item.payload,
                origin: .parked(id: item.id, epoch: epoch, attempt: 1))
            arrival.result = result
            return arrival
        }
        if old != current { try expect(ledger.record([finished(under: old)]).outcomes, is: [.stale], "the old lease") }
        try expect(ledger.record([finished(under: current)]).outcomes, is: [.applied], "the current lease")
        let again = try ledger.record([finished(under: current)]).outcomes
        try expect(again == [.duplicate] || again == [.stale], "again: \(again)")
        try expect(subject.total("k"), is: 5, "total")
        try expect(subject.parked().count, is: 0, "parked")
    }

    private func personalIsSealed() throws {
        let poison = Arrival(
            route: reactor.route("add"), cause: .stimulus("p", now: .epoch), key: "k", bytes: Array("Zhang San".utf8),
            origin: .topic(name: "t", partition: 0, offset: 0), isPersonal: true)
        poison.fault = "unreadable"
        _ = try ledger.record([poison])
        let letter = try subject.outbox()[0]
        try expect(!String(decoding: letter.value, as: UTF8.self).contains("Zhang"), "the dead letter is in clear")
        try expect(letter.headers.contains(Header(DeadLetter.sealedHeader, "1")), "nothing says that it is sealed")
    }

    private func largeBatch() throws {
        let batch = try (0..<1000).map { try arrival("n\($0)", 1, key: "k\($0 % 100)") }
        let recorded = try ledger.record(batch)
        try expect(recorded.outcomes.allSatisfy { $0 == .applied }, "all are applied")
        try expect(subject.outbox().count, is: 1000, "facts")
        for key in 0..<100 { try expect(subject.total("k\(key)"), is: 10, "total of k\(key)") }
    }

    private func twoLedgers() throws {
        let other = try subject.makeLedger(reactor)
        for round in 0..<20 {
            _ = try ledger.record([try arrival("a\(round)", 1)])
            _ = try other.record([try arrival("b\(round)", 1)])
            _ = try other.record([try arrival("a\(round)", 1)])
        }
        try expect(subject.total("k"), is: 40, "total")
    }
}
