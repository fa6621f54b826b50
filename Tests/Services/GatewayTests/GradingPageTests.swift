import Crypto
import Domain
import Events
import GatewayCore
import Openings
import Testing

@testable import gateway

/// A person judges answers on the console, before anything of the machine's is shown.
struct GradingPageTests {
    private func house() async throws -> House {
        let house = try await House()
        var invited = InterviewInvited.samples[0]
        invited.plan.questions[0].kind = .text
        invited.expiresAt = Instant.sample.advanced(byDays: 7)
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.when(invited)
        let candidate = try await Caller.candidate(.interview, house)
        _ = try await candidate.post("/v1/candidate/consents", #"{"purposes":["recording","ai-assessment"]}"#)
        _ = try await candidate.post("/v1/candidate/start", "{}")
        let answer = #"{"text":"I listened to both sides and then we agreed on a plan."}"#
        #expect(try await candidate.post("/v1/candidate/questions/q1/written-answer", answer).status < 300)
        try await house.when(AnswerScored(applicationID: "app-1", answer: .sample))
        return house
    }

    private let page = "/hr/applications/app-1/grading?language=en"
    private let form = "/hr/applications/app-1/answers/app-1.q1.1/grading"

    @Test func `the machine's score and the grades of others show after one has graded, and not before`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let wang = try await Staff.enter(.hr, as: "wang", house, port: port)
            _ = try await wang.send(form, [("dimension", "teamwork"), ("level", "2"), ("words", "says we, never I")])
            let before = try await lin.browser.open(page)
            #expect(before.status == 200 && before.text.contains("data-do=\"grade\""))
            #expect(!before.text.contains("data-part=\"machine\"") && !before.text.contains("wang"))
            #expect(!before.text.contains("never I"))
            let after = try await lin.send(form, [("dimension", "teamwork"), ("level", "4"), ("words", "both sides")])
            #expect(after.status == 200)
            for text in [
                "You gave level 4.", "s score: 85", "wang gave level 2: says we, never I", "both sides",
            ] {
                #expect(after.text.contains(text), "\(text)")
            }
            #expect(await house.emitted(AnswerGraded.self).map(\.level) == [2, 4])
        }
    }

    @Test func `an interviewer sees neither the machine's score nor the grades of others`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            _ = try await lin.send(form, [("dimension", "teamwork"), ("level", "1")])
            let ines = try await Staff.enter(.interviewer, as: "ines", house, port: port)
            let after = try await ines.send(form, [("dimension", "teamwork"), ("level", "5")])
            #expect(after.text.contains("level 5") || after.text.contains("5 级"))
            #expect(!after.text.contains("data-part=\"machine\"") && !after.text.contains("lin gave"))
        }
    }

    @Test func `a level or a dimension that there is not grades nothing`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            for fields in [[("dimension", "charm"), ("level", "3")], [("dimension", "teamwork"), ("level", "6")]] {
                #expect(try await lin.send(form, fields).status >= 400)
            }
            #expect(await house.emitted(AnswerGraded.self).isEmpty)
        }
    }

    @Test func `every level of every rubric says in both languages what it asks for`() throws {
        let rubrics = BuiltInRubrics(String(decoding: PackageResources.rubrics_txt, as: UTF8.self))
        #expect(rubrics.all.count == 11 && rubrics.of("communication") != nil)
        for rubric in rubrics.all {
            let levels = try #require(rubric.levels)
            #expect(levels.count == AnswerGraded.levelMax + 1)
            let texts = levels.flatMap { [$0.zh, $0.en] }
            #expect(texts.allSatisfy { $0?.isEmpty == false }, "\(rubric.dimension)")
            #expect(rubrics.name(of: rubric.dimension, in: .chinese) != rubric.dimension)
        }
        let charm = JudgedBy("charm", nil, rubrics)
        #expect(charm.levels == rubrics.of("problem-solving")?.levels && charm.borrowedFrom == "problem-solving")
        #expect(charm.levelsOrigin == .borrowed && JudgedBy("teamwork", nil, rubrics).borrowedFrom == nil)
        let own = JudgedBy("service", .sample, rubrics)
        #expect(own.levelsOrigin == .own && own.criteria == DimensionRubric.sample.criteria)
        let half = JudgedBy("service", DimensionRubric("service", criteria: [.sample], source: "-"), rubrics)
        #expect(half.criteriaOrigin == .own && half.levelsOrigin == .borrowed && half.borrowedFrom != nil)
    }

    /// Whoever copies a built-in rubric can save it as it is.
    @Test func `every built-in rubric passes the check of openings as one of the employer's own`() {
        let rubrics = BuiltInRubrics(String(decoding: PackageResources.rubrics_txt, as: UTF8.self))
        for rubric in rubrics.all {
            for language in Language.allCases {
                var job = JobDescription.rubricSample
                job.interview.questions[0].language = language
                job.interview.questions[0].competency = rubric.dimension
                job.interview.anchors = nil
                job.interview.rubrics = [rubric]
                job.interview.dimensions = [DimensionWeight(rubric.dimension, weight: 100)]
                let findings = checkOpening(job).filter { $0.place.hasPrefix("/interview") }
                #expect(findings.map { $0.words(in: .english) } == [], "\(rubric.dimension)")
            }
        }
    }

    @Test
    func `a dimension of the employer's own says by what it is judged, and anchor answers stand beside its levels`()
        async throws
    {
        let house = try await House()
        let words = "A guest waited and I told nobody."
        var job = JobDescription.rubricSample
        job.interview.rubrics = nil
        job.interview.anchors = [QuestionAnchors("q1", answers: [AnchorAnswer(level: 1, words)])]
        try await house.when(JobOpened(jobID: "job-1", job: job))
        var invited = InterviewInvited.samples[0]
        invited.plan.questions = job.interview.questions
        invited.plan.questions[0].kind = .text
        invited.expiresAt = Instant.sample.advanced(byDays: 7)
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.when(invited)
        let candidate = try await Caller.candidate(.interview, house)
        _ = try await candidate.post("/v1/candidate/consents", #"{"purposes":["recording","ai-assessment"]}"#)
        _ = try await candidate.post("/v1/candidate/start", "{}")
        let answer = #"{"text":"I asked the guest what she needed and then I moved her."}"#
        #expect(try await candidate.post("/v1/candidate/questions/q1/written-answer", answer).status < 300)
        try await CandidateDoorTests.open(house) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let borrowed = try await lin.browser.open(page)
            #expect(borrowed.text.contains("has no rubric of its own"))
            #expect(borrowed.text.contains(words) && borrowed.text.contains("Anchor answers (1)"))
            job.interview.rubrics = [.sample]
            try await house.when(JobRevised(jobID: "job-1", job: job))
            let own = try await lin.browser.open(page)
            #expect(!own.text.contains("has no rubric of its own") && own.text.contains("Level 3"))
            #expect(own.text.contains("asked what the guest needs (40 points)"))
        }
    }
}
