import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import JSON
import Testing
import Vault

@testable import gateway

/// Pay that is approved before an offer goes out, as people and programs do it.
struct PayPageTests {
    private static func job(_ change: (inout OfferTerms) -> Void) throws -> JobDescription {
        var job = JobOpened.samples[0].job
        var terms = try #require(job.offer)
        terms.approvedBy = .finance
        change(&terms)
        job.offer = terms
        return job
    }

    /// The talk was held, and the job's pay is approved before an offer.
    private func house() async throws -> House {
        let house = try await House()
        try await house.when(JobOpened(jobID: "job-1", job: try Self.job { _ in }))
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.vault.put(fields: ["name": "Li Wei", "email": "li.wei@mail.example"], of: "cand-1")
        try await house.when(Self.stage(.humanInterview, 5))
        return house
    }

    private static func stage(_ to: Stage, _ number: Int) -> StageChanged {
        StageChanged(
            applicationID: "app-1", jobID: "job-1", from: nil, to: to, reason: "convinced-in-person",
            decidedBy: "lin", rule: nil, number: number)
    }

    private func wait(_ house: House, decidedBy: ActorID? = "lin") async throws {
        var asked = PayApprovalRequested.samples[0]
        asked.decidedBy = decidedBy
        try await house.when(asked)
        try await house.when(Self.stage(.payApproval, 6))
    }

