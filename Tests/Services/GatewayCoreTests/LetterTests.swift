import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import GatewayCore

struct LetterTests {
    private static let place = LetterPlace(service: "scoring", partition: 3, offset: 17)

    @Test func `who presses at the same time as another has pressed once, and later may press again`() throws {
        let scenario = Scenario(
            "gateway",
            reactions(
                assemble: { _, _ in throw ActivityFailure("unused", "") },
                discard: { _, _ in throw ActivityFailure("unused", "") }, note: { _, _ in true },
                imports: Desk.imports))
        func press(_ actor: ActorID) throws -> Outcome {
            try scenario.submit(
                GiveLetterBack(place: Self.place, decidedBy: actor), key: "\(Self.place)",
                idempotencyKey: "\(actor)/\(scenario.now)")
        }
        #expect(try press("admin-1") == .applied)
        guard case .refused(let refusal) = try press("admin-2") else {
            Issue.record("the second one was not refused")
            return
        }
        #expect(refusal.code == "given-back-already")
        #expect(scenario.emitted(LetterReplayRequested.self).map(\.decidedBy) == ["admin-1"])
        scenario.pass(to: scenario.now.advanced(byMinutes: 1))
        #expect(try press("admin-2") == .applied)
        #expect(scenario.emitted(LetterReplayRequested.self).map(\.place) == [Self.place, Self.place])
    }

    private static let order = LetterOrder(place: place, decidedBy: "admin-1", decidedAt: .sample)
    private static let next = LetterPlace(service: "scoring", partition: 3, offset: 18)

    @Test(
        arguments: [
            (nil, nil, nil, .open, true), (order, nil, nil, .asked(order), false),
            (order, .waiting, nil, .waiting(order), false), (order, .done, nil, .done(order), false),
            (order, .gone, nil, .gone(order), false), (order, .unreadable, nil, .unreadable(order), true),
            // Whoever came back is there again under another place, whatever was told before.
            (order, .done, next, .back(next, order), false), (nil, nil, next, .back(next, nil), false),
            // Taken up by a way that this service does not know.
            (nil, .done, nil, .done(nil), false),
        ] as [(LetterOrder?, LetterStanding.Told?, LetterPlace?, LetterStanding, Bool)])
    func `a letter asks for somebody until it is given back, and again when that did not work`(
        order: LetterOrder?, told: LetterStanding.Told?, successor: LetterPlace?, standing: LetterStanding,
        isOpen: Bool
    ) {
        let found = LetterStanding(order: order, told: told, successor: successor)
        #expect(found == standing)
        #expect(found.isOpen == isOpen)
    }
}
