import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import GatewayCore

struct ResendTests {
    private let id = DeliveryRequested.samples[0].deliveryID

    private func failed() throws -> Scenario {
        let scenario = Scenario(
            "gateway",
            reactions(
                assemble: { _, _ in throw ActivityFailure("unused", "") },
                discard: { _, _ in throw ActivityFailure("unused", "") }, note: { _, _ in true },
                imports: Desk.imports))
        try scenario.when(ApplicationAdmitted.samples[0])
        try scenario.when(DeliveryRequested.samples[0])
        return scenario
    }

    private func resend(_ scenario: Scenario, _ id: String) throws -> Outcome {
        try scenario.submit(ResendDelivery(deliveryID: id, decidedBy: "hr-1"), key: "app-1")
    }

    private func status(_ scenario: Scenario) throws -> ApplicationView.Delivery.Status? {
        try scenario.state(ApplicationView.self, "app-1")?.deliveries.first?.status
    }

    @Test func `what failed is shown with its reason, and is sent again once a person says so`() async throws {
        let scenario = try failed()
        #expect(
            try resend(scenario, id)
                == .refused(
                    Refusal("not-failed", "This message has not failed; only what failed is sent again.")))
        #expect(try resend(scenario, "other") == .refused(Refusal("no-delivery", "There is no message of this key.")))
        try scenario.when(DeliveryFailed.samples[0])
        #expect(try status(scenario) == .failed)
        #expect(try resend(scenario, id) == .applied)
        #expect(scenario.emitted(DeliveryResent.self).map(\.deliveryID) == [id])
        scenario.pass(to: scenario.now.advanced(byMinutes: 1))
        try scenario.when(DeliveryRequested.samples[0])
        #expect(try status(scenario) == .requested)
        try scenario.when(DeliveryConfirmed.samples[0])
        #expect(try status(scenario) == .delivered)
        try scenario.when(DeliveryRequested.samples[0])
        #expect(try status(scenario) == .delivered, "a request that is seen late changes nothing")
    }
}
