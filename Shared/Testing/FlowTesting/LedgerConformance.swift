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
    static let nothingToAdd = Refusal(
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
