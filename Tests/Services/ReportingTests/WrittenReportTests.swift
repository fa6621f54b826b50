import Documents
import Domain
import Events
import JSON
import ReportingCore
import Testing
import Vault
import VaultTesting

@testable import reporting

@Suite struct WrittenReportTests {
    private static let program = "for n in range(3):\n    print(n < 2)"

    private static func work(_ language: Language) -> RenderReport {
        var card = InterviewScored.samples[0]
        card.language = language
        card.plan.questions = [.textSample, .codeSample]
        card.plan.dimensions = [DimensionWeight("teamwork", weight: 100)]
        var text = AnswerResult.sample
        text.questionID = "q2"
        text.answerID = "app-1.q2.1"
        text.observation = nil
        text.written = WrittenObservation(form: .text, wordCount: 7, relevance: 0.4)
        card.answers = [text, .codeSample]
        var result = AnswerResult.codeSample.dimensions[0]
        result.evidence = [
            Evidence(
                kind: "topic", subject: "listening", questionID: "q2", answerID: "app-1.q2.1",
                characters: CharacterSpan(start: 2, end: 10), time: TimeSpan(startMilliseconds: 0, endMilliseconds: 0))
        ]
        card.dimensions = [result]
        return RenderReport(
            scorecard: card, assessment: assess(card.dimensions, by: card.plan.dimensions), version: 1,
            compiledAt: .sample)
    }

    @Test(arguments: Language.allCases)
    func `a report shows what was written, and measures nothing of speech`(language: Language) async throws {
        let test = try await TestVault()
        func sealed(_ text: String) throws -> String {
            String(decoding: try JSON.encode(Transcript(language: .english, text: text, words: [])), as: UTF8.self)
        }
        try await test.vault.put(
            fields: [
                "name": "Ann", "transcript.app-1.q2.1": try sealed("I listened to both of them there."),
                "transcript.app-1.q3.1": try sealed(Self.program),
            ], of: "cand-1")
        let activity = try ReportWork(vault: test.vault, tools: DocumentTools())
        let documents = try await activity.render(Self.work(language), .test)
        func bytes(_ blob: BlobID) async throws -> [UInt8] {
            try await test.vault.blob(blob, of: "cand-1", purpose: "test")
        }
        let html = String(decoding: try await bytes(documents.html), as: UTF8.self)
        let pdf = try await PDF(bytes: try await bytes(documents.pdf)).text(with: DocumentTools())
        #expect(html.contains("<pre class=\"code\">for n in range(3):\n    print(n &lt; 2)</pre>"))
        #expect(html.contains("<mark>listened</mark>") && !html.contains("0:00"))
        let words =
            language == .chinese
            ? ["程序（C++）", "通过隐藏用例 1/2", "用例 2：结果错误 (20 ms)", "隐藏用例结果错误（1/2）", "7 词"]
            : [
                "Program in C++", "1 of 2 hidden examples passed", "example 2: wrong answer (20 ms)",
                "Wrote a wrong answer to hidden examples (1/2)", "7 words",
            ]
        for sentence in words {
            #expect(html.contains(sentence), "\(sentence)")
            #expect(pdf.filter { !$0.isWhitespace }.contains(sentence.filter { !$0.isWhitespace }), "\(sentence)")
        }
        for spoken in ["pause", "停顿", "speech 0", "有效发言"] { #expect(!html.contains(spoken), "\(spoken)") }
        // What the examples hold is in no document.
        let json = String(decoding: try await bytes(documents.json), as: UTF8.self)
        for secret in ["40 2", "-1 1"] { #expect(!html.contains(secret) && !json.contains(secret)) }
    }

    @Test func `every verdict and every reason that a written answer has no score is said in words`() {
        for code in ["nothing-written", "text-too-short", "code-not-judged", "judge-failed", "answer-absent"] {
            for language in Language.allCases { #expect(Explanation.unusable(code, in: language) != code) }
        }
        for verdict in CodeVerdict.allCases where verdict != .passed {
            let deduction = Deduction(points: 1, code: "program-\(verdict.rawValue)", subject: "1/2")
            #expect(Explanation.sentence(for: deduction, in: .english).hasSuffix("(1/2)"))
            #expect(!Explanation.sentence(for: deduction, in: .english).contains("program-"))
        }
    }
}
