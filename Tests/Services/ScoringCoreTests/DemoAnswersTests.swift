import Domain
import Events
import Foundation
import Testing

@testable import ScoringCore

/// The demo's answers as the recogniser really heard them, mistakes included.
@Suite struct DemoAnswersTests {
    private struct Spoken {
        let questionID: QuestionID
        let milliseconds: Int
        let speech: [Range<Int>]
        let text: String
        let confidence: Double
        let relevance: Double
    }

    private static let chen = [
        Spoken(
            questionID: "performance", milliseconds: 29_482,
            speech: [
                656..<2_214, 2_512..<5_062, 6_288..<9_734, 10_960..<13_094, 13_456..<16_582, 17_840..<22_278,
                23_504..<25_126, 25_488..<28_486,
            ],
            text: "再上一家公司,我负责招聘平台的后端系统,当时业面家在很满,用户经常投诉,我先分析监控和绿指,发现原因是数据苦查宣没有所演,"
                + "于是我优化了查宣,增加了缓存、丁接血了措施。结果三个月以后,业面家在时坚将低了百分之四十。",
            confidence: 0.81, relevance: 0.53),
        Spoken(
            questionID: "teamwork", milliseconds: 23_782,
            speech: [
                624..<5_126, 6_384..<8_518, 8_784..<10_630, 11_856..<14_150, 14_448..<16_614, 16_880..<18_214,
                19_408..<21_126, 21_392..<22_790,
            ],
            text: "有一次 客户和我们的团队对上线时间有不同意见。我先听客户说明原因,了解他们真正的需要。"
                + "然后我和同学一起讨论,提出分两步上线的方案,大家都同意了。最后项目暗示完成,客户非常满意。",
            confidence: 0.89, relevance: 0.65),
    ]

    private static let carter = [
        Spoken(
            questionID: "incident", milliseconds: 18_882,
            speech: [
                816..<1_990, 2_288..<3_942, 5_488..<7_398, 8_016..<10_502, 12_016..<12_774, 13_360..<15_462,
                15_984..<17_766,
            ],
            text:
                "A customer called because the system was down. I look at the logs for a while and I talk to the customer "
                + "several times. In the end, a colleague from another team helped me and the customer was happy again.",
            confidence: 0.89, relevance: 0.6),
        Spoken(
            questionID: "teamwork", milliseconds: 16_732,
            speech: [816..<1_958, 2_512..<4_166, 4_624..<6_054, 7_632..<11_206, 12_784..<15_558],
            text:
                "When we disagree, I try to listen to my colleague and understand the reason, usually, we agree on something "
                + "that works for both of us. I think that a good mood in the team is important.",
            confidence: 0.94, relevance: 0.65),
    ]

    private static let brooks = [
        Spoken(
            questionID: "incident", milliseconds: 13_057,
            speech: [784..<3_238, 4_560..<7_110, 7_504..<9_446, 10_704..<12_134],
            text:
                "Um, so, uh, I don't really remember. I like football and, um, on the weekend, I go to the lake with my "
                + "friends. So, ah, yeah, how that is it.",
            confidence: 0.88, relevance: 0.34),
        Spoken(
            questionID: "teamwork", milliseconds: 10_632,
            speech: [784..<2_758, 4_080..<6_310, 6_672..<7_654, 8_976..<9_830],
            text: "Um, well, uh, people are people. I mostly do my own thing and um, then I go home. So, yeah, huh.",
            confidence: 0.86, relevance: 0.46),
    ]

    @Test func `a strong, a middling and a poor candidate are told apart`() throws {
        let chen = try composite(Self.chen, job: 0)
        let carter = try composite(Self.carter, job: 1)
        let brooks = try composite(Self.brooks, job: 1)
        #expect(chen >= 85)
        #expect((50..<70).contains(carter))
        #expect(brooks < 20)
    }

    /// The weighted mean, as the report adds it up.
    private func composite(_ spoken: [Spoken], job: Int) throws -> Double {
        let template = try Self.template(job)
        let answers = try spoken.map { said in
            let question = try #require(template.questions.first { $0.questionID == said.questionID })
            var heard = Sample.heard(
                said.text, question.language, relevance: said.relevance, of: question, confidence: said.confidence)
            heard.durationMilliseconds = said.milliseconds
            heard.speech = said.speech.map {
                TimeSpan(startMilliseconds: $0.lowerBound, endMilliseconds: $0.upperBound)
            }
            return scoreAnswer(measure(heard, of: question), of: question, answerID: "a")
        }
        let plan = InterviewPlan(
            jobTitle: "-", questions: template.questions, dimensions: template.dimensions, retakesMax: 1, policy: .cn)
        let results = scoreInterview(plan, answers)
        return try zip(template.dimensions, results).reduce(0) { sum, pair in
            sum + Double(pair.0.weight) * (try #require(pair.1.score).points) / 100
        }
    }

    private static func template(_ job: Int) throws -> InterviewTemplate {
        let story = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Tools/demo/story.json")
        struct Story: Decodable {
            struct Job: Decodable {
                struct Description: Decodable { let interview: InterviewTemplate }
                let job: Description
            }
            let jobs: [Job]
        }
        return try JSONDecoder().decode(Story.self, from: Data(contentsOf: story)).jobs[job].job.interview
    }
}
