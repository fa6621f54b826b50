import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import JSON
import Testing
import Vault

@testable import gateway

/// One application as each role sees it, and what is decided there.
struct ApplicationPageTests {
    private static let resume = "Li Wei, born 1990 in Hangzhou. Swift since 2016."

    /// Screened, interviewed, with a report and a contract that waits.
    private func house(stage: Stage = .review) async throws -> House {
        let house = try await House()
        try await house.when(JobOpened.samples[0])
        try await house.when(ApplicationAdmitted.samples[0])
        var screened = ApplicationScreened.samples[0]
        screened.notes = ["hidden-text", "needs-ocr"]
        screened.criteria[0].characters = CharacterSpan(start: 31, end: 36)
        try await house.when(screened)
        _ = try await house.interviewed()
        try await house.when(ReportCompiled.samples[0])
        try await house.when(
            StageChanged(
                applicationID: "app-1", jobID: "job-1", from: .scoring, to: stage,
                reason: "rule-hold", decidedBy: nil, rule: nil, number: 5))
        try await house.vault.put(
            fields: [
                "name": "Li Wei", "email": "li.wei@mail.example", "phone": "+86 10 5555 0100",
                "resume-text.app-1": Self.resume,
            ], of: "cand-1")
        return house
    }

    @Test func `HR sees each criterion with its reason, every note, and the résumé with its places marked`()
        async throws
    {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let page = try await lin.browser.open("/hr/applications/app-1")
            #expect(page.status == 200 && page.name == "application")
            for text in [
                "Li Wei", "li.wei@mail.example", "the résumé says so", "not stated", "hidden text", "is a picture",
                "<mark>Swift</mark>", "born 1990", "Held for a person", "data-do=\"decide-reject\"",
            ] { #expect(page.text.contains(text), "\(text)") }
            let looks = try await house.vault.looks(of: "cand-1", before: nil, countMax: 100)
            #expect(looks.count { $0.actor == "lin" && $0.purpose == Gateway.dossierPurpose } >= 1)
            let before = looks.count
            _ = try await lin.browser.open("/hr/applications/app-1")
            let after = try await house.vault.looks(of: "cand-1", before: nil, countMax: 100).count
            #expect(after - before == looks.count { $0.actor == "lin" }, "each view is one look")
        }
    }

