import Crypto
import Domain
import Events
import GatewayCore
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

    @Test func `every level of every rubric says in both languages what it asks for`() {
        let rubrics = RubricLevels.all(in: String(decoding: PackageResources.rubrics_txt, as: UTF8.self))
        #expect(rubrics.count > 5 && rubrics.contains { $0.dimension == "communication" })
        for rubric in rubrics {
            #expect(rubric.levels.count == AnswerGraded.levelMax + 1)
            #expect(rubric.levels.allSatisfy { !$0.chinese.isEmpty && !$0.english.isEmpty }, "\(rubric.dimension)")
        }
        #expect(rubrics.levels(of: "charm") == rubrics.levels(of: "problem-solving"))
    }
}
