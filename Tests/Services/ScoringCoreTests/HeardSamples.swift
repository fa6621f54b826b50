import Domain
import Events

@testable import ScoringCore

/// Answers as the engines hear them, made from text: a word every 400 ms, a character every 250 ms.
enum Sample {
    static let question = Question(
        questionID: "q1", text: "Tell us about a difficult customer problem.", language: .english,
        competency: "problem-solving",
        topics: [
            AnswerTopic("the situation", anyOf: ["customer", "outage"]),
            AnswerTopic("finding the cause", anyOf: ["logs", "investigate"]),
            AnswerTopic("the remedy", anyOf: ["fixed", "rolled back"]),
            AnswerTopic("a measured result", anyOf: ["percent", "%", "minutes"]),
        ])

    static let chineseQuestion = Question(
        questionID: "q2", text: "请讲一次你让系统变得更快的经历。", language: .chinese, competency: "problem-solving",
        topics: [
            AnswerTopic("分析原因", anyOf: ["日志", "监控"]), AnswerTopic("办法", anyOf: ["数据库", "缓存"]),
            AnswerTopic("结果", anyOf: ["百分之", "降低"]),
        ])

    static let passed = [
        ExampleResult(number: 1, verdict: .passed, milliseconds: 20),
        ExampleResult(number: 2, verdict: .passed, milliseconds: 25),
    ]

    static let strong = """
        Last year a customer called because of an outage in the payment system. First I looked at the logs and \
        investigated which change had caused it, because nobody knew. Then I rolled back the release and talked to the \
        customer about the next steps. As a result the system was restored within thirty minutes, failures went down \
        by 90 percent, and finally I documented the case for my colleagues so that they can find it.
        """

    static let strongChinese = """
        去年在上一家公司，页面加载很慢，用户经常投诉。首先我分析了监控和日志，发现原因是数据库查询没有索引。\
        然后我优化了查询，增加了缓存，并且写了测试。最后页面加载时间降低了百分之四十，客户非常满意，团队也学到了很多东西。
        """

    static func heard(
        _ text: String, _ language: Language = .english, relevance: Double? = 0.6, of question: Question? = nil,
        by rubric: DimensionRubric? = nil, confidence: Double = 0.9,
        millisecondsPerWord: Int? = nil, pauses: [Int: Int] = [:]
    ) -> Heard {
        let pace = millisecondsPerWord ?? (language == .english ? 400 : 250)
        var (words, speech, clock) = ([Transcript.Word](), [TimeSpan](), 300)
        var spoken = clock
        for (index, range) in wordRanges(text).enumerated() {
            if let silence = pauses[index] {
                speech.append(TimeSpan(startMilliseconds: spoken, endMilliseconds: clock))
                clock += silence
                spoken = clock
            }
            words.append(
                Transcript.Word(
                    start: range.lowerBound, end: range.upperBound, startMilliseconds: clock,
                    endMilliseconds: clock + pace, probability: confidence))
            clock += pace
        }
        if !words.isEmpty { speech.append(TimeSpan(startMilliseconds: spoken, endMilliseconds: clock)) }
        let transcript = Transcript(language: language, text: text, words: words)
        // As the engine would say it: clauses near nothing, the whole answer as near as the test says.
        let near = relevance.map { whole in
            let row = clauses(of: transcript).map { _ in 0.0 } + [whole]
            return Nearness(pieces(of: question ?? Self.question, by: rubric).map { _ in row })
        }
        return Heard(
            durationMilliseconds: clock + 300, speech: speech, transcript: transcript, nearness: near)
    }

    static func observed(
        _ text: String, _ question: Question = question, relevance: Double? = 0.6, by rubric: DimensionRubric? = nil
    ) -> Observation {
        measure(
            heard(text, question.language, relevance: relevance, of: question, by: rubric), of: question, by: rubric)
    }

    /// The same as a text that was written.
    static func read(_ text: String, _ question: Question = question, relevance: Double? = 0.6) -> Observation {
        let heard = heard(text, question.language, relevance: relevance, of: question)
        let transcript = Transcript(language: question.language, text: text, words: WrittenText.words(of: text))
        return measure(text: transcript, nearness: heard.nearness, of: question)
    }

    private static func wordRanges(_ text: String) -> [Range<Int>] {
        var (ranges, start) = ([Range<Int>](), Int?.none)
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let isIdeograph = scalar.properties.isIdeographic
            let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "'"
            if let first = start, !isWord || isIdeograph {
                ranges.append(first..<index)
                start = nil
            }
            if isIdeograph { ranges.append(index..<index + 1) } else if isWord && start == nil { start = index }
        }
        if let first = start { ranges.append(first..<scalars.count) }
        return ranges
    }
}

extension AnswerResult {
    func score(_ dimension: String) -> Score? { dimensions.first { $0.dimension == dimension }?.score }

    func codes(_ dimension: String) -> [String] {
        dimensions.first { $0.dimension == dimension }?.deductions.map(\.code) ?? []
    }
}