    @Test(
        arguments: [
            (
                .hiringManager, ["Li Wei", "Scores of the interview"],
                ["li.wei@mail", "born 1990", "+86", "decide-", "CNY"]
            ),
            (
                .interviewer, ["Li Wei", "Screening"],
                ["li.wei@mail", "born 1990", "Scores of the interview", "decide-"]
            ),
            (
                .approver, ["Li Wei", "CNY 21000.00", "data-do=\"approve\""],
                ["li.wei@mail", "born 1990", "decide-", "CNY 15000.00"]
            ),
            (.hr, ["CNY 21000.00", "born 1990"], ["data-do=\"approve\"", "CNY 15000.00"]),
        ] as [(StaffRole, [String], [String])])
    func `a role sees what its work needs, and the rest is not read for it`(
        role: StaffRole, seen: [String], hidden: [String]
    ) async throws {
        let house = try await house()
        var terms = try #require(JobOpened.samples[0].job.offer)
        terms.monthlySalary = try Money(minorUnits: 2_100_000, currency: "CNY")
        // Other than the job's terms of today: what was decided is what is shown.
        _ = try await house.gateway.submit(
            DecideStage(decision: .offer, reason: "strong-match", decidedBy: "hr-1", terms: terms), "app-1", "offer")
        try await house.when(OfferSent.samples[0])
        try await house.when(ApplicationViewFacts.draft)
        try await CandidateDoorTests.open(house) { house, port in
            let person = try await Staff.enter(role, as: "person", house, port: port)
            let page = try await person.browser.open("/hr/applications/app-1")
            for text in seen { #expect(page.text.contains(text), "\(role): \(text)") }
            for text in hidden { #expect(!page.text.contains(text), "\(role): \(text)") }
            let items = try await house.vault.looks(of: "cand-1", before: nil, countMax: 100)
                .filter { $0.actor == "person" }.map(\.item).joined(separator: " ")
            #expect(items.contains("name"))
            #expect(items.contains("resume-text") == StaffPolicy.allows(role, .seeResume), "\(items)")
            #expect(items.contains("email") == StaffPolicy.allows(role, .seeContact), "\(items)")
        }
    }

    @Test func `a decision shows the very mail that goes out, and is made once however often it is sent`() async throws
    {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let path = "/hr/applications/app-1/decisions/reject"
            let page = try await lin.browser.open(path)
            #expect(page.status == 200 && page.text.contains("li.wei@mail.example"))
            // The candidate's language is Chinese, whatever the reader's is.
            #expect(page.text.contains("关于您应聘“Store manager”的结果") && page.text.contains("Li Wei"))
            #expect(await house.emitted(StageDecided.self).isEmpty, "looking decides nothing")
            let key = try #require(page.text.firstMatch(of: /name="key" value="([^"]+)"/)).1
            let fields = [("reason", "criteria-not-met"), ("key", String(key))]
            for _ in 0..<2 { #expect(try await lin.send(path, fields).text.contains("data-part=\"done\"")) }
            let decided = await house.emitted(StageDecided.self)
            #expect(decided.map(\.decision) == [.reject] && decided.map(\.decidedBy) == ["lin"])
            #expect(decided.map(\.reason) == ["criteria-not-met"])
            #expect(try await lin.send(path, [("reason", "because")]).status == 404)
            #expect(try await lin.browser.open("/hr/applications/app-1/decisions/offer").text.contains("CNY 15000.00"))
        }
    }

    @Test func `what was read is what is offered, and terms that changed meanwhile are shown again`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let path = "/hr/applications/app-1/decisions/offer"
            let page = try await lin.browser.open(path)
            #expect(page.text.contains("CNY 15000.00"))
            let mark = String(try #require(page.text.firstMatch(of: /name="terms" value="([0-9a-f]+)"/)).1)
            let reason = ("reason", "convincing-interview")
            for fields in [[reason], [reason, ("terms", String(mark.reversed()))]] {
                let again = try await lin.send(path, fields)
                #expect(again.status == 409 && again.text.contains("have changed meanwhile"))
                #expect(again.text.contains(mark) && again.text.contains("CNY 15000.00"))
            }
            #expect(await house.emitted(StageDecided.self).isEmpty)
            #expect(try await lin.send(path, [reason, ("terms", mark)]).text.contains("data-part=\"done\""))
            let terms = await house.emitted(StageDecided.self).map { $0.terms.map { "\($0.monthlySalary)" } }
            #expect(terms == ["CNY 15000.00"])
        }
    }

    @Test func `what cannot be decided there is not offered, and whoever may not decide is not let in`() async throws {
        try await CandidateDoorTests.open(try await house(stage: .scoring)) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            #expect(try await lin.browser.open("/hr/applications/app-1/decisions/offer").status == 409)
            #expect(try await lin.send("/hr/applications/app-1/decisions/advance").status == 409)
            let manager = try await Staff.enter(.hiringManager, as: "wang", house, port: port)
            #expect(try await manager.browser.open("/hr/applications/app-1/decisions/hold").status == 403)
            #expect(try await manager.send("/hr/applications/app-1/decisions/hold").status == 403)
            #expect(try await lin.browser.open("/hr/applications/app-9").status == 404)
        }
    }

    @Test func `an approver finds the contract on the first view, and approves this very draft`() async throws {
        let house = try await house(stage: .contract)
        try await house.when(ApplicationViewFacts.draft)
        try await CandidateDoorTests.open(house) { house, port in
            let zhao = try await Staff.enter(.approver, as: "zhao", house, port: port)
            let desk = try await zhao.browser.open("/hr")
            #expect(desk.text.contains("section-approve") && desk.text.contains("/hr/applications/app-1"))
            let path = "/hr/applications/app-1/approval"
            let other = String(repeating: "b", count: 64)
            #expect(try await zhao.send(path, [("sha256", other), ("answer", "yes")]).status == 409)
            #expect(try await zhao.send(path, [("sha256", House.sha), ("answer", "yes")]).status == 200)
            #expect(await house.emitted(ApprovalGiven.self).map(\.decidedBy) == ["zhao"])
            #expect(!(try await zhao.browser.open("/hr")).text.contains("section-approve"))
        }
    }