    @Test func `the decision shows every term of the letter and that finance comes first`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let page = try await lin.browser.open("/hr/applications/app-1/decisions/offer?language=en")
            for text in [
                "Shanghai", "CNY 15000.00", "Pay a month in probation", "3 months", "fixed term, 36 months",
                "meal allowance", "2027-01-02", "Leads to: Pay to approve", "finance approves these terms first",
            ] { #expect(page.text.contains(text), "\(text)") }
        }
    }

    @Test func `finance finds it on the first view and approves the very terms with one press`() async throws {
        let house = try await house()
        try await wait(house)
        try await CandidateDoorTests.open(house) { house, port in
            let fang = try await Staff.enter(.finance, as: "fang", house, port: port)
            let desk = try await fang.browser.open("/hr")
            #expect(desk.text.contains("section-pay") && desk.text.contains("/hr/pay/app-1"))
            #expect(!desk.text.contains("/hr/applications/app-1"), "finance opens no applications")
            let page = try await fang.browser.open("/hr/pay/app-1?language=en")
            for text in ["Li Wei", "CNY 15000.00", "36 months", "meal allowance", "lin", "data-do=\"approve-pay\""] {
                #expect(page.text.contains(text), "\(text)")
            }
            #expect(!page.text.contains("li.wei@mail"))
            let looks = try await house.vault.looks(of: "cand-1", before: nil, countMax: 100)
            #expect(looks.contains { $0.actor == "fang" && $0.purpose == "console-pay" && $0.item.contains("name") })
            let fields = [("number", "6"), ("answer", "yes"), ("key", "pay-6-yes")]
            for _ in 0..<2 {
                #expect(try await fang.send("/hr/pay/app-1", fields).text.contains("Approved by fang"))
            }
            let given = await house.emitted(PayApprovalGiven.self)
            #expect(given.map(\.decidedBy) == ["fang"] && given.map(\.isApproved) == [true])
            #expect(!(try await fang.browser.open("/hr")).text.contains("section-pay"))
            let gao = try await Staff.enter(.finance, as: "gao", house, port: port)
            let late = try await gao.send("/hr/pay/app-1", [("number", "6"), ("answer", "yes"), ("key", "pay-6-yes")])
            #expect(late.status == 409 && late.text.contains("decided about these terms already"))
            #expect(await house.emitted(PayApprovalGiven.self).count == 1)
        }
    }

    @Test func `it goes back with a reason alone, which HR reads`() async throws {
        let house = try await house()
        try await wait(house)
        try await CandidateDoorTests.open(house) { house, port in
            let fang = try await Staff.enter(.finance, as: "fang", house, port: port)
            let bare = try await fang.send("/hr/pay/app-1", [("number", "6"), ("answer", "no")])
            #expect(bare.status == 422 && bare.text.contains("say why"))
            #expect(try await fang.send("/hr/pay/app-1", [("number", "x"), ("answer", "no")]).status == 404)
            let old = try await fang.send("/hr/pay/app-1", [("number", "4"), ("answer", "yes")])
            #expect(old.status == 409 && old.text.contains("have changed meanwhile"))
            let back = try await fang.send(
                "/hr/pay/app-1", [("number", "6"), ("answer", "no"), ("objection", "pay-over-budget")])
            #expect(back.text.contains("Sent back by fang: over the budget"))
            #expect(await house.emitted(PayApprovalGiven.self).map(\.objection) == [.overBudget])
            try await house.when(Self.stage(.review, 7))
            try await house.when(
                ReviewRequested(
                    applicationID: "app-1", jobID: "job-1", reason: "pay-over-budget", proposal: .offer, rule: nil,
                    stageNumber: 7))
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            #expect(try await lin.browser.open("/hr").text.contains("finance sent the pay back: over the budget"))
        }
    }

    @Test func `whoever decided on the offer is not asked and cannot approve it, an administrator neither`()
        async throws
    {
        let house = try await house()
        try await wait(house, decidedBy: "root-1")
        try await CandidateDoorTests.open(house) { house, port in
            let root = try await Staff.enter(.administrator, as: "root-1", house, port: port)
            #expect(!(try await root.browser.open("/hr")).text.contains("section-pay"))
            let page = try await root.browser.open("/hr/pay/app-1?language=en")
            #expect(page.text.contains("another person approves") && !page.text.contains("data-do=\"approve-pay\""))
            #expect(try await root.send("/hr/pay/app-1", [("number", "6"), ("answer", "yes")]).status == 409)
            let other = try await Staff.enter(.administrator, as: "root-2", house, port: port)
            #expect(try await other.browser.open("/hr").text.contains("section-pay"))
            #expect(try await other.send("/hr/pay/app-1", [("number", "6"), ("answer", "yes")]).status == 200)
            #expect(await house.emitted(PayApprovalGiven.self).map(\.decidedBy) == ["root-2"])
        }
    }

    @Test func `who withdrew meanwhile is approved no more, and the page says so`() async throws {
        let house = try await house()
        try await wait(house)
        try await CandidateDoorTests.open(house) { house, port in
            let fang = try await Staff.enter(.finance, as: "fang", house, port: port)
            _ = try await house.gateway.submit(WithdrawApplication(), "app-1", "w")
            let page = try await fang.browser.open("/hr/pay/app-1?language=en")
            #expect(page.text.contains("wait no more") && !page.text.contains("data-do=\"approve-pay\""))
            let late = try await fang.send("/hr/pay/app-1", [("number", "6"), ("answer", "yes")])
            #expect(late.status == 409 && late.text.contains("nothing can be approved any more"))
        }
    }

    @Test func `HR sees that it waits, with its terms, and a manager sees no pay`() async throws {
        let house = try await house()
        try await wait(house)
        try await CandidateDoorTests.open(house) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let page = try await lin.browser.open("/hr/applications/app-1?language=en")
            #expect(page.text.contains("waiting-pay") && page.text.contains("CNY 15000.00"))
            #expect(!page.text.contains("look-at-pay"))
            #expect(try await lin.browser.open("/hr/pay/app-1").status == 403)
            let wang = try await Staff.enter(.hiringManager, as: "wang", house, port: port)
            let seen = try await wang.browser.open("/hr/applications/app-1")
            #expect(seen.text.contains("waiting-pay") && !seen.text.contains("CNY"))
        }
    }

    @Test func `a program reads the terms and answers them by their number`() async throws {
        let house = try await house()
        let finance = try Caller.staff("finance", house)
        let path = "/v1/applications/app-1/pay-approvals"
        #expect(try await finance.get(path).status == 404)
        try await wait(house)
        let waiting = try await finance.get(path)
        #expect(waiting.json["stageNumber"]?.integer == 6)
        #expect(waiting.json["terms"]?["monthlySalary"]?["minorUnits"]?.integer == 1_500_000)
        #expect(try await Caller.staff("hr", house).get(path).status == 403)
        let answer = #"{"stageNumber":6,"isApproved":false,"objection":"pay-out-of-band"}"#
        #expect(try await finance.post(path, #"{"stageNumber":6,"isApproved":false}"#).status == 422)
        #expect(try await finance.post(path, #"{"stageNumber":6,"isApproved":false,"objection":"no"}"#).status == 400)
        let first = try await finance.post(path, answer, key: "k")
        let again = try await finance.post(path, answer, key: "k")
        #expect(first.status == 202 && again.headers["Idempotent-Replay"] == "true")
        #expect(await house.emitted(PayApprovalGiven.self).map(\.objection) == [.outOfBand])
        #expect(try await finance.get(path).status == 404)
    }

    @Test func `a decision over the API has the job's terms of now, and goes round no approval`() async throws {
        let house = try await house()
        let raised = try Money(minorUnits: 1_600_000, currency: "CNY")
        try await house.when(JobRevised(jobID: "job-1", job: try Self.job { $0.monthlySalary = raised }))
        let hr = try Caller.staff("hr", house)
        let path = "/v1/applications/app-1/decisions"
        let bare = #"{"decision":"offer","reason":"convinced-in-person"}"#
        #expect(try await hr.post(path, bare, key: "k").status == 202)
        // The same again, although the job has other terms by now.
        try await house.when(JobRevised(jobID: "job-1", job: try Self.job { _ in }))
        #expect(try await hr.post(path, bare, key: "k").headers["Idempotent-Replay"] == "true")
        var own = OfferTerms.sample
        own.benefits = ["a car"]
        let terms = String(decoding: try JSON.encode(own), as: UTF8.self)
        let body = #"{"decision":"offer","reason":"convinced-in-person","terms":\#(terms)}"#
        #expect(try await hr.post(path, body).status == 202)
        let decided = await house.emitted(StageDecided.self)
        #expect(decided.map { $0.terms?.monthlySalary.minorUnits } == [1_600_000, 1_500_000])
        #expect(decided.map { $0.terms?.approvedBy } == [.finance, .finance])
        #expect(decided.last?.terms?.benefits == ["a car"])
    }

    @Test func `without terms of now nothing is offered over the API`() async throws {
        let house = try await house()
        var job = JobOpened.samples[0].job
        job.offer = nil
        try await house.when(JobRevised(jobID: "job-1", job: job))
        let answer = try await Caller.staff("hr", house).post(
            "/v1/applications/app-1/decisions", #"{"decision":"offer","reason":"convinced-in-person"}"#)
        #expect(answer.status == 409 && answer.code == "no-offer-terms")
        #expect(await house.emitted(StageDecided.self).isEmpty)
    }

    @Test func `every objection has words in both languages`() {
        for objection in PayObjection.allCases {
            for language in Language.allCases {
                #expect(PageWords.pay.table["objection-\(objection.rawValue)"]?[language] != nil)
                #expect(PageWords.codes.table["why-\(objection.rawValue)"]?[language] != nil)
            }
        }
    }
}
