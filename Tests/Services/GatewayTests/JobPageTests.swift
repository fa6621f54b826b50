import Domain
import Encoding
import Events
import GatewayCore
import HTTP
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
                    ("/offer/approvedBy", "finance"), ("/offer/approvalHours", "12"),
                ])
            #expect(saved.status == 200 && saved.text.contains("CNY 8000.50") && saved.text.contains("by finance"))
            let job = try #require(try await house.state(JobView.self, "barista-1")?.job)
            #expect(job.offer?.termMonths == 24 && job.offer?.monthlySalary.minorUnits == 800_050)
            #expect(job.offer?.approvedBy == .finance && job.offer?.approvalHours == 12)
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

    /// A part of the form, what is typed in it, the field at which a fault is shown and what is shown there.
    private static let nameless: [(String, [(String, String)], String, String)] = [
        ("criteria", [("/criteria/skills/3/aliases", "latte art, 拉花")], "criteria-skills-0-name", "latte art, 拉花"),
        ("criteria", [("/criteria/conditions/0/anyOf", "weekend")], "criteria-conditions-0-name", "weekend"),
        (
            "criteria", [("/criteria/skills/0/name", "latte art"), ("/criteria/skills/0/weight", "33.3")],
            "criteria-skills-0-weight", "A whole number is needed here, from 1 to 10."
        ),
        (
            "criteria", [("/criteria/experience/yearsMin", "1e3")], "criteria-experience-yearsMin",
            "A whole number is needed here, from 0 to 50."
        ),
        ("criteria", [("/criteria/passShareMin", "500")], "criteria-passShareMin", "A number from 0 to 100"),
        ("scores", [("/interview/dimensions/4/weight", "40")], "interview-dimensions-0-dimension", "no name"),
        (
            "rules",
            [
                ("/ruleSet/rules/2/when/0/measure", "composite"), ("/ruleSet/rules/2/when/0/value", "41.5"),
                ("/ruleSet/rules/2/outcome", "thank"),
            ], "ruleSet-rules-0-name", "41.5"
        ),
        (
            "rules", [("/ruleSet/rules/0/name", "low"), ("/ruleSet/rules/0/when/1/value", "41.5")],
            "ruleSet-rules-0-when-0-measure", "41.5"
        ),
        ("offer", [("/offer/workplace", "Shanghai")], "offer-position", "Shanghai"),
    ]

    @Test func `what is typed in a row without a name is not lost, and a number says which it takes`() async throws {
        try await CandidateDoorTests.open { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            _ = try await lin.send("/hr/jobs", Self.beginning)
            let before = try await house.state(JobView.self, "barista-1")?.job
            for (part, typed, field, shown) in Self.nameless {
                let stamp = version(try await lin.browser.open("/hr/jobs/barista-1/\(part)?language=en"))
                let page = try await lin.send("/hr/jobs/barista-1/\(part)", [("version", stamp)] + typed)
                #expect(page.status == 422, "\(part) \(field)")
                #expect(page.text.contains("id=\"\(field)-fault\""), "\(part) \(field)")
                #expect(page.text.contains(shown), "\(part) \(field)")
            }
            #expect(try await house.state(JobView.self, "barista-1")?.job == before)
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

    /// The fields of the form as a browser would send them back.
    private func fields(_ page: Browser.Page) -> [(String, String)] {
        let inputs = page.text.matches(of: /<input id="[^"]+" name="([^"]+)" type="[^"]+"[^>]*? value="([^"]*)"/)
            .map { (String($0.1), Self.plain($0.2)) }
        let areas = page.text.matches(of: /<textarea id="[^"]+" name="([^"]+)"[^>]*>([^<]*)<\/textarea>/)
            .map { (String($0.1), Self.plain($0.2)) }
        return inputs + areas + [("version", version(page))]
    }

    /// As a browser sends it.
    private static func form(_ fields: [(String, String)]) throws -> Form {
        let text = fields.map { "\(PercentEncoding.encode($0.0))=\(PercentEncoding.encode($0.1))" }.joined(
            separator: "&")
        return try #require(Form(Array(text.utf8)))
    }

    private static func plain(_ text: Substring) -> String {
        String(text).replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }

    @Test func `the built-in rubric is read, copied, edited with faults at the field, and taken back`() async throws {
        try await CandidateDoorTests.open { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            _ = try await lin.send("/hr/jobs", Self.beginning)
            let path = "/hr/jobs/barista-1/rubric-2"
            let builtIn = try await lin.browser.open("\(path)?language=en")
            #expect(builtIn.status == 200 && !builtIn.text.contains("{{"))
            #expect(builtIn.text.contains("data-part=\"built-in\"") && !builtIn.text.contains("data-part=\"form\""))
            #expect(builtIn.text.contains("Service is none of the built-in dimensions"))
            #expect(builtIn.text.contains("Zurilla"))
            let copy = try await lin.browser.open("\(path)?copy=yes")
            #expect(try await house.state(JobView.self, "barista-1")?.job.interview.rubrics == nil, "not saved yet")
            let place = "/interview/rubrics/0"
            var sent = fields(copy).filter { !$0.0.hasSuffix("/source") }
            let faulty = try await lin.send(path, sent)
            #expect(faulty.status == 422 && faulty.text.contains("id=\"interview-rubrics-0-source-fault\""))
            sent.append(("\(place)/source", "What our guests praise."))
            let saved = try await lin.send(path, sent)
            #expect(saved.status == 200 && saved.text.contains("a rubric of its own, version"))
            let rubric = try #require(try await house.state(JobView.self, "barista-1")?.job.rubric(of: "service"))
            #expect(rubric.criteria.count == 4 && rubric.levels?.count == 6)
            #expect(rubric.source == "What our guests praise." && rubric.criteria[0].name.zh == nil)
            let lender = try #require(
                BuiltInRubrics(String(decoding: PackageResources.rubrics_txt, as: UTF8.self)).of("problem-solving"))
            #expect(rubric.criteria.map { $0.words.en } == lender.criteria.map { $0.words.en })
            #expect(rubric.criteria.map { $0.examples?.en } == lender.criteria.map { $0.examples?.en })
            #expect(rubric.levels?.map(\.en) == lender.levels?.map(\.en))
            let form = try await lin.browser.open(path)
            let forbidden = try await lin.send(
                path,
                fields(form).map { $0.0 == "\(place)/criteria/1/words/en" ? ($0.0, "married, 未婚") : $0 })
            #expect(forbidden.status == 422 && forbidden.text.contains("就业促进法"))
            #expect(try await house.state(JobView.self, "barista-1")?.job.rubric(of: "service") == rubric)
            // A row without a name and words goes, and the others keep their points.
            let job = try #require(try await house.state(JobView.self, "barista-1")?.job)
            var fewer = JobForm(try Self.form(fields(form).filter { !$0.0.hasPrefix("\(place)/criteria/0/") }))
            let left = applyRubric(&fewer, 1, to: job).rubric(of: "service")
            #expect(left?.criteria == Array(rubric.criteria.dropFirst()) && left?.levels == rubric.levels)
            var removal = JobForm(try Self.form([("remove", "yes")]))
            #expect(applyRubric(&removal, 1, to: job).interview.rubrics == nil)
            for missing in ["rubric-9", "anchors-9", "rubric-0", "anchors-x"] {
                #expect(try await lin.browser.open("/hr/jobs/barista-1/\(missing)").status == 404, "\(missing)")
            }
        }
    }

    @Test func `anchor answers are written by level, and what the machine makes of them is told`() async throws {
        try await CandidateDoorTests.open { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            _ = try await lin.send("/hr/jobs", Self.beginning)
            let path = "/hr/jobs/barista-1/anchors-1"
            let empty = try await lin.browser.open("\(path)?language=en")
            #expect(empty.status == 200 && empty.text.contains("How do you calm a guest?"))
            let place = "/interview/anchors/0/answers"
            _ = try await lin.send(
                path,
                [
                    ("version", version(empty)), ("\(place)/0/level", "4"), ("\(place)/0/text", "I listen and I act."),
                    ("\(place)/1/level", "2"), ("\(place)/1/text", "I call somebody."),
                ])
            let view = try #require(try await house.state(JobView.self, "barista-1"))
            #expect(view.job.anchors(of: "q1").map(\.level) == [2, 4], "in the order of the levels")
            let waiting = try await lin.browser.open(path)
            #expect(waiting.text.contains("The machine is scoring the anchor answers"))
            let scores = [
                AnchorScore(questionID: "q1", number: 0, level: 2, score: 61),
                AnchorScore(questionID: "q1", number: 1, level: 4, score: 48),
            ]
            try await house.when(
                AnchorsChecked(
                    jobID: "barista-1", mark: try #require(view.job.interview.anchorMark), scores: scores,
                    checkedAt: .sample))
            let sentence =
                "Question 1: anchor answer 2 of level 4 gets 48 points, fewer than 1 of level 2, which gets 61."
            for page in [path, "/hr/jobs/barista-1"] {
                #expect(try await lin.browser.open(page).text.contains(sentence), "\(page)")
            }
            let ats = try Caller.staff("ats", house)
            let shown = try await ats.get("/v1/jobs/barista-1")
            let findings = String(decoding: shown.bytes, as: UTF8.self)
            #expect(findings.contains("anchors-out-of-order"))
            #expect(findings.contains("#/job/interview/anchors/0/answers/1"))
            var fewer = JobForm(try Self.form([("\(place)/1/level", "3"), ("\(place)/1/text", "I listen.")]))
            #expect(applyAnchors(&fewer, 0, to: view.job).anchors(of: "q1") == [AnchorAnswer(level: 3, "I listen.")])
            var none = JobForm(try Self.form([("\(place)/0/level", "3"), ("\(place)/0/text", " ")]))
            #expect(applyAnchors(&none, 0, to: view.job).interview.anchors == nil)
        }
    }

    @Test func `a rubric goes with its dimension when that gets another name, and anchors with their question`() throws
    {
        let weights = [("communication", "40"), ("hosting", "60")].enumerated().flatMap { index, weight in
            [
                ("/interview/dimensions/\(index)/dimension", weight.0),
                ("/interview/dimensions/\(index)/weight", weight.1),
            ]
        }
        var form = JobForm(try Self.form(weights))
        var job = applyScores(&form, to: .rubricSample)
        #expect(job.interview.rubrics?.map(\.dimension) == ["hosting"])
        var removal = JobForm(try Self.form([("remove", "yes")]))
        job.interview.questions += job.interview.questions
        job.interview.questions[1].questionID = "q2"
        #expect(applyQuestion(&removal, 0, to: job).interview.anchors == nil)
        #expect(applyQuestion(&removal, 1, to: job).interview.anchors == job.interview.anchors)
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