    @Test func `somebody is found by a part of their name, by whoever may see applications`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let found = try await lin.send("/hr/applications/search", [("name", "WEI")])
            #expect(found.status == 200 && found.text.contains("/hr/applications/app-1"))
            #expect(found.path == "/hr/applications/search", "no name stands in the address")
            let none = try await lin.send("/hr/applications/search", [("name", "wang")])
            #expect(none.text.contains("Nobody of this name") && !none.text.contains("app-1"))
            let looks = try await house.vault.looks(of: nil, before: nil, countMax: 100)
            #expect(looks.contains { $0.actor == "lin" && $0.purpose == "search-name" })
            let zhou = try await Staff.enter(.finance, as: "zhou", house, port: port)
            #expect(try await zhou.send("/hr/applications/search", [("name", "wei")]).status == 403)
        }
    }

    @Test func `the report's evidence stands with its words and its moment`() async throws {
        let house = try await house()
        let report = #"""
            {"reasons":[{"code":"x","sentence":"One answer is short."}],"dimensions":[{"dimension":"teamwork","name":"Teamwork",
            "weight":60,"outcome":"scored","score":85,"deductions":[{"points":15,"code":"c","sentence":"Not shown: trust",
            "questionNumber":1}],"evidence":[{"kind":"topic","subject":"listening","questionNumber":1,
            "time":{"startMilliseconds":65200,"endMilliseconds":66000},
            "quote":{"before":"First I ","words":"listened","after":" to both."}}]}],
            "answers":[{"questionNumber":1,"question":"q","language":"en","outcome":"scored","transcript":"First I listened."}]}
            """#
        try await house.vault.put(
            Array(report.utf8), blob: ReportCompiled.samples[0].documents.json, of: "cand-1",
            contentType: "application/json")
        try await CandidateDoorTests.open(house) { house, port in
            let lin = try await Staff.enter(.hiringManager, as: "lin", house, port: port)
            let page = try await lin.browser.open("/hr/applications/app-1")
            for text in [
                "One answer is short.", "First I <mark>listened</mark> to both.", "data-at=\"65200\"", "1:05",
                "Not shown: trust", "−15",
            ] { #expect(page.text.contains(text), "\(text)") }
        }
    }

    @Test func `finance and the office see who comes, and nothing of how they were chosen`() async throws {
        let house = try await house(stage: .offer)
        var offer = OfferSent.samples[0]
        offer.startDate = CalendarDate(daysSinceEpoch: 20_820)
        try await house.when(offer)
        try await CandidateDoorTests.open(house) { house, port in
            for (role, hasLetter) in [(StaffRole.finance, true), (.itOffice, false)] {
                let person = try await Staff.enter(role, as: "person", house, port: port)
                let page = try await person.browser.open("/hr/starters")
                #expect(page.text.contains("Li Wei") && page.text.contains("2027-01-02"))
                #expect(page.text.contains("documents/offer") == hasLetter)
                #expect(try await person.browser.open("/hr/applications/app-1").status == 403)
            }
        }
    }

    @Test func `who prepares a first day marks it with one click, also after the contract is signed`() async throws {
        let house = try await house(stage: .offer)
        var offer = OfferSent.samples[0]
        offer.expiresAt = Instant.sample.advanced(byDays: 7)
        offer.startDate = CalendarDate(daysSinceEpoch: Int(Instant.sample.millisecondsSinceEpoch / 86_400_000) + 9)
        try await house.when(offer)
        try await CandidateDoorTests.open(house) { house, port in
            let it = try await Staff.enter(.itOffice, as: "it", house, port: port)
            #expect(!(try await it.browser.open("/hr/starters").text.contains("settle-equipment")), "not accepted yet")
            let candidate = try await Caller.candidate(.offer, house)
            let yes = try await candidate.post(
                "/v1/candidate/offer", #"{"isAccepted":true,"identity":\#(ActTests.identity)}"#)
            #expect(yes.status == 202, "\(String(decoding: yes.bytes, as: UTF8.self))")
            var closed = ApplicationClosed.samples[0]
            closed.outcome = .hired
            try await house.when(closed)
            #expect(try await it.browser.open("/hr").text.contains("section-starters"))
            let page = try await it.browser.open("/hr/starters")
            #expect(page.text.contains("in 9 days") && page.text.contains("settle-workplace"))
            #expect(!page.text.contains("settle-payroll"), "that is finance's")
            let place = "/hr/starters/app-1/preparations"
            for one in ["equipment", "workplace"] {
                #expect(try await it.send(place, [("preparation", one), ("ready", "yes")]).name == "starters")
            }
            #expect(try await it.send(place, [("preparation", "payroll"), ("ready", "yes")]).status == 403)
            #expect(try await it.send(place, [("preparation", "party"), ("ready", "yes")]).status == 404)
            #expect(try await it.browser.open("/hr/starters").text.contains("unsettle-equipment"))
            #expect(!(try await it.browser.open("/hr").text.contains("section-starters")), "theirs is done")
            let finance = try Caller.staff("finance", house)
            let own = try await finance.post(
                "/v1/applications/app-1/preparations", #"{"preparation":"payroll","isReady":true}"#)
            #expect(own.status == 202)
            let others = try await finance.post(
                "/v1/applications/app-1/preparations", #"{"preparation":"equipment","isReady":false}"#)
            #expect(others.status == 403)
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            #expect(try await lin.browser.open("/hr/starters").text.contains("unsettle-payroll"))
            #expect(!(try await lin.browser.open("/hr").text.contains("section-starters")))
        }
    }

    @Test func `an auditor reads who looked at whom, and opens nobody's data`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            _ = try await lin.browser.open("/hr/applications/app-1")
            let auditor = try await Staff.enter(.auditor, as: "qian", house, port: port)
            let page = try await auditor.browser.open("/hr/audit?candidate=cand-1")
            #expect(page.text.contains("lin") && page.text.contains(Gateway.dossierPurpose))
            #expect(!page.text.contains("Li Wei"))
            for path in ["/hr/applications", "/hr/applications/app-1", "/v1/applications/app-1/report.pdf"] {
                #expect(try await auditor.browser.open(path).status == 403)
            }
        }
    }

    @Test func `a question is answered in the inbox, and what is wrong about the form is said`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let candidate = try await Caller.candidate(.status, house)
            let body = #"{"kind":"question","words":"How long is the probation?"}"#
            let id = try #require(try await candidate.post("/v1/candidate/requests", body).json["requestID"]?.string)
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            #expect(try await lin.browser.open("/hr").text.contains("section-requests"))
            #expect(try await lin.browser.open("/hr/inbox").text.contains(id))
            let page = try await lin.browser.open("/hr/inbox/\(id)")
            #expect(page.text.contains("How long is the probation?") && page.text.contains("Li Wei"))
            let wrong = try await lin.send("/hr/inbox/\(id)", [("status", "refused"), ("text", "No.")])
            #expect(wrong.status == 422 && wrong.text.contains("No."))
            let done = try await lin.send("/hr/inbox/\(id)", [("status", "answered"), ("text", "Three months.")])
            #expect(done.status == 200 && done.text.contains("Three months."))
            #expect(await house.emitted(CandidateRequestSettled.self).map(\.settledBy) == ["lin"])
            #expect(try await lin.browser.open("/hr/inbox").text.contains("There is no such request."))
        }
    }

    /// The texts are notification's own files; a name that they ask for and the console does not give would show here.
    @Test(arguments: [Language.chinese, .english])
    func `every letter that a decision sends can be shown`(language: Language) async throws {
        let house = try await house()
        var view = try #require(try await house.state(ApplicationView.self, "app-1"))
        view.language = language
        let dossier = ApplicationDossier(
            view: view, interview: nil, job: try await house.state(JobView.self, "job-1"), requests: [],
            appointments: nil,
            fields: ["name": "Li Wei"], report: nil)
        for preview in DecisionPreview.possible(for: view) {
            let letter = try house.gateway.letter(preview, dossier)
            #expect((letter != nil) == [.offer, .rejection].contains(preview.sends))
            if let letter { #expect(letter.subject.contains("Store manager") && letter.text.contains("Li Wei")) }
        }
    }
}
