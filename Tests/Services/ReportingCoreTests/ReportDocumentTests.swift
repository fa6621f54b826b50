import Domain
import Events
import ReportingCore
import Testing

@Suite struct ReportDocumentTests {
    @Test func `85 is 100 minus 15 with one reason that names the missing point`() throws {
        let deduction = Deduction(points: 15, code: "topic-not-mentioned", subject: "老年用户", questionID: "q1")
        let work = RenderReport(
            scorecard: InterviewScored.samples[0],
            assessment: assess(
                [result("teamwork", 85, [deduction])], by: [DimensionWeight("teamwork", weight: 100)]),
            version: 1, compiledAt: .epoch)
        let document = ReportDocument(work, ReportMaterial(candidateName: "Ann", transcripts: [:]))
        let dimension = try #require(document.dimensions.first)
        #expect(dimension.score == 85)
        #expect(dimension.deductions.map(\.points) == [15])
        #expect(dimension.deductions.map(\.sentence) == ["Not shown: \"老年用户\""])
        #expect(dimension.deductions.map(\.questionNumber) == [1])
        #expect(dimension.level == .excellent)
    }

    @Test func `what a judge found stands with its quote and who found it`() throws {
        let scorecard = InterviewScored.samples[0]
        let work = RenderReport(
            scorecard: scorecard,
            assessment: assess([.sample], by: [DimensionWeight("teamwork", weight: 100)]), version: 1,
            compiledAt: .epoch)
        let words = "We talked. There was a quarrel at first. I found a middle way for all of them."
        let document = ReportDocument(
            work, ReportMaterial(candidateName: "Ann", transcripts: ["app-1.q1.1": words]))
        let proofs = document.dimensions.flatMap(\.evidence)
        #expect(Set(proofs.map(\.judge)) == [nil, "some-model"])
        let proof = try #require(proofs.first { $0.judge != nil })
        #expect(proof.subject == "compromise" && proof.quote != nil)
        #expect(document.answers.first?.notices?.map(\.code) == ["judge-answered"])
    }

