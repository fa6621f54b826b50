import Domain
import Events
import Testing

@testable import ScoringCore

@Suite struct MeasureTests {
    @Test(arguments: [
        ("listen", "listening"), ("listen", "listened"), ("log", "logs"), ("decide", "decided"), ("plan", "planned"),
        ("study", "studies"), ("rolled back", "rolling back"), ("business", "business"), ("don't", "dont"),
        ("customer", "Customers"),
    ])
    func `a word is found in each of its forms`(term: String, said: String) {
        #expect(phrase(term) == phrase(said))
    }

    @Test(arguments: [("plan", "planet"), ("test", "best"), ("log", "blog"), ("process", "proceed")])
    func `another word is not taken for it`(term: String, said: String) {
        #expect(phrase(term) != phrase(said))
    }

    @Test func `every mention points at its words and their time`() {
        let observation = Sample.observed(Sample.strong)
        #expect(observation.topics.map(\.name) == Sample.question.topics.map(\.name))
        #expect(observation.topics.allSatisfy { !$0.mentions.isEmpty })
        let quoted = observation.topics.map { $0.mentions[0].characters.slice(of: Sample.strong) }
        #expect(quoted == ["customer", "logs", "rolled back", "minutes"])
        // "customer" is the fourth word, at 400 ms each after 300 ms.
        #expect(observation.topics[0].mentions[0].time == TimeSpan(startMilliseconds: 1_500, endMilliseconds: 1_900))
    }

    @Test func `Chinese is found by its sound, where the recogniser wrote another character`() {
        let heard = "我分析了监控和日指，给数据苦加了幻存，时间将低了。"
        let unsure = Sample.heard(heard, .chinese, of: Sample.chineseQuestion, confidence: 0.7)
        let observation = measure(unsure, of: Sample.chineseQuestion)
        #expect(observation.topics.map { $0.mentions.first?.characters.slice(of: heard) } == ["监控", "数据苦", "将低"])
    }

    @Test func `a character of which the recogniser was sure is what it is`() {
        let question = Question(
            questionID: "q", text: "?", language: .chinese, competency: "c", topics: [AnswerTopic("办法", anyOf: ["优化"])])
        let sure = measure(Sample.heard("我画了一幅油画。", .chinese, of: question, confidence: 0.95), of: question)
        #expect(sure.topics[0].mentions.isEmpty)
    }

    @Test func `one character alone is never found by its sound`() {
        let question = Question(
            questionID: "q", text: "?", language: .chinese, competency: "c", topics: [AnswerTopic("倾听", anyOf: ["听"])])
        #expect(Sample.observed("我在厅里等客户。", question).topics[0].mentions.isEmpty)
        #expect(!Sample.observed("我先听客户说。", question).topics[0].mentions.isEmpty)
    }

    @Test(
        arguments: [
            ("we cut costs by 40 percent", ["40"]), ("it took three months", ["three months"]),
            ("one of us went home", []), ("in twenty five cases", ["twenty five"]), ("they saved 3.5%", ["3.5"]),
        ] as [(String, [String])])
    func `figures are found in English`(text: String, figures: [String]) {
        let observation = Sample.observed(text)
        #expect(observation.numbers.map { $0.characters.slice(of: text) } == figures)
    }

    @Test(
        arguments: [
            ("时间降低了百分之四十", ["百分之四十"]), ("用了三个月", ["三个月"]), ("我们一起做", []), ("大约五百人", ["五百"]),
            ("带了两次", ["两次"]),
        ] as [(String, [String])])
    func `figures are found in Chinese`(text: String, figures: [String]) {
        let observation = Sample.observed(text, Sample.chineseQuestion)
        #expect(observation.numbers.map { $0.characters.slice(of: text) } == figures)
    }

    @Test func `a pause is silence between words, not before or after them`() {
        let heard = Sample.heard("one two three four five six", pauses: [2: 499, 3: 500, 5: 2_400])
        let observation = measure(heard, of: Sample.question)
        #expect(observation.pauses.map(\.milliseconds) == [500, 2_400])
        #expect(observation.speechMilliseconds == 6 * 400)
        #expect(observation.published.longestPauseMilliseconds == 2_400)
    }

    @Test func `pace is words a minute of speech, pauses left out`() {
        let slow = measure(Sample.heard(Sample.strong, pauses: [10: 30_000]), of: Sample.question)
        #expect(Int(slow.ratePerMinute!.rounded()) == 150)
        let chinese = measure(Sample.heard(Sample.strongChinese, .chinese), of: Sample.chineseQuestion)
        #expect(Int(chinese.ratePerMinute!.rounded()) == 240)
    }

    @Test(
        arguments: [
            ("用户从120万增长到350万", 16), ("成本降低了20%", 10), ("错误率降到1.3%", 11), ("2019年", 5), ("105", 4), ("10010", 5),
            ("120000", 3), ("101万", 5),
            ("1800万元", 6), ("12个人", 4), ("000", 3), ("我们一起做", 5),
        ] as [(String, Int)])
    func `figures are counted as they are spoken, in Chinese by characters`(text: String, count: Int) {
        let transcript = Transcript(language: .chinese, text: text, words: WrittenText.words(of: text))
        #expect(spokenCount(tokens(of: transcript), in: transcript) == count)
    }

    @Test(
        arguments: [
            ("we served 120 customers", 6), ("by 40 percent", 3), ("by 40%", 3), ("3.5 times", 4), ("25 people", 3),
            ("in 2019", 4), ("no figure", 2),
        ] as [(String, Int)])
    func `figures are counted as they are spoken, in English by words`(text: String, count: Int) {
        let transcript = Transcript(language: .english, text: text, words: WrittenText.words(of: text))
        #expect(spokenCount(tokens(of: transcript), in: transcript) == count)
    }

    @Test func `what is said again and again is counted as repetition`() {
        #expect(Sample.observed(Sample.strong).repetitionShare < 0.1)
        let again = Array(repeating: "we really need a good plan now", count: 5).joined(separator: " ")
        #expect(Sample.observed(again).repetitionShare > 0.7)
    }

    @Test func `an observation keeps no word of the answer`() throws {
        let text = String(
            describing: Sample.observed("My name is Zhangsan Quux and a customer called Foobar fixed it."))
        for word in ["Zhangsan", "Quux", "Foobar"] { #expect(!text.contains(word)) }
    }
}
