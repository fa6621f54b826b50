import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Testing
import Vault

@testable import gateway

/// Who approves for a colleague that is away, as people do it.
struct DelegationTests {
    private static func stage(_ to: Stage, _ number: Int) -> StageChanged {
        StageChanged(
            applicationID: "app-1", jobID: "job-1", from: nil, to: to, reason: "convinced-in-person",
            decidedBy: "hr-1", rule: nil, number: number)
    }

    /// Pay waits for finance.
    private func house() async throws -> House {
        let house = try await House()
        try await house.when(JobOpened.samples[0])
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.vault.put(fields: ["name": "Li Wei"], of: "cand-1")
        try await house.when(PayApprovalRequested.samples[0])
        try await house.when(Self.stage(.payApproval, 6))
        return house
    }

    /// So many days after the day that the house's clock shows.
    private func day(_ count: Int, _ house: House) throws -> String {
        "\(try house.gateway.localToday.adding(days: count))"
    }

    private let yes = [("number", "6"), ("answer", "yes"), ("key", "pay-6-yes")]

    @Test func `a colleague approves for who is away, the record says for whom, and nothing else opens`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let fang = try await Staff.enter(.finance, as: "fang", house, port: port)
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            #expect(try await lin.browser.open("/hr/pay/app-1").status == 403)
            let named = try await fang.send(
                "/hr/account/delegation", [("colleague", " Lin"), ("until", try day(10, house))])
            #expect(named.status == 200 && named.text.contains("lin approves for you"))
            #expect(try await lin.browser.open("/hr/account").text.contains("You approve for fang"))
            #expect(try await lin.browser.open("/hr").text.contains("section-pay"))
            #expect(try await lin.browser.open("/hr/pay/app-1").text.contains("data-do=\"approve-pay\""))
            for path in ["/hr/audit", "/hr/people", "/hr/keys"] {
                #expect(try await lin.browser.open(path).status == 403)
            }
            let sha = [("sha256", House.sha), ("answer", "yes")]
            #expect(try await lin.send("/hr/applications/app-1/approval", sha).status == 403, "that is the approver's")
            #expect(try await lin.send("/hr/pay/app-1", yes).text.contains("Approved by lin for fang"))
            let given = await house.emitted(PayApprovalGiven.self)
            #expect(given.map(\.decidedBy) == ["lin"] && given.map(\.onBehalfOf) == ["fang"])
            let page = try await lin.browser.open("/hr/applications/app-1?language=en")
            #expect(page.text.contains("lin for fang"))
            let qian = try await Staff.enter(.auditor, as: "qian", house, port: port)
            #expect(try await qian.browser.open("/hr/audit?language=en").text.contains("<strong>lin</strong> for"))
        }
    }

    @Test func `whoever decided on the offer does not approve it for another either`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let fang = try await Staff.enter(.finance, as: "fang", house, port: port)
            let decider = try await Staff.enter(.hr, as: "hr-1", house, port: port)
            _ = try await fang.send("/hr/account/delegation", [("colleague", "hr-1"), ("until", try day(1, house))])
            #expect(!(try await decider.browser.open("/hr")).text.contains("section-pay"))
            #expect(try await decider.send("/hr/pay/app-1", yes).status == 409)
            #expect(await house.emitted(PayApprovalGiven.self).isEmpty)
        }
    }

    @Test func `either of both ends it, and so does the account of one`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let root = try await Staff.enter(.administrator, as: "root", house, port: port)
            let fang = try await Staff.enter(.finance, as: "fang", house, port: port)
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            func name() async throws {
                _ = try await fang.send("/hr/account/delegation", [("colleague", "lin"), ("until", try day(5, house))])
                #expect(try await lin.browser.open("/hr/pay/app-1").status == 200)
            }
            for who in [fang, lin] {
                try await name()
                let ended = try await who.send("/hr/account/delegation/end", [("of", "fang")])
                #expect(!ended.text.contains("end-delegation"))
                #expect(try await lin.browser.open("/hr/pay/app-1").status == 403)
            }
            try await name()
            let gao = try await Staff.enter(.hr, as: "gao", house, port: port)
            _ = try await gao.send("/hr/account/delegation/end", [("of", "fang")])
            #expect(try await lin.browser.open("/hr/pay/app-1").status == 200, "it is none of theirs")
            _ = try await root.send("/hr/people/fang/closing")
            #expect(try await lin.browser.open("/hr/pay/app-1").status == 403)
            _ = try await house.gateway.staff.change("fang", role: .finance, isClosed: false)
            #expect(try await lin.browser.open("/hr/pay/app-1").status == 403, "what ended does not come back")
        }
    }

    /// Who names whom until which day, and whether that holds.
    @Test(
        arguments: [
            (.finance, "lin", 0, 200), (.finance, "lin", 60, 200), (.finance, "lin", 61, 422),
            (.finance, "lin", -1, 422),
            (.finance, "away", 5, 422), (.finance, "nobody", 5, 422), (.finance, "wang", 5, 422),
            (.approver, "lin", 5, 200), (.approver, "wang", 5, 422), (.hr, "lin", 5, 403),
            (.administrator, "lin", 5, 403),
        ] as [(StaffRole, String, Int, Int)])
    func `acts are left to somebody who is there, sees what is approved, and for at most 60 days`(
        role: StaffRole, colleague: String, days: Int, status: Int
    ) async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let person = try await Staff.enter(role, as: "away", house, port: port)
            _ = try await Staff.enter(.hr, as: "lin", house, port: port)
            _ = try await Staff.enter(.itOffice, as: "wang", house, port: port)
            let page = try await person.send(
                "/hr/account/delegation", [("colleague", colleague), ("until", try day(days, house))])
            #expect(page.status == status)
            let count = try await house.gateway.staff.newestDelegations(countMax: 10).count
            #expect(count == (status == 200 ? 1 : 0))
        }
    }

    @Test func `each route on which somebody may act for another is that of the act alone`() async throws {
        let routes = try await House().router.routes
        for (name, action) in Route.delegableActions {
            let route = try #require(routes.first { $0.name == name })
            #expect(route.documentation.roles == Role.may(action), "\(name)")
        }
    }
}
