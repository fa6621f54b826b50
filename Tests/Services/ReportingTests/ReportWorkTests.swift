import Documents
import Domain
import Events
import Flow
import Foundation
import JSON
import ReportingCore
import Testing
import Vault
import VaultTesting

@testable import reporting

/// The whole of one report against a real vault and the real PDF maker.
@Suite struct ReportWorkTests {
    static let spoken = "我先听了双方的意见，后来大家达成一致，成本降低了百分之二十。"

    static func work(_ language: Language) -> RenderReport {
        var card = InterviewScored.samples[0]
        card.language = language
        card.plan.questions[0].text = "请讲一次你化解冲突的经历。"
        card.plan.questions[0].language = .chinese
        card.plan.dimensions = [DimensionWeight("teamwork", weight: 100, minimum: 90)]
        card.answers = [AnswerResult.sample]
        var result = DimensionResult.sample
        result.evidence.removeLast()
        result.evidence[0].characters = CharacterSpan(start: 14, end: 18)
        result.evidence[0].time = TimeSpan(startMilliseconds: 90_000, endMilliseconds: 91_000)
        card.dimensions = [result]
        return RenderReport(
            scorecard: card, assessment: assess(card.dimensions, by: card.plan.dimensions), version: 1,
            compiledAt: .sample)
    }

    static func vault() async throws -> TestVault {
        let test = try await TestVault()
        let words = Transcript(language: .chinese, text: spoken, words: [])
        try await test.vault.put(
            fields: ["name": "王<小>明", "transcript.app-1.q1.1": String(decoding: JSON.encode(words), as: UTF8.self)],
            of: "cand-1")
        return test
    }

    @Test(arguments: Language.allCases)
    func `the three documents lie in the vault, with the quote and its time`(language: Language) async throws {
        let test = try await Self.vault()
        let activity = try ReportWork(vault: test.vault, tools: DocumentTools())
        let documents = try await activity.render(Self.work(language), .test)
        func bytes(_ blob: BlobID) async throws -> [UInt8] {
            try await test.vault.blob(blob, of: "cand-1", purpose: "test")
        }
        let document = try JSON.decode(ReportDocument.self, from: try await bytes(documents.json))
        #expect(document.candidateName == "王<小>明")
        #expect(document.composite == 85)
        #expect(document.dimensions[0].evidence[0].quote?.words == "达成一致")
        let html = String(decoding: try await bytes(documents.html), as: UTF8.self)
        #expect(html.contains("王&lt;小&gt;明"))
        #expect(html.contains("<mark>达成一致</mark>"))
        let pdf = PDF(bytes: try await bytes(documents.pdf))
        let text = try await pdf.text(with: DocumentTools()).filter { !$0.isWhitespace }
        for words in ["王<小>明", Self.spoken, "1:30", "85", language == .chinese ? "不推荐" : "Notrecommended"] {
            #expect(text.contains(words), "\(words)")
        }
        // Between what the score lies without the words that were heard unsurely.
        #expect(text.contains(language == .chinese ? "不算与算，得分为83–85" : "heardunsurely:83–85"))
        #expect(text.contains(language == .chinese ? "团队合作·85（83–85）" : "Teamwork·85(83–85)"))
        // Listening was the missing point, and 15 points went with it.
        #expect(text.contains(language == .chinese ? "15第1题未讲到“listening”" : "15Q1Notshown:\"listening\""))
    }

    @Test(arguments: Language.allCases)
    func `what was seen of a face stands in the documents until it is to be forgotten`(language: Language) async throws
    {
        let test = try await Self.vault()
        let activity = try ReportWork(vault: test.vault, tools: DocumentTools())
        var work = Self.work(language)
        work.scorecard.plan.faceChannel = true
        let face = FaceObservation(
            lookCount: 60,
            seen: .init(
                presence: 1, peopleCount: 2, facingTenths: 9, turnedTenths: 1, raisedOrLoweredTenths: 0,
                tiltedTenths: 0,
                confidence: 1))
        try await test.vault.put(
            String(decoding: JSON.encode(face), as: UTF8.self), field: "transcript.app-1.q1.1.face", of: "cand-1")
        let documents = try await activity.render(work, .test)
        func page(_ documents: ReportCompiled.ReportDocuments) async throws -> String {
            String(decoding: try await test.vault.blob(documents.html, of: "cand-1", purpose: "test"), as: UTF8.self)
        }
        let told = try await page(documents)
        let expected = [
            Language.chinese: ["60 次查看", "2 张人脸", "画面中的人脸只作说明"],
            .english: ["60 looks", "2 faces", "no score is"],
        ]
        for words in expected[language] ?? [] {
            #expect(told.contains(words), "\(words)")
        }
        #expect(!told.contains("It does not look at face,") && !told.contains("不分析面部表情、情绪或外貌；评分"))
        try await test.vault.forgetFaces(of: "app-1", "cand-1")
        _ = try await activity.forget(ForgetDocuments(work.scorecard, [1]), .test)
        for blob in [documents.json, documents.html, documents.pdf] {
            #expect(try await test.vault.describe(blob) == nil)
        }
        work.version = 2
        let anew = try await page(try await activity.render(work, .test))
        #expect(!anew.contains(language == .chinese ? "次查看" : "looks"))
        // Doing it again deletes nothing that stands.
        _ = try await activity.forget(ForgetDocuments(work.scorecard, [1]), .test)
        #expect(try await page(try await activity.render(work, .test)) == anew)
    }

    @Test func `a second run changes nothing`() async throws {
        let test = try await Self.vault()
        let activity = try ReportWork(vault: test.vault, tools: DocumentTools())
        let first = try await activity.render(Self.work(.chinese), .test)
        try await test.vault.put("另一个名字", field: "name", of: "cand-1")
        #expect(try await activity.render(Self.work(.chinese), .test) == first)
        let json = try await test.vault.blob(first.json, of: "cand-1", purpose: "test")
        #expect(try JSON.decode(ReportDocument.self, from: json).candidateName == "王<小>明")
    }

    @Test func `an erased candidate has no report, and it is not tried again`() async throws {
        let test = try await Self.vault()
        let activity = try ReportWork(vault: test.vault, tools: DocumentTools())
        try await test.vault.erase("cand-1", purpose: "test")
        let error = await #expect(throws: VaultError.self) { try await activity.render(Self.work(.chinese), .test) }
        #expect(error?.kind == .input)
    }
}

extension ActivityContext {
    static let test = ActivityContext(
        id: EventID.outsider(source: "test", id: "1"), key: "app-1", attempt: 1,
        cause: .stimulus("test", now: .sample))
}
