import Domain
import Events
import GatewayCore
import Testing
import Vault

@testable import gateway

/// The talent pool on the console.
struct PoolPageTests {
    private static func house() async throws -> House {
        let house = try await House()
        try await house.when(JobOpened.samples[0])
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.when(
            ConsentGiven(applicationID: "app-1", purposes: [.talentPool], textVersion: "1", givenAt: .sample))
        try await house.vault.put(fields: ["name": "Li Wei"], of: "cand-1")
        return house
    }

    @Test func `HR sees who is kept in mind until when, marks whom to contact first, and nobody else gets in`()
        async throws
    {
        try await CandidateDoorTests.open(try await Self.house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            #expect(try await !lin.browser.open("/hr/pool").text.contains("Li Wei"), "the application still runs")
            #expect(try await lin.send("/hr/pool/app-1/mark", [("first", "yes"), ("key", "k0")]).status == 409)
            try await house.when(ApplicationClosed.samples[0])
            let page = try await lin.browser.open("/hr/pool?language=en")
            #expect(page.text.contains("Li Wei") && !page.text.contains("data-part=\"marked\""))
            // Two years from the end: 730 days after the sample's moment.
            let closedAt = try #require(try await house.state(ApplicationView.self, "app-1")?.pooledAt)
            let until = LocalTime(offsetMinutes: 480).text(closedAt.advanced(byDays: 730), in: .english)
            #expect(page.text.contains("agreed until \(until)"), "\(until)")
            let marked = try await lin.send(
                "/hr/pool/app-1/mark", [("first", "yes"), ("key", "k1"), ("job", "job-1"), ("only", "yes")])
            #expect(marked.path == "/hr/pool?job=job-1&first=yes#app-1" && marked.text.contains("lin, "))
            #expect(try await lin.send("/hr/pool/app-1/mark", [("first", "perhaps"), ("key", "k2")]).status == 404)
            #expect(
                try await !lin.send("/hr/pool/app-1/mark", [("first", "no"), ("key", "k3")]).text
                    .contains("data-part=\"marked\""))
            let mona = try await Staff.enter(.hiringManager, as: "mona", house, port: port)
            #expect(try await mona.browser.open("/hr/pool").status == 403)
            try await house.when(
                ConsentWithdrawn(applicationID: "app-1", purposes: [.talentPool], withdrawnAt: .sample))
            #expect(try await !lin.browser.open("/hr/pool").text.contains("Li Wei"))
        }
    }

    @Test func `when the days are over nobody is in the pool any more`() async throws {
        let house = try await Self.house()
        try await house.when(ApplicationClosed.samples[0])
        house.consentText = ConsentText(recordingDays: 180, talentPoolDays: 0)
        try await CandidateDoorTests.open(house) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            #expect(try await !lin.browser.open("/hr/pool").text.contains("Li Wei"))
            #expect(try await lin.send("/hr/pool/app-1/mark", [("first", "yes"), ("key", "k")]).status == 409)
        }
    }

    @Test(arguments: [(.hr, true), (.hiringManager, true), (.interviewer, false)] as [(StaffRole, Bool)])
    func `the board of a job shows what the list shows to the same role`(role: StaffRole, seesWhy: Bool) async throws {
        let house = try await Self.house()
        try await house.when(
            StageChanged(
                applicationID: "app-1", jobID: "job-1", from: .scoring, to: .review, reason: "rule-hold",
                decidedBy: nil, rule: nil, number: 5))
        try await house.when(
            ReviewRequested(
                applicationID: "app-1", jobID: "job-1", reason: "rule-hold", proposal: nil, rule: nil, stageNumber: 5))
        try await CandidateDoorTests.open(house) { house, port in
            let person = try await Staff.enter(role, as: "person", house, port: port)
            let page = try await person.browser.open("/hr/jobs/job-1/board?language=en")
            #expect(page.status == 200 && page.text.contains("Li Wei"))
            #expect(page.text.contains("a rule says to hold") == seesWhy)
            #expect(page.text.matches(of: /data-part="column"/).count == Stage.allCases.count)
            #expect(page.text.contains("/hr/applications?job=job-1&amp;stage=review&amp;order=longest-waiting"))
            #expect(try await person.browser.open("/hr/jobs/none/board").status == 404)
        }
    }
}
