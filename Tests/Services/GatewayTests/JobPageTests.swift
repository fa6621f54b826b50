import Domain
import Events
import GatewayCore
import Testing

@testable import gateway

/// Jobs on the console: made, read and edited.
struct JobPageTests {
    private static let beginning = [
        ("/title", "Barista"), ("/jobID", "barista-1"), ("/language", "en"), ("/policy", "cn"),
        ("/interview/questions/0/text", "How do you calm a guest?"), ("/interview/questions/0/competency", "service"),
    ]

    private func version(_ page: Browser.Page) -> String {
        page.text.firstMatch(of: /name="version" value="([^"]+)"/).map { String($0.1) } ?? ""
    }

    @Test func `a job is made from its first question, and every part of it is edited`() async throws {
        try await CandidateDoorTests.open { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let made = try await lin.send("/hr/jobs", Self.beginning)
            #expect(made.status == 200 && made.path.hasPrefix("/hr/jobs/barista-1"))
            #expect(made.text.contains("No rule holds where the composite is below 70"))
            for part in ["basics", "criteria", "scores", "rules", "offer", "question-1", "question-2"] {
                let page = try await lin.browser.open("/hr/jobs/barista-1/\(part)?language=en")
                #expect(page.status == 200 && page.name == "job-part", "\(part)")
                #expect(!page.text.contains("{{"), "\(part)")
            }
            #expect(try await lin.browser.open("/hr/jobs/barista-1/question-3").status == 404)
            let stamp = version(try await lin.browser.open("/hr/jobs/barista-1/offer"))
            let saved = try await lin.send(
                "/hr/jobs/barista-1/offer",
                [
                    ("version", stamp), ("/offer/position", "Barista"), ("/offer/workplace", "Shanghai"),
                    ("/offer/startDate", "2027-03-01"), ("/offer/monthlySalary/currency", "CNY"),
                    ("/offer/monthlySalary/minorUnits", "8000.5"), ("/offer/contractType", "fixed-term"),
                    ("/offer/termMonths", "24"), ("/offer/probationMonths", "2"), ("/offer/responseDays", "7"),
                ])
            #expect(saved.status == 200 && saved.text.contains("CNY 8000.50"))
            let job = try #require(try await house.state(JobView.self, "barista-1")?.job)
            #expect(job.offer?.termMonths == 24 && job.offer?.monthlySalary.minorUnits == 800_050)
            #expect(job.interview.dimensions.map(\.weight) == [30, 70])
        }
    }

    @Test func `what is wrong is shown at its field, and nothing is saved`() async throws {
        try await CandidateDoorTests.open { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let empty = try await lin.send("/hr/jobs", [("/language", "en")])
            #expect(empty.status == 422 && empty.text.contains("id=\"jobID-fault\""))
            _ = try await lin.send("/hr/jobs", Self.beginning)
            let again = try await lin.send("/hr/jobs", Self.beginning)
            #expect(again.status == 422 && again.text.contains("There is a job of this identifier."))
            let stamp = version(try await lin.browser.open("/hr/jobs/barista-1/scores"))
            let scores = try await lin.send(
                "/hr/jobs/barista-1/scores",
                [
                    ("version", stamp), ("/interview/dimensions/0/dimension", "communication"),
                    ("/interview/dimensions/0/weight", "50"), ("/interview/dimensions/2/dimension", "service"),
                    ("/interview/dimensions/2/weight", "many"),
                ])
            #expect(scores.status == 422)
            #expect(scores.text.contains("The weights of the dimensions sum to 50, not to 100."))
            #expect(scores.text.contains("id=\"interview-dimensions-1-weight-fault\""))
            #expect(scores.text.contains("value=\"many\""))
            let forbidden = try await lin.send(
                "/hr/jobs/barista-1/criteria",
                [
                    ("version", stamp), ("/criteria/conditions/0/name", "under 35"),
                    ("/criteria/conditions/0/anyOf", "35岁以下"), ("/criteria/passShareMin", "60"),
                ])
            #expect(forbidden.status == 422 && forbidden.text.contains("个人信息保护法 6"))
            #expect(forbidden.text.contains("href=\"#criteria-conditions-0-name\""))
            let stale = try await lin.send("/hr/jobs/barista-1/basics", [("version", "1"), ("/title", "Late")])
            #expect(stale.status == 422 && stale.text.contains("Somebody has changed the job meanwhile."))
            #expect(try await house.state(JobView.self, "barista-1")?.job.title == "Barista")
        }
    }

    @Test func `rules are tried on stored reports before they are saved`() async throws {
        let house = try await House()
        try await house.when(JobOpened.samples[0])
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.when(ReportCompiled.samples[0])
        try await CandidateDoorTests.open(house) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let stamp = version(try await lin.browser.open("/hr/jobs/job-1/rules"))
            let fields = [
                ("version", stamp), ("/ruleSet/rules/0/name", "all"), ("/ruleSet/rules/0/priority", "1"),
                ("/ruleSet/rules/0/outcome", "hold"), ("/ruleSet/rules/0/when/0/measure", "composite"),
                ("/ruleSet/rules/0/when/0/comparison", "at-least"), ("/ruleSet/rules/0/when/0/value", "0.5"),
            ]
            let preview = try await lin.send("/hr/jobs/job-1/rules", fields + [("preview", "yes")])
            #expect(preview.status == 200 && preview.text.contains("data-part=\"preview\""))
            #expect(preview.text.contains("When the composite is at least 0.5: a person decides."))
            #expect(
                preview.text.contains("The job&#39;s latest reports: 1") || preview.text.contains("latest reports: 1"))
            #expect(try await house.state(JobView.self, "job-1")?.job == .sample)
            _ = try await lin.send("/hr/jobs/job-1/rules", fields)
            #expect(try await house.state(JobView.self, "job-1")?.job.ruleSet.rules.map(\.name) == ["all"])
        }
    }

    @Test func `a hiring manager reads a job without its pay and changes nothing`() async throws {
        let house = try await House()
        try await house.when(JobOpened.samples[0])
        try await CandidateDoorTests.open(house) { house, port in
            let may = try await Staff.enter(.hiringManager, as: "may", house, port: port)
            let page = try await may.browser.open("/hr/jobs/job-1")
            #expect(page.status == 200 && page.text.contains("Store manager"))
            #expect(!page.text.contains("CNY") && !page.text.contains("data-do=\"edit-"))
            #expect(try await may.browser.open("/hr/jobs/job-1/rules").status == 403)
            #expect(try await may.send("/hr/jobs/job-1/closing").status == 403)
            #expect(try await house.state(JobView.self, "job-1")?.isOpen == true)
        }
    }

    @Test func `a job is closed by a click and edited no more`() async throws {
        let house = try await House()
        try await house.when(JobOpened.samples[0])
        try await CandidateDoorTests.open(house) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let page = try await lin.send("/hr/jobs/job-1/closing")
            #expect(page.status == 200 && page.text.contains("takes no more applications"))
            #expect(try await house.state(JobView.self, "job-1")?.isOpen == false)
            #expect(try await lin.browser.open("/hr/jobs/job-1/rules").status == 404)
        }
    }

    @Test func `HR reads how far people and the machine agree, in words; a manager does not`() async throws {
        let house = try await House()
        try await house.when(JobOpened.samples[0])
        try await CandidateDoorTests.open(house) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let before = try await lin.browser.open("/hr/jobs/job-1?language=en")
            #expect(before.text.contains("Nobody has graded an answer yet."))
            try await house.when(AgreementMeasured.samples[0])
            try await house.when(HeadsTrained.samples[0])
            let state = try #require(try await house.state(JobAgreement.self, "job-1"))
            for language in Language.allCases {
                let page = try await lin.browser.open("/hr/jobs/job-1?language=\(language.rawValue)")
                let said = AgreementWords.report(state, in: language)
                #expect(said.count >= 2)
                for sentence in said {
                    #expect(page.text.contains(sentence.replacing("\"", with: "&quot;")), "\(sentence)")
                }
            }
            let may = try await Staff.enter(.hiringManager, as: "may", house, port: port)
            #expect(!(try await may.browser.open("/hr/jobs/job-1")).text.contains("data-part=\"agreement\""))
        }
    }
}
