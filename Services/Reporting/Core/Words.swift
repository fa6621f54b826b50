import Domain
import Events

/// The names of things in both languages.
package enum Words {
    /// A dimension is named by the employer; the usual ones have a name in the other language too.
    package static func dimension(_ name: String, in language: Language) -> String {
        DimensionNames.name(of: name, in: language)
    }

    package static func recommendation(_ value: Recommendation, in language: Language) -> String {
        switch value {
        case .recommend: Bilingual("推荐", "Recommended")[language]
        case .hold: Bilingual("待定（人工复核）", "On hold for a person")[language]
        case .notRecommend: Bilingual("不推荐", "Not recommended")[language]
        }
    }

    package static func level(_ value: Level, in language: Language) -> String {
        switch value {
        case .excellent: Bilingual("优秀", "excellent")[language]
        case .good: Bilingual("良好", "good")[language]
        case .fair: Bilingual("合格", "fair")[language]
        case .weak: Bilingual("待提高", "weak")[language]
        }
    }

    package static func band(_ value: MatchBand, in language: Language) -> String {
        switch value {
        case .high: Bilingual("高度匹配", "high match")[language]
        case .medium: Bilingual("中等匹配", "medium match")[language]
        case .low: Bilingual("匹配度低", "low match")[language]
        }
    }

    /// What a piece of evidence shows; the topic's own name where it has one.
    package static func evidence(_ kind: String, in language: Language) -> String {
        switch kind {
        case "topic": Bilingual("要点", "topic")[language]
        case "reference": Bilingual("参考答案中的内容", "of the reference answer")[language]
        case "criterion": Bilingual("胜任力表现", "shown")[language]
        case "judged": Bilingual("评审模型找到的内容", "found by the judge")[language]
        case "own-part": Bilingual("本人所做", "own part")[language]
        case "example": Bilingual("事例", "example")[language]
        case "number": Bilingual("数据", "number")[language]
        case "filler": Bilingual("口头语", "filler word")[language]
        case "structure": Bilingual("条理", "structure")[language]
        default: kind
        }
    }

    /// Beside what a judge found: who it was.
    package static func judge(_ model: String, in language: Language) -> String {
        Bilingual("由评审模型 \(model) 找到", "found by the judge \(model)")[language]
    }

    /// `1:05` from milliseconds, as players show it.
    package static func clock(_ milliseconds: Int) -> String {
        let seconds = milliseconds / 1000
        let rest = seconds % 60
        return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
