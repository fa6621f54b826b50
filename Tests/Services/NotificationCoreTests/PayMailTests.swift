import Domain
import Events
import Flow
import FlowTesting
import NotificationCore
import Testing

/// Whoever answers for pay is written to, and nobody else.
struct PayMailTests {
    @Test func `finance hears of each request and of each reminder by one mail, without pay and without a name`() throws
    {
        let scenario = Scenario(
            "notification",
            reactions(hrLanguage: .english, channels: [Channel(Channel.mail, deliver: { _, _ in Receipt() })]))
        var second = PayApprovalRequested.samples[0]
        second.stageNumber = 8
        for _ in 0..<2 {
            try scenario.when(PayApprovalRequested.samples[0])
            try scenario.when(PayApprovalReminded.samples[0])
            try scenario.when(second)
        }
        let asked = scenario.emitted(DeliveryRequested.self)
        #expect(
            asked.map(\.deliveryID) == ["6", "6-1", "8"].map { "app-1.pay-approval-requested.\($0).email" })
        #expect(asked.map(\.recipient) == [.finance, .finance, .finance])
        #expect(asked.map { $0.parameters["isReminder"] } == ["no", "yes", "no"])
        #expect(asked.allSatisfy { $0.parameters["jobTitle"] == "Clerk" && $0.parameters.count == 3 })
    }

    @Test func `why pay was sent back has words in the mail to HR`() {
        for objection in PayObjection.allCases {
            for language in Language.allCases {
                #expect(Words.reason(objection.rawValue, in: language) != objection.rawValue)
            }
        }
    }
}
