import Domain
import Events
import Testing

@testable import ScoringCore

/// What was not heard as it was said costs nobody a point: a person looks.
@Suite struct HearingTests {
    private func heard(
        _ text: String, _ question: Question = Sample.question, unsure: Set<String> = [],
        doubts: HearingDoubts = HearingDoubts()
    ) -> Heard {
        var heard = Sample.heard(text, question.language, of: question)
        let scalars = Array(text.unicodeScalars)
        heard.transcript.words = heard.transcript.words.map { word in
            var word = word
            var said = String.UnicodeScalarView()
            said.append(contentsOf: scalars[word.start..<word.end])
            if unsure.contains(String(said)) { word.probability = 0.3 }
            return word
        }
        heard.doubts = doubts
        return heard
    }

    private func score(_ heard: Heard, _ question: Question = Sample.question) -> AnswerResult {
        scoreAnswer(measure(heard, of: question), of: question, answerID: "a1")
    }

    @Test func `an answer that was heard surely has no range and no flag`() {
        let result = score(heard(Sample.strong))
        #expect(result.dimensions.allSatisfy { $0.range == nil } && result.flags == nil)
        #expect(result.observation?.unsureShare == 0 && result.observation?.spokenLanguage == .english)
    }

    @Test func `unsure words make a range from what is sure to what was heard, and a person looks`() {
        let sure = score(heard(Sample.strong)).score("problem-solving")!
        let result = score(heard(Sample.strong, unsure: ["rolled", "logs", "investigated", "fixed"]))
        let content = result.dimensions[0]
        // An accent takes no point: the score is that of what was heard.
        #expect(content.score == sure && content.range?.high == sure)
        #expect(content.range!.low.points <= sure.points - 5)
        #expect(result.flags == ["unsure-hearing"])
        #expect(result.observation!.unsureShare! > 0)
    }

    @Test func `a word of which one is unsure may also be the one that denies`() {
        let text =
            "Last year a customer called because of an outage. I did not look at the logs for two hours in March."
        let range = score(heard(text, unsure: ["not"])).dimensions[0].range
        #expect(range != nil && range!.high > score(heard(text)).dimensions[0].score!)
    }

    @Test func `unsure words that decide nothing are no reason to hold anybody`() {
        let result = score(heard(Sample.strong, unsure: ["payment", "colleagues"]))
        #expect(result.flags == nil && result.dimensions[0].range == nil)
    }

    @Test func `half of an answer heard unsurely is scored, and no cliff lies in between`() {
        // The mean falls below one half on the way; nothing happens there.
        let words = Sample.strong.split(separator: " ").map { $0.filter(\.isLetter) }
        var widths: [Int] = []
        for count in stride(from: 0, through: words.count * 3 / 4, by: 8) {
            let result = score(heard(Sample.strong, unsure: Set(words.prefix(count).map { String($0) })))
            #expect(result.outcome == .scored)
            widths.append(result.dimensions[0].range?.hundredths ?? 0)
        }
        #expect(widths == widths.sorted() && widths.last! > 2_000)
    }

    @Test func `when fewer words are sure than an answer has, there is no number`() {
        let words = Set(
            Sample.strong.split(separator: " ").dropFirst(4).map { String($0.filter { $0.isLetter || $0.isNumber }) })
        let result = score(heard(Sample.strong, unsure: words))
        #expect(result.outcome == .insufficient && result.reason == "recognition-unsure")
    }

    @Test(
        arguments: [
            (HearingDoubts(doubtfulMilliseconds: 4_000), ["doubtful-hearing"]),
            (HearingDoubts(otherLanguageMilliseconds: 4_000), ["other-language"]),
            (HearingDoubts(lostMilliseconds: 2_000), ["recording-gap"]),
            (HearingDoubts(missingPartCount: 1), ["recording-gap"]),
            (HearingDoubts(doubtfulMilliseconds: 300, lostMilliseconds: 600), nil),
        ] as [(HearingDoubts, [String]?)])
    func `what was not heard is named and takes no point`(doubts: HearingDoubts, flags: [String]?) {
        let result = score(heard(Sample.strong, doubts: doubts))
        #expect(result.flags == flags && result.score("problem-solving") == 100)
    }

    @Test func `speech that was not understood is no silence and no short answer`() {
        for text in ["", "um so"] {
            var heard = heard(text, doubts: HearingDoubts(doubtfulMilliseconds: 20_000))
            heard.speech = [TimeSpan(startMilliseconds: 0, endMilliseconds: 24_000)]
            #expect(score(heard).reason == "speech-not-understood")
        }
        #expect(score(heard("")).reason == "no-speech")
    }

    @Test func `an answer in another language has no number, and the reason names the language`() {
        let english = score(heard(Sample.strong, Sample.question), Sample.chineseQuestion)
        #expect(english.outcome == .insufficient && english.reason == "spoken-in-english")
        #expect(english.observation?.spokenLanguage == .english)
        var question = Sample.question
        question.language = .english
        let chinese = Sample.heard(Sample.strongChinese, .chinese)
        #expect(score(chinese, question).reason == "spoken-in-chinese")
    }

    @Test func `a gap is no pause`() {
        var heard = Sample.heard("one two three four five six seven eight nine", pauses: [3: 6_000, 6: 900])
        #expect(measure(heard, of: Sample.question).pauses.count == 2)
        heard.seams = [4_000]
        #expect(measure(heard, of: Sample.question).pauses.map(\.milliseconds) == [900])
    }

    @Test func `the mean of dimensions lies between the means of their ends`() {
        func result(_ score: Score, _ low: Score, _ high: Score) -> DimensionResult {
            DimensionResult(
                dimension: "d", outcome: .scored, score: score,
                deductions: [Deduction(points: Score(clamping: 100 - score.points), code: "few-details")], evidence: [],
                range: ScoreRange(low, high))
        }
        #expect(mean(of: [result(80, 40, 80), result(60, 60, 60)], dimension: "d").range == ScoreRange(50, 70))
        #expect(mean(of: [result(80, 80, 80)], dimension: "d").range == nil)
    }

    @Test func `what was measured before words were looked at is scored as before`() {
        var observation = measure(Sample.heard(Sample.strong, confidence: 0.4), of: Sample.question)
        observation.hearing = nil
        #expect(scoreAnswer(observation, of: Sample.question, answerID: "a").reason == "recognition-unsure")
    }
}
