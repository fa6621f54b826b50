import Domain
import Events

extension LawRule {
    /// What an employer may not write into a contract (LCL 9, 22–25, EPL 27). Words raise a question; a person answers
    /// it, except where the words leave no doubt.
    static let clauseRules: [LawRule] = [
        LawRule(
            "CN-LCL-9", "LCL 9", .error, "deposit",
            Bilingual(
                "不得要求劳动者提供担保或收取财物", "No deposit, guarantee or other property from the worker")
        ) { draft, _ in
            mentions(draft, ["押金", "保证金", "抵押金", "风险金", "提供担保", "入职费", "服装费"])
                || mentions(draft, ["deposit", "security bond", "guarantee money"])
        },
        LawRule(
            "CN-LCL-9", "LCL 9", .error, "documents-withheld",
            Bilingual(
                "不得扣押居民身份证或其他证件", "No withholding of identity cards or other documents")
        ) { draft, _ in
            mentions(draft, ["扣押身份证", "扣押证件", "保管身份证", "质押毕业证", "扣押毕业证", "扣押居民身份证"])
                || mentions(draft, ["retain the identity card", "withhold the identity", "keep the passport"])
        },
        LawRule(
            "CN-LCL-25", "LCL 22, 23, 25", .warning, "penalty-clause",
            Bilingual(
                "除专项培训服务期和保密、竞业限制外，不得约定由劳动者承担违约金",
                "A penalty is allowed only for paid special training and for secrecy or non-compete")
        ) { draft, _ in
            mentions(draft, ["违约金", "赔偿金"]) || mentions(draft, ["penalty", "liquidated damages"])
        },
        LawRule(
            "CN-LCL-24", "LCL 24", .error, "non-compete-too-long",
            Bilingual(
                "竞业限制期限不得超过二年", "A ban on competing lasts at most two years")
        ) { draft, _ in
            (draft.nonCompete?.months ?? 0) > 24
        },
        LawRule(
            "CN-LCL-23", "LCL 23", .error, "non-compete-unpaid",
            Bilingual(
                "竞业限制期限内须按月给予经济补偿", "A ban on competing is paid for monthly")
        ) { draft, _ in
            draft.nonCompete.map { !$0.isCompensatedMonthly } ?? false
        },
        LawRule(
            "CN-EPL-27", "EPL 27", .error, "marriage-or-childbirth",
            Bilingual(
                "劳动合同不得限制女职工结婚、生育", "A labour contract must not restrict marriage or childbirth")
        ) { draft, _ in
            contains(draft, ["不得结婚", "不得生育", "不得怀孕", "禁止结婚", "禁止怀孕", "禁止生育", "推迟生育"])
                || contains(
                    draft,
                    [
                        "may not marry", "must not marry", "shall not marry", "must not become pregnant",
                        "may not become pregnant", "shall not become pregnant",
                    ])
        },
    ]

    private static func contains(_ draft: ContractDraft, _ phrases: [String]) -> Bool {
        draft.freeTexts.contains { text in
            let text = text.lowercased()
            return phrases.contains { text.firstRange(of: $0) != nil }
        }
    }

    /// The same, but “不收取押金” and “no deposit” are no mention.
    private static func mentions(_ draft: ContractDraft, _ phrases: [String]) -> Bool {
        draft.freeTexts.contains { text in
            let text = text.lowercased()
            return phrases.contains { phrase in
                guard let range = text.firstRange(of: phrase) else { return false }
                let before = text[..<range.lowerBound].suffix(12)
                return !["不", "无", "没有", "免", "no ", "not ", "without "].contains { before.firstRange(of: $0) != nil }
            }
        }
    }
}
