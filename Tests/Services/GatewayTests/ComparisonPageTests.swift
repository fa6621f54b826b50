import Domain
import Events
import Testing
import Vault

@testable import GatewayCore
@testable import gateway

/// Candidates of one job side by side, as each role may see them.
struct ComparisonPageTests {
    private static let page = "/hr/jobs/job-1/comparison?application=app-1&application=app-2"
    private static let purpose = Gateway.comparisonPurpose
    private static let report = #"""
        {"reasons":[{"code":"x","sentence":"One answer is short."}],"dimensions":[{"dimension":"teamwork","name":"Teamwork",
        "weight":60,"outcome":"scored","score":80,"deductions":[{"points":20,"code":"c","sentence":"Not shown: trust"}],
        "evidence":[{"kind":"topic","subject":"listening","questionNumber":1}]}],
        "answers":[{"questionNumber":2,"question":"q","language":"en","outcome":"insufficient",
        "reason":{"code":"s","sentence":"The answer is very short."}}]}
        """#

    /// Two of job-1, of whom the second could not be scored, and one of another job.
    private func house() async throws -> House {
        let house = try await House()
        try await house.when(JobOpened.samples[0])
        try await house.when(ApplicationAdmitted.samples[0])
        for (number, job) in [(2, "job-1"), (3, "job-2")] as [(Int, JobID)] {
            try await house.when(
                ApplicationAdmitted(
                    applicationID: try ApplicationID("app-\(number)"), jobID: job,
                    candidateID: try CandidateID("cand-\(number)"), language: .english))
        }
        try await house.when(ApplicationScreened.samples[0])
        try await house.when(ReportCompiled.samples[1])
        try await house.when(ReportCompiled.samples[2])
        for (id, name) in [("cand-1", "Li Wei"), ("cand-2", "Ada Brown")] as [(CandidateID, String)] {
            try await house.vault.put(
                fields: ["name": name, "email": "somebody@mail.example", "phone": "+86 10 5555 0100"], of: id)
        }
        try await house.vault.put(
            Array(Self.report.utf8), blob: ReportCompiled.samples[1].documents.json, of: "cand-1",
            contentType: "application/json")
        return house
    }

    private func looks(of candidate: CandidateID, _ house: House) async throws -> [AuditLook] {
        try await house.vault.looks(of: candidate, before: nil, countMax: 100).filter { $0.purpose == Self.purpose }
    }

    @Test func `everything of both stands side by side, and what was not measured is said and is no nought`()
        async throws
    {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let page = try await lin.browser.open(Self.page)
            #expect(page.status == 200 && page.name == "comparison")
            for text in [
                "Li Wei", "Ada Brown", "<strong>80</strong>", "give or take 6.5 points", "recommended", "listening",
                "Not shown: trust (−20)", "insufficient: no composite", "insufficient: no score",
                "1 with a composite; at least 20 are needed", "1 of 2 met", "Swift (required)", "not screened yet",
                "One answer is short.", "Q2: The answer is very short.", "nobody has graded", "weight 60%",
            ] { #expect(page.text.contains(text), "\(text)") }
            #expect(!page.text.contains("<strong>0</strong>"))
            for row in ["stage", "composite", "standing", "dimension", "screening", "grades", "flags"] {
                #expect(page.text.contains("<tr data-part=\"\(row)\">"), "\(row)")
            }
            let chinese = try await lin.browser.open(Self.page + "&language=zh")
            #expect(chinese.text.contains("内容不足，没有综合分") && !chinese.text.contains("{{"))
            #expect(chinese.text.contains("application=app-1&amp;application=app-2&amp;language=en"))
        }
    }

    @Test func `each view is in the audit of each candidate, and a choice that is wrong is in nobody's`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            for (query, fault) in [
                ("", "Tick at least 2"), ("?application=app-1", "Tick at least 2"),
                ("?application=app-1&application=app-3", "no application for this job"),
                ("?application=app-1&application=app-9", "no application for this job"),
                ("?" + (1...6).map { "application=app-\($0)" }.joined(separator: "&"), "At most 5"),
            ] {
                let page = try await lin.browser.open("/hr/jobs/job-1/comparison\(query)")
                #expect(page.status == 422 && page.text.contains("data-part=\"fault\""), "\(query)")
                #expect(page.text.contains(fault), "\(query)")
            }
            #expect(try await looks(of: "cand-1", house).isEmpty)
            #expect(try await lin.browser.open("/hr/jobs/job-9/comparison").status == 404)
            for views in 1...2 {
                _ = try await lin.browser.open(Self.page)
                for candidate in ["cand-1", "cand-2"] as [CandidateID] {
                    let names = try await looks(of: candidate, house).filter { $0.item.contains("name") }
                    #expect(names.count == views && names.allSatisfy { $0.actor == "lin" }, "\(candidate)")
                }
            }
        }
    }

    @Test(
        arguments: [
            (
                .hiringManager, ["Li Wei", "listening", "1 of 2 met"],
                ["at least 20 are needed", "data-part=\"grades\""]
            ),
            (.hr, ["at least 20 are needed", "data-part=\"grades\""], []),
        ] as [(StaffRole, [String], [String])])
    func `a role sees what its work needs, and nobody's address is read for it`(
        role: StaffRole, seen: [String], hidden: [String]
    ) async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let person = try await Staff.enter(role, as: "person", house, port: port)
            let page = try await person.browser.open(Self.page)
            for text in seen { #expect(page.text.contains(text), "\(text)") }
            for text in hidden + ["@mail.example", "+86", "CNY"] { #expect(!page.text.contains(text), "\(text)") }
            let items = try await looks(of: "cand-1", house).map(\.item).joined(separator: " ")
            #expect(items.contains("name") && !items.contains("email") && !items.contains("resume"), "\(items)")
            let list = try await person.browser.open("/hr/applications?job=job-1")
            #expect(list.text.contains("data-do=\"compare\"") && list.text.contains("value=\"app-2\""))
            #expect(!(try await person.browser.open("/hr/applications")).text.contains("name=\"application\""))
        }
    }

    @Test(arguments: [StaffRole.interviewer, .approver])
    func `whoever judges before they see the scores is not let in, and is offered nothing to tick`(
        role: StaffRole
    ) async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let person = try await Staff.enter(role, as: "person", house, port: port)
            #expect(try await person.browser.open(Self.page).status == 403)
            let list = try await person.browser.open("/hr/applications?job=job-1")
            #expect(list.status == 200 && !list.text.contains("name=\"application\""))
            #expect(try await looks(of: "cand-1", house).isEmpty)
        }
    }

    @Test func `grades of others show once the reader has graded the same`() async throws {
        let house = try await house()
        func grade(_ id: AnswerID, by actor: ActorID, _ level: Int) -> GradeSheet.Grade {
            GradeSheet.Grade(
                questionID: "q1", answerID: id, dimension: "teamwork", level: level, hasWords: false, gradedBy: actor,
                gradedAt: .sample)
        }
        let all = [grade("a1", by: "lin", 4), grade("a1", by: "wang", 2), grade("a2", by: "wang", 5)]
        let cells = ComparisonCells(
            say: JobWords(page: Gateway.comparisonPage, language: .english))
        let view = try #require(try await house.state(ApplicationView.self, "app-1"))
        func told(_ grades: [GradeSheet.Grade], _ heldBack: Int) -> [String] {
            cells.grades(
                ComparedApplication(
                    view: view, name: nil, report: nil, standing: nil, grades: grades, heldBackCount: heldBack)
            ).notes
        }
        #expect(
            told(Array(all.prefix(2)), 1)
                == ["Teamwork: 4 (lin), 2 (wang)", "grades that show once you have graded the same answers: 1"])
        #expect(told([], 3) == ["grades that show once you have graded the same answers: 3"])
    }

    @Test(
        arguments: [
            (19, "too few for a percentile", "19 with a composite; at least 20 are needed"),
            (20, "percentile 88", "of 20 with a composite"),
        ])
    func `a place among the job's is told from twenty on`(count: Int, main: String, note: String) async throws {
        let house = try await house()
        let view = try #require(try await house.state(ApplicationView.self, "app-1"))
        let cells = ComparisonCells(say: JobWords(page: Gateway.comparisonPage, language: .english))
        let cell = cells.standing(
            ComparedApplication(
                view: view, name: nil, report: nil, standing: Standing(80, below: 17, same: 1, count: count),
                grades: [], heldBackCount: 0))
        #expect(cell.main == main && cell.notes == [note])
    }
}
