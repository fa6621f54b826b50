import Domain
import Events
import Flow
import Foundation
import GatewayCore
import HTTP
import JSON
import Testing
import Vault

@testable import gateway

struct WritingTests {
    private static let program = "print(sum(map(int, input().split())))"
    private static let path = "/v1/candidate/questions"

    private static func body(_ text: String, _ language: CodeLanguage? = nil) throws -> String {
        String(decoding: try JSON.encode(Draft(text: text, codeLanguage: language)), as: UTF8.self)
    }

    private func put(_ caller: Caller, _ question: String, _ text: String) async throws -> Caller.Answer {
        try await caller.call(
            .put, "\(Self.path)/\(question)/draft", headers: ["Content-Type": "application/json"],
            body: Array(try Self.body(text).utf8))
    }

    @Test func `a draft is kept in the vault alone, and read on another page`() async throws {
        let house = try await House()
        let caller = try await house.interviewed([.textSample, .codeSample])
        #expect(try await caller.get("\(Self.path)/q2/draft").json["text"]?.string == "")
        let saved = try await put(caller, "q2", "I listened, didn't I.")
        #expect(saved.status == 200 && saved.json["wordCount"]?.integer == 4)
        #expect(saved.json["wordCountMax"]?.integer == 200)
        #expect(try await put(caller, "q2", "I listened to both.").status == 200)
        #expect(try await caller.get("\(Self.path)/q2/draft").json["text"]?.string == "I listened to both.")
        #expect(await house.emitted(AnswerWritten.self).isEmpty)
        let names = try await house.vault.fields(["transcript.app-1.q2.draft"], of: "cand-1", purpose: "test")
        #expect(names.count == 1)
        try await house.vault.forgetRecordings(of: "app-1", "cand-1")
        #expect(try await caller.get("\(Self.path)/q2/draft").json["text"]?.string == "")
    }

    @Test func `an answer is handed in once, however often it is sent`() async throws {
        let house = try await House()
        let caller = try await house.interviewed([.textSample, .codeSample])
        let target = "\(Self.path)/q2/written-answer"
        #expect(try await caller.post(target, try Self.body(" … ")).code == "nothing-written")
        let long = Array(repeating: "word", count: 201).joined(separator: " ")
        #expect(try await caller.post(target, try Self.body(long)).code == "too-long")
        let first = try await caller.post(target, try Self.body("I listened to both sides."), key: "k")
        #expect(first.status == 200)
        #expect(first.json["answers"]?[0]?["answerID"]?.string == "app-1.q2.1")
        let again = try await caller.post(target, try Self.body("I listened to both sides."), key: "k")
        #expect(again.status == 200 && again.headers["Idempotent-Replay"] == "true")
        let facts = await house.emitted(AnswerWritten.self)
        #expect(facts.count == 1)
        let words = try await house.vault.field(
            "transcript.\(facts[0].textID.text)", of: "cand-1", purpose: "test")
        let kept = try JSON.decode(Transcript.self, from: Array(try #require(words).utf8))
        #expect(kept.text == "I listened to both sides.")
        #expect(try !String(decoding: JSON.encode(facts[0]), as: UTF8.self).contains("listened"))
    }

    @Test func `a run is asked for, and its result is read with what the program said`() async throws {
        let house = try await House()
        let caller = try await house.interviewed([.textSample, .codeSample])
        #expect(try await caller.post("\(Self.path)/q3/runs", try Self.body("x")).code == "malformed-language")
        let begun = try await caller.post("\(Self.path)/q3/runs", try Self.body(Self.program, .python))
        #expect(begun.status == 202 && begun.json["number"]?.integer == 1)
        let target = "\(Self.path)/q3/runs/1"
        #expect(try await caller.get(target).json["isDone"] == .bool(false))
        let asked = try #require(await house.emitted(CodeRunRequested.self).first)
        let said = ProgramWords(complaint: nil, said: ["3\n"])
        try await house.vault.put(
            String(decoding: try JSON.encode(said), as: UTF8.self), field: "transcript.\(asked.runID.text).said",
            of: "cand-1")
        try await house.when(
            CodeJudged(
                applicationID: "app-1", questionID: "q3", runID: asked.runID, reason: nil,
                examples: [ExampleResult(number: 1, verdict: .passed, milliseconds: 21)], judgedAt: .sample))
        let done = try await caller.get(target)
        #expect(done.json["isDone"] == .bool(true))
        #expect(done.json["examples"]?[0]?["verdict"]?.string == "passed")
        #expect(done.json["said"]?[0]?.string == "3\n")
        #expect(try await caller.get("\(Self.path)/q3/runs/2").status == 404)
    }

    @Test func `hidden examples, topics and reference answers reach no candidate`() async throws {
        let house = try await House()
        let caller = try await house.interviewed([.textSample, .codeSample])
        let session = try await caller.get("/v1/candidate/session")
        let text = String(decoding: session.bytes, as: UTF8.self)
        #expect(session.json["questions"]?[1]?["code"]?["openExamples"]?[0]?["output"]?.string == "3\n")
        #expect(session.json["questions"]?[1]?["code"]?["hiddenExampleCount"]?.integer == 2)
        for secret in ["hiddenExamples\"", "40 2", "42\\n", "both sides", "referenceAnswer", "topics"] {
            #expect(!text.contains(secret), "\(secret)")
        }
    }

    @Test func `a job may ask for programs only where they are run`() async throws {
        let house = try await House()
        var job = JobDescription.sample
        job.interview.questions = [.sample, .codeSample]
        let body = String(decoding: try JSON.encode(OpenJob(jobID: "job-9", job: job)), as: UTF8.self)
        let staff = try Caller.staff("hr", house)
        #expect(try await staff.post("/v1/jobs", body).code == "code-not-judged")
    }
}