    @Test func `what was seen of a face is told in words, and moves nothing`() throws {
        var scorecard = InterviewScored.samples[0]
        scorecard.plan.faceChannel = true
        func document(_ face: FaceObservation?, _ language: Language = .english) -> ReportDocument {
            scorecard.language = language
            let work = RenderReport(
                scorecard: scorecard, assessment: assess([.sample], by: [DimensionWeight("teamwork", weight: 100)]),
                version: 1, compiledAt: .epoch)
            return ReportDocument(
                work,
                ReportMaterial(
                    candidateName: "Ann", transcripts: [:], faces: face.map { ["app-1.q1.1": $0] } ?? [:]))
        }
        func seen(_ people: Int, _ confidence: Double = 0.95) -> FaceObservation {
            FaceObservation(
                lookCount: 120,
                seen: .init(
                    presence: 0.958, peopleCount: people, facingTenths: 8, turnedTenths: 2, raisedOrLoweredTenths: 0,
                    tiltedTenths: 1, confidence: confidence))
        }
        let plain = document(nil)
        let one = document(seen(1))
        #expect(
            one.answers[0].face?.sentences == [
                "A face was seen in 96 % of 120 looks", "one person",
                "facing the camera in about 8 of 10 looks (coarse, clearly seen)",
            ])
        #expect(
            document(seen(1, 0.5), .chinese).answers[0].face?.sentences == [
                "在 120 次查看中，96 % 看到人脸", "一个人", "每 10 次约 8 次朝向镜头（粗略，看得不清楚）",
            ])
        #expect(one.answers[0].notices == plain.answers[0].notices)
        let two = document(seen(2))
        #expect(two.answers[0].notices?.last?.code == "more-than-one-face")
        for other in [one, two] {
            #expect(other.composite == plain.composite && other.recommendation == plain.recommendation)
            #expect(other.reasons == plain.reasons && other.dimensions == plain.dimensions)
        }
        for silence in FaceObservation.Silence.allCases {
            for language in Language.allCases {
                let observation = FaceObservation(lookCount: 3, silence: silence)
                let said = document(observation, language).answers[0].face?.sentences
                #expect(said?.count == 1 && said?[0].contains("%") == false, "no number where too little was seen")
            }
        }
        #expect(plain.answers[0].face == nil && plain.asksForFaces == true)
    }

    @Test(arguments: [
        ("topic-not-mentioned", "成本" as String?, "未讲到“成本”", "Not shown: \"成本\""),
        ("speech-too-fast", "182", "语速过快（182）", "Spoke too fast (182)"),
        ("speech-too-fast", nil, "语速过快", "Spoke too fast"),
        ("never-heard-of", "x", "never-heard-of: x", "never-heard-of: x"),
        ("never-heard-of", nil, "never-heard-of", "never-heard-of"),
    ])
    func `what would have earned points has a sentence in both languages`(
        code: String, subject: String?, chinese: String, english: String
    ) {
        let deduction = Deduction(points: 1, code: code, subject: subject)
        #expect(Explanation.sentence(for: deduction, in: .chinese) == chinese)
        #expect(Explanation.sentence(for: deduction, in: .english) == english)
    }

    @Test func `a question that was not answered stands in the report with its reason`() {
        var scorecard = InterviewScored.samples[0]
        scorecard.answers = []
        let work = RenderReport(
            scorecard: scorecard, assessment: assess([], by: scorecard.plan.dimensions), version: 1, compiledAt: .epoch)
        let document = ReportDocument(work, ReportMaterial(candidateName: "Ann", transcripts: [:]))
        #expect(document.answers.map(\.reason?.code) == ["not-answered"])
        #expect(document.composite == nil && document.band == nil)
        #expect(document.dimensions.allSatisfy { $0.score == nil && $0.level == nil && $0.deductions.isEmpty })
    }

    @Test(arguments: [
        ("我们先听双方意见。后来达成一致，成本降低两成。结束。", "达成一致", Quote("后来", "达成一致", "，成本降低两成。")),
        (
            "I listened. We agreed on a plan in the end. Done", "agreed",
            Quote("We ", "agreed", " on a plan in the end.")
        ),
        ("agreed", "agreed", Quote("", "agreed", "")),
        (
            String(repeating: "甲", count: 60) + "乙" + String(repeating: "丙", count: 60), "乙",
            Quote("…" + String(repeating: "甲", count: 40), "乙", String(repeating: "丙", count: 40) + "…")
        ),
        ("𠮷野家的😀服务", "😀", Quote("𠮷野家的", "😀", "服务")),
    ])
    func `a quote is the sentence around the words`(transcript: String, words: String, expected: Quote) throws {
        let range = try #require(transcript.firstRange(of: words))
        let scalars = transcript.unicodeScalars
        let span = CharacterSpan(
            start: scalars.distance(from: scalars.startIndex, to: range.lowerBound),
            end: scalars.distance(from: scalars.startIndex, to: range.upperBound))
        #expect(quote(span, of: transcript) == expected)
    }

    @Test func `a span beyond the transcript has no quote`() {
        #expect(quote(CharacterSpan(start: 3, end: 9), of: "短") == nil)
        #expect(quote(CharacterSpan(start: 0, end: 0), of: "短") == nil)
    }

    @Test func `a cut never parts a Latin word`() throws {
        let text = "alpha bravo charlie delta echo foxtrot golf"
        let found = try #require(quote(CharacterSpan(start: 20, end: 25), of: text, charactersMax: 5))
        #expect(found == Quote("…", "delta", " echo…"))
    }
}

extension Quote {
    init(_ before: String, _ words: String, _ after: String) {
        self.init(before: before, words: words, after: after)
    }
}
