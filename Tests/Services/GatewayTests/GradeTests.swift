import Crypto
import Domain
import Events
import Foundation
import GatewayCore
import HTTP
import JSON
import Testing
import Vault

@testable import gateway

/// What the employer's people think of answers, and what the ATS knows from elsewhere.
struct GradeTests {
    /// An interview with one answer, in writing as far as the gateway can tell.
    private func house(_ weights: [DimensionWeight]? = nil) async throws -> House {
        let house = try await House()
        var invited = InterviewInvited.samples[0]
        invited.plan.questions[0].kind = .text
        if let weights { invited.plan.dimensions = weights }
        invited.expiresAt = Instant.sample.advanced(byDays: 7)
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.when(invited)
        let candidate = try await Caller.candidate(.interview, house)
        _ = try await candidate.post("/v1/candidate/consents", #"{"purposes":["recording","ai-assessment"]}"#)
        _ = try await candidate.post("/v1/candidate/start", "{}")
        let answer = #"{"text":"I listened to both sides and then we agreed on a plan."}"#
        #expect(try await candidate.post("/v1/candidate/questions/q1/written-answer", answer).status < 300)
        return house
    }

    private let grades = "/v1/applications/app-1/answers/app-1.q1.1/grades"

    @Test func `a grade is a fact without words, and a later one of the same person corrects it`() async throws {
        let house = try await house()
        let hr = try Caller.staff("hr", house)
        let first = try await hr.post(
            grades, #"{"dimension":"teamwork","level":2,"words":"Says we and never I."}"#, key: "a")
        #expect(first.status == 202)
        #expect(
            try await hr.post(
                grades, #"{"dimension":"teamwork","level":2,"words":"Says we and never I."}"#, key: "a"
            ).headers["Idempotent-Replay"] == "true")
        #expect(
            try await hr.post(grades, #"{"dimension":"teamwork","level":4,"words":"Heard it again."}"#).status == 202)
        let facts = await house.emitted(AnswerGraded.self)
        #expect(facts.map(\.level) == [2, 4] && facts.allSatisfy { $0.gradedBy == "hr-1" && $0.hasWords })
        let list = try await hr.get("/v1/applications/app-1/grades")
        #expect(list.json["items"]?.array?.count == 1)
        #expect(list.json["items"]?[0]?["grade"]?["level"]?.integer == 4)
        #expect(list.json["items"]?[0]?["words"]?.string == "Heard it again.")
        let ledger = try await house.ledgerText
        #expect(!ledger.contains("never I") && !ledger.contains("Heard it again"))
        for fact in facts { try await house.when(fact) }
        let timeline = try await hr.get("/v1/applications/app-1/timeline")
        let shown = timeline.json["items"]?.array?.filter { $0["what"]?.string == "answer-graded" } ?? []
        #expect(shown.count == 2 && shown.allSatisfy { $0["details"]?["level"] == nil }, "nobody is swayed")
    }

    @Test func `interviewers grade too and see their own grades alone`() async throws {
        let house = try await house()
        let (hr, interviewer) = (try Caller.staff("hr", house), try Caller.staff("interviewer", house))
        _ = try await hr.post(grades, #"{"dimension":"teamwork","level":1}"#)
        #expect(try await interviewer.post(grades, #"{"dimension":"teamwork","level":5}"#).status == 202)
        let own = try await interviewer.get("/v1/applications/app-1/grades")
        #expect(own.json["items"]?.array?.map { $0["grade"]?["gradedBy"]?.string } == ["interviewer-1"])
        #expect(try await hr.get("/v1/applications/app-1/grades").json["items"]?.array?.count == 2)
        #expect(try await interviewer.get("/v1/applications").status == 403)
        #expect(try await Caller.staff("ats", house).post(grades, "{}").status == 403)
    }

    @Test(arguments: [
        ("app-1.q1.1", #"{"dimension":"teamwork","level":6}"#, 422, "malformed-level"),
        ("app-1.q1.1", #"{"dimension":"teamwork","level":-1}"#, 422, "malformed-level"),
        ("app-1.q1.1", #"{"dimension":"leadership","level":3}"#, 422, "no-such-dimension"),
        // How somebody speaks does not show in what is written.
        ("app-1.q1.1", #"{"dimension":"communication","level":3}"#, 422, "no-such-dimension"),
        ("app-1.q1.9", #"{"dimension":"teamwork","level":3}"#, 404, "no-answer"),
        ("app-2.q1.1", #"{"dimension":"teamwork","level":3}"#, 404, "no-answer"),
        ("app-1.q1.1", #"{"dimension":"teamwork","level":3.5}"#, 400, "malformed-body"),
        ("app-1.q1.1", #"{"dimension":"teamwork"}"#, 400, "malformed-body"),
    ])
    func `a grade of nothing, or of no level, is refused`(
        answer: String, body: String, status: Int, code: String
    ) async throws {
        let house = try await house()
        let refused = try await Caller.staff("hr", house).post("/v1/applications/app-1/answers/\(answer)/grades", body)
        #expect(refused.status == status && refused.code == code)
        #expect(await house.emitted(AnswerGraded.self).isEmpty)
    }

    @Test func `what people thought of a candidate goes with the candidate`() async throws {
        let house = try await house()
        let hr = try Caller.staff("hr", house)
        _ = try await hr.post(grades, #"{"dimension":"teamwork","level":3,"words":"Fine."}"#)
        #expect(try await hr.post("/v1/candidates/cand-1/erasures", #"{"reason":"asked-for"}"#).status == 202)
        try await house.when(CandidateErased(applicationID: "app-1", candidateID: "cand-1", erasedAt: .sample))
        #expect(try await house.state(GradeSheet.self, "app-1")?.grades.isEmpty == true)
        #expect(try await hr.post(grades, #"{"dimension":"teamwork","level":3}"#).status == 410)
        #expect(try await hr.get("/v1/applications/app-1/grades").json["items"]?.array?.isEmpty == true)
    }

    @Test func `what was measured elsewhere is taken where the job takes it from outside`() async throws {
        let house = try await house([
            DimensionWeight("teamwork", weight: 80), DimensionWeight("sales", weight: 20, isOutside: true),
        ])
        let ats = try Caller.staff("ats", house)
        let path = "/v1/applications/app-1/measures"
        let body = #"{"dimension":"sales","score":82.5,"source":"past-results","measuredOn":"2026-06-30"}"#
        #expect(try await ats.post(path, body, key: "m").status == 202)
        #expect(try await ats.post(path, body, key: "m").headers["Idempotent-Replay"] == "true")
        let facts = await house.emitted(OutsideMeasured.self)
        #expect(facts.map(\.score) == [82.5] && facts.map(\.reportedBy) == ["ats-1"])
        for (wrong, code) in [
            (body.replacing("sales", with: "teamwork"), "no-such-dimension"),
            (body.replacing("past-results", with: "Li Wei sold much"), "malformed-source"),
            (body.replacing("82.5", with: "101"), "malformed-body"),
            (body.replacing("06-30", with: "06-31"), "malformed-body"),
        ] {
            #expect(try await ats.post(path, wrong).code == code, "\(wrong)")
        }
    }

    @Test func `HR has everybody of a job scored anew, with a reason`() async throws {
        let house = try await House()
        try await house.when(JobOpened.samples[0])
        let hr = try Caller.staff("hr", house)
        #expect(try await hr.post("/v1/jobs/job-1/rescorings", #"{"reason":"rubric-changed"}"#).status == 202)
        #expect(await house.emitted(RescoringRequested.self).map(\.requestedBy) == ["hr-1"])
        #expect(try await hr.post("/v1/jobs/job-9/rescorings", #"{"reason":"x"}"#).code == "no-job")
        #expect(try await hr.post("/v1/jobs/job-1/rescorings", #"{"reason":"Because."}"#).code == "malformed-reason")
    }

    @Test func `a percentile is told with how many there are, and not among few`() async throws {
        let house = try await House()
        let hr = try Caller.staff("hr", house)
        func report(_ number: Int, _ composite: Score?) async throws {
            var (admitted, report) = (ApplicationAdmitted.samples[0], ReportCompiled.samples[0])
            admitted.applicationID = try ApplicationID("app-\(number)")
            report.applicationID = admitted.applicationID
            report.composite = composite
            try await house.when(admitted)
            try await house.when(report)
        }
        for number in 1..<Standing.countMin {
            try await report(number, Score(clamping: Double(number <= 4 ? 50 : 50 + number)))
        }
        let few = try await hr.get("/v1/applications/app-1/standing")
        #expect(few.json["percentile"] == nil && few.json["reason"]?.string == "too-few")
        #expect(few.json["count"]?.integer == Int64(Standing.countMin - 1))
        try await report(Standing.countMin, 100)
        // Four share the lowest places: the middle of them is 2 of 20.
        for number in [1, 4] {
            let shared = try await hr.get("/v1/applications/app-\(number)/standing")
            #expect(shared.json["percentile"]?.double == 10 && shared.json["count"]?.integer == 20)
        }
        #expect(try await hr.get("/v1/applications/app-20/standing").json["percentile"]?.double == 97.5)
        try await report(99, nil)
        #expect(try await hr.get("/v1/applications/app-99/standing").status == 404)
    }

    @Test func `HR reads how far machine and people agree, in numbers and in words`() async throws {
        let house = try await House()
        let hr = try Caller.staff("hr", house)
        #expect(try await hr.get("/v1/jobs/job-1/agreement").status == 404)
        try await house.when(JobOpened.samples[0])
        let none = try await hr.get("/v1/jobs/job-1/agreement")
        #expect(none.json["report"]?["zh"]?[0]?.string == "还没有人工评分。")
        try await house.when(HeadsTrained.samples[0])
        var older = AgreementMeasured.samples[0]
        older.measuredAt = older.measuredAt.advanced(byDays: -1)
        older.agreements = []
        try await house.when(AgreementMeasured.samples[0])
        try await house.when(older)
        let shown = try await hr.get("/v1/jobs/job-1/agreement")
        #expect(shown.json["agreements"]?[0]?["correlation"]?["value"]?.double == 0.61)
        #expect(
            shown.json["report"]?["en"]?.array?.map(\.string) == [
                "Teamwork, machine and people (24 answers, 1 more could not be compared): ICC(2,1) 0.61 [0.28, 0.81], "
                    + "quadratically weighted kappa 0.60 [0.33, 0.87].",
                "Teamwork, all 2 graders (0 answers, 24 more could not be compared): not everybody graded every answer, so "
                    + "there is no number.",
                "Question q1, Teamwork: learned from 24 graded answers (55 % of the score); people grade otherwise by about "
                    + "9.5 points, by 14.25 before.",
            ])
        #expect(
            shown.json["report"]?["zh"]?[0]?.string
                == "团队合作，机器与人工（24 份回答，另有 1 份无法比较）：组内相关 ICC(2,1) 0.61 [0.28, 0.81]，二次加权 κ 0.60 [0.33, 0.87]。")
    }
}
