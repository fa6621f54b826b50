import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import GatewayCore

/// Who is kept in mind for other jobs, and what is noted of them.
struct PoolTests {
    private static let given = ConsentGiven(
        applicationID: Desk.application, purposes: [.recording, .talentPool], textVersion: "1", givenAt: .sample)
    private static let withdrawn = ConsentWithdrawn(
        applicationID: Desk.application, purposes: [.talentPool], withdrawnAt: .sample)
    private static let otherWithdrawn = ConsentWithdrawn(
        applicationID: Desk.application, purposes: [.recording], withdrawnAt: .sample)
    private static let erased = CandidateErased(
        applicationID: Desk.application, candidateID: "cand-1", erasedAt: .sample)

    private static func closed(_ outcome: ClosingOutcome) -> ApplicationClosed {
        var closed = ApplicationClosed.samples[0]
        closed.applicationID = Desk.application
        closed.outcome = outcome
        return closed
    }

    @Test(
        arguments: [
            ([given, closed(.rejected)], true), ([closed(.rejected), given], true),
            ([given, closed(.withdrawn)], true), ([given], false), ([closed(.rejected)], false),
            ([given, closed(.hired)], false), ([given, closed(.rejected), withdrawn], false),
            ([given, withdrawn, given, closed(.expired)], true),
            ([given, otherWithdrawn, closed(.rejected)], true), ([given, closed(.rejected), erased], false),
        ] as [([any Event], Bool)])
    func `whoever agreed is kept in mind from the end on, until they take it back`(
        facts: [any Event], isIn: Bool
    ) throws {
        let desk = Desk()
        for fact in facts { try Self.play(fact, desk.scenario) }
        #expect(try (desk.view()?.pooledAt != nil) == isIn)
    }

    private static func play(_ fact: some Event, _ scenario: Scenario) throws { try scenario.when(fact) }

    @Test func `a mark says who set it first, is taken back, and goes with the consent and with erasure`() throws {
        for end in [Self.withdrawn, Self.erased] as [any Event] {
            let desk = Desk()
            func place() throws -> PoolPlace? { try desk.scenario.state(PoolPlace.self, Desk.application.text) }
            func mark(_ isFirst: Bool, _ actor: ActorID) throws -> Outcome {
                try desk.submit(
                    MarkContactFirst(applicationID: Desk.application, isFirst: isFirst, markedBy: actor))
            }
            _ = try mark(true, "lin")
            _ = try mark(true, "wang")
            #expect(try place()?.contactFirst?.markedBy == "lin")
            _ = try mark(false, "wang")
            #expect(try place()?.contactFirst == nil)
            _ = try mark(true, "wang")
            try Self.play(Self.otherWithdrawn, desk.scenario)
            #expect(try place()?.contactFirst?.markedBy == "wang")
            try Self.play(end, desk.scenario)
            #expect(try place()?.contactFirst == nil)
        }
    }
}
