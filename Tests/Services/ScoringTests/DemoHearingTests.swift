import Domain
import Events
import Foundation
import ScoringCore
import Testing
import Vault
import VaultTesting

@testable import scoring

/// The demo's speakers, heard with the real engines and scored for the questions that they answer.
@Suite(.serialized) struct DemoHearingTests {
    @Test(
        arguments: [
            ("chen-performance", 0, "performance"), ("chen-teamwork", 0, "teamwork"),
            ("carter-incident", 1, "incident"),
            ("carter-teamwork", 1, "teamwork"), ("brooks-incident", 1, "incident"), ("brooks-teamwork", 1, "teamwork"),
        ])
    func `a speaker is heard without a doubt that would hold them`(name: String, job: Int, question: String)
        async throws
    {
        let test = try await TestVault()
        let asked = try #require(try Self.questions(job).first { $0.questionID.text == question })
        let work = ObserveAnswer(recorded: .samples[0], question: asked)
        try await test.vault.put(
            ListenerTests.recording(name), blob: work.recorded.blobID, of: work.recorded.candidateID,
            contentType: "video/webm")
        let listener = Listener(vault: test.vault, engines: try await ListenerTests.engines())
        guard case .observed(let observation) = try await listener.hear(work, .test) else {
            Issue.record("not heard")
            return
        }
        let hearing = try #require(observation.hearing)
        #expect(hearing.doubtfulMilliseconds == 0 && hearing.otherLanguageMilliseconds == 0)
        #expect(hearing.lostMilliseconds == 0 && hearing.unsureShare < 0.2)
        #expect(hearing.engine?.hasPrefix("whisper-base-q8_0 ") == true, "\(hearing.engine ?? "")")
        let result = scoreAnswer(observation, of: asked, answerID: "a")
        // Unsure words may be noticed in one answer, and decide nothing about the interview.
        #expect(result.outcome == .scored && Set(result.flags ?? []).isSubset(of: ["unsure-hearing"]))
        #expect(
            result.dimensions.allSatisfy { ($0.range?.hundredths ?? 0) < 2_000 }, "\(result.dimensions.map(\.range))")
    }

    private static func questions(_ job: Int) throws -> [Question] {
        struct Story: Decodable {
            struct Job: Decodable {
                struct Description: Decodable { let interview: InterviewTemplate }
                let job: Description
            }
            let jobs: [Job]
        }
        let story = ListenerTests.checkout.appending(path: "Tools/demo/story.json")
        return try JSONDecoder().decode(Story.self, from: Data(contentsOf: story)).jobs[job].job.interview.questions
    }
}
