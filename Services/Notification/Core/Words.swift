import Domain
import Events

/// Codes of events as people read them; a code that is not known here stands for itself.
package enum Words {
    package static func reason(_ code: String, in language: Language) -> String {
        let words: [String: (String, String)] = [
            "screening-unclear": ("简历初筛未能得出结论", "the résumé alone did not settle it"),
            "confirm-rejection": ("系统建议不再推进，需要人工确认", "not going on was proposed; a person must confirm it"),
            "rule-gap": ("没有规则适用于该结果", "no rule covers this result"),
            "insufficient-evidence": ("面试内容不足以评分", "the interview does not give enough to score"),
            "second-interview-overdue": (
                "复试安排已超过 24 小时", "the second interview has been waiting for more than 24 hours"
            ),
            "no-interview-plan": ("该职位没有设置面试问题", "the opening has no interview questions"),
            "no-ai-consent": (
                "应聘者不同意由系统评分，请人工评估", "the candidate wants no scoring by machine; please assess in person"
            ),
            "ai-consent-withdrawn": (
                "应聘者撤回了由系统评分的同意，请人工评估",
                "the candidate took back the consent to scoring by machine; please assess in person"
            ),
            "report-overdue": ("面试报告逾期未生成", "the interview report is overdue"),
            "confirm-offer": ("系统建议录用，需要人工确认", "an offer was proposed; a person must confirm it"),
            "no-offer-terms": ("系统建议录用，但该职位没有设置录用条件", "an offer was proposed, but the opening has no terms"),
            "contract-blocked": ("劳动合同未通过合规检查", "the labour contract did not pass its checks"),
        ]
        return words[code].map { language == .chinese ? $0.0 : $0.1 } ?? code
    }

    package static func proposal(_ outcome: RuleOutcome, in language: Language) -> String {
        let words: (String, String) =
            switch outcome {
            case .humanInterview: ("安排面谈", "an interview with a person")
            case .secondInterview: ("安排复试", "a second interview")
            case .offer: ("录用", "an offer")
            case .thank: ("婉拒", "thanking the candidate")
            case .thankAndPool: ("婉拒并邀请加入人才库", "thanking the candidate and keeping the résumé with consent")
            case .hold: ("暂缓", "to hold")
            }
        return language == .chinese ? words.0 : words.1
    }

    package static func recommendation(_ recommendation: Recommendation, in language: Language) -> String {
        let words: (String, String) =
            switch recommendation {
            case .recommend: ("推荐", "recommend")
            case .hold: ("待定", "hold")
            case .notRecommend: ("不推荐", "not recommended")
            }
        return language == .chinese ? words.0 : words.1
    }
}
