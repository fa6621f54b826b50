import Domain
import Events
import GatewayCore

/// The report on agreement in words, a sentence for each comparison and each question that learned.
enum AgreementWords {
    static func report(_ view: JobAgreement, in language: Language) -> [String] {
        let lines = view.agreements.map { sentence(for: $0)[language] } + view.heads.map { sentence(for: $0)[language] }
        return lines.isEmpty ? [nothing[language]] : lines
    }

    private static let nothing = Bilingual("还没有人工评分。", "Nobody has graded an answer yet.")

    private static func sentence(for agreement: Agreement) -> Bilingual {
        let who = who(agreement)
        let (chinese, english) = (
            DimensionNames.name(of: agreement.dimension, in: .chinese),
            DimensionNames.name(of: agreement.dimension, in: .english)
        )
        let n = agreement.answerCount
        let left = agreement.leftOutCount
        let out =
            left == 0 ? Bilingual("", "") : Bilingual("，另有 \(left) 份无法比较", ", \(left) more could not be compared")
        let what = agreement.refusal.map(refusal) ?? numbers(agreement)
        return Bilingual(
            "\(chinese)，\(who[.chinese])（\(n) 份回答\(out[.chinese])）：\(what[.chinese])。",
            "\(english), \(who[.english]) (\(n) answer\(n == 1 ? "" : "s")\(out[.english])): \(what[.english]).")
    }

    private static func who(_ agreement: Agreement) -> Bilingual {
        let names = agreement.raters.map(\.text)
        switch agreement.between {
        case .machineAndPeople: return Bilingual("机器与人工", "machine and people")
        case .people:
            let count = names.count
            return Bilingual("全部 \(count) 位评分人之间", count == 1 ? "one grader" : "all \(count) graders")
        case .twoPeople:
            return Bilingual(names.joined(separator: " 与 "), names.joined(separator: " and "))
        }
    }

    private static func numbers(_ agreement: Agreement) -> Bilingual {
        var parts: [Bilingual] = []
        if let correlation = agreement.correlation {
            parts.append(
                Bilingual("组内相关 ICC(2,1) \(interval(correlation))", "ICC(2,1) \(interval(correlation))"))
        }
        if let kappa = agreement.kappa {
            parts.append(
                Bilingual("二次加权 κ \(interval(kappa))", "quadratically weighted kappa \(interval(kappa))"))
        }
        return Bilingual(
            parts.map(\.chinese).joined(separator: "，"), parts.map(\.english).joined(separator: ", "))
    }

    private static func refusal(_ code: String) -> Bilingual {
        switch code {
        case "too-few": Bilingual("回答太少，不作计算", "too few answers for a number")
        case "one-grader": Bilingual("只有一位评分人，无从比较", "one grader alone cannot be compared")
        case "gaps":
            Bilingual(
                "并非每位评分人都评了每份回答，不作计算", "not everybody graded every answer, so there is no number")
        case "no-spread": Bilingual("所有评分都相同，无从区分", "everybody gave the same level, so nothing can be told apart")
        default: Bilingual(code, code)
        }
    }

    private static func sentence(for head: QuestionHead) -> Bilingual {
        let (chinese, english) = (
            DimensionNames.name(of: head.dimension, in: .chinese),
            DimensionNames.name(of: head.dimension, in: .english)
        )
        let (n, error, untrained) = (head.gradedCount, head.error, head.untrainedError)
        guard head.weight > 0 else {
            return Bilingual(
                "题目 \(head.questionID)，\(chinese)：\(n) 份人工评分未能改进评分，平均误差 \(error) 分。",
                "Question \(head.questionID), \(english): \(n) graded answers did not make the score better; people grade "
                    + "otherwise by about \(error) points.")
        }
        let percent = Int((head.weight * 100).rounded())
        return Bilingual(
            "题目 \(head.questionID)，\(chinese)：依据 \(n) 份人工评分校准（占 \(percent) %），平均误差 \(error) 分，校准前 \(untrained) 分。",
            "Question \(head.questionID), \(english): learned from \(n) graded answers (\(percent) % of the score); people grade "
                + "otherwise by about \(error) points, by \(untrained) before.")
    }

    /// `0.61 [0.28, 0.81]`
    private static func interval(_ estimate: Agreement.Estimate) -> String {
        "\(hundredths(estimate.value)) [\(hundredths(estimate.low)), \(hundredths(estimate.high))]"
    }

    private static func hundredths(_ value: Double) -> String {
        let whole = Int((abs(value) * 100).rounded())
        let rest = whole % 100
        return "\(value < 0 && whole > 0 ? "−" : "")\(whole / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
