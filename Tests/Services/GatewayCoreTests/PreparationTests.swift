import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import GatewayCore

/// What is made ready for a first day, by whom, and who is waited for.
struct PreparationTests {
    private func desk(isAccepted: Bool? = true) throws -> Desk {
        let desk = Desk()
        var offer = OfferSent.samples[0]
        offer.expiresAt = desk.scenario.now.advanced(byDays: 7)
        try desk.scenario.when(offer)
        if let isAccepted { try desk.submit(AnswerOffer(isAccepted: isAccepted)) }
        return desk
    }

    private func settle(_ desk: Desk, _ preparation: Preparation = .equipment, _ isReady: Bool = true) throws -> Outcome
    {
        try desk.submit(SettlePreparation(preparation: preparation, isReady: isReady, settledBy: "it-1"))
    }

    @Test func `what is ready is told once, and taken back once`() throws {
        let desk = try desk()
        #expect(try settle(desk) == .applied)
        #expect(try settle(desk) == .applied)
        #expect(try settle(desk, .payroll) == .applied)
        #expect(try desk.view()?.isReady(.equipment) == true && desk.view()?.isReady(.workplace) == false)
        #expect(try settle(desk, .equipment, false) == .applied)
        #expect(try settle(desk, .workplace, false) == .applied, "it never was")
        #expect(try desk.view()?.isReady(.equipment) == false)
        let told = desk.scenario.emitted(PreparationSettled.self)
        #expect(told.map(\.preparation) == [.equipment, .payroll, .equipment])
        #expect(told.map(\.isReady) == [true, true, false])
    }

    @Test(arguments: [nil, false] as [Bool?])
    func `nothing is prepared for who has not said yes`(isAccepted: Bool?) throws {
        #expect(try settle(try desk(isAccepted: isAccepted)).code == "nobody-comes")
        #expect(try settle(Desk()).code == "no-application")
    }

    @Test func `who was hired still comes, who took it back does not`() throws {
        let desk = try desk()
        let firstDay = OfferSent.samples[0].startDate.map { "\($0)" }
        #expect(try desk.view()?.comesOn == firstDay ?? "9999-12-31")
        var closed = ApplicationClosed.samples[0]
        closed.outcome = .hired
        try desk.scenario.when(closed)
        #expect(try settle(desk) == .applied)
        let other = try self.desk()
        try other.submit(WithdrawApplication())
        #expect(try other.view()?.comesOn == nil)
        #expect(try settle(other).code == "nobody-comes")
    }
}
