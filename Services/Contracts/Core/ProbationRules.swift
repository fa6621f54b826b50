import Domain
import Events

extension LawRule {
    /// LCL 19: how long a probation may last, by the contract's term.
    static let probationRules: [LawRule] = [
        LawRule(
            "CN-LCL-19a", "LCL 19", .error, "probation-not-allowed",
            Bilingual(
                "期限不满三个月或以完成一定工作任务为期限的合同不得约定试用期",
                "No probation in a contract of less than three months or for a task")
        ) { draft, _ in
            probation(of: draft, exceeds: 0)
        },
        LawRule(
            "CN-LCL-19b", "LCL 19", .error, "probation-too-long",
            Bilingual(
                "期限三个月以上不满一年的，试用期不得超过一个月",
                "Three months up to a year: at most one month of probation")
        ) { draft, _ in
            probation(of: draft, exceeds: 1)
        },
        LawRule(
            "CN-LCL-19c", "LCL 19", .error, "probation-too-long",
            Bilingual(
                "期限一年以上不满三年的，试用期不得超过二个月",
                "One year up to three years: at most two months of probation")
        ) { draft, _ in
            probation(of: draft, exceeds: 2)
        },
        LawRule(
            "CN-LCL-19d", "LCL 19", .error, "probation-too-long",
            Bilingual(
                "三年以上固定期限和无固定期限的，试用期不得超过六个月",
                "Three years and more, or open-ended: at most six months of probation")
        ) { draft, _ in
            probation(of: draft, exceeds: 6)
        },
        LawRule(
            "CN-LCL-19e", "LCL 19", .error, "probation-is-whole-term",
            Bilingual(
                "试用期包含在合同期限内；仅约定试用期的，试用期不成立",
                "Probation lies inside the term; a contract that is nothing but probation has none")
        ) { draft, _ in
            guard draft.terms.probationMonths > 0, draft.terms.contractType == .fixedTerm,
                let months = draft.terms.termMonths
            else { return false }
            return draft.terms.probationMonths >= months
        },
        LawRule(
            "CN-LCL-19e", "LCL 19", .error, "second-probation",
            Bilingual(
                "同一用人单位与同一劳动者只能约定一次试用期",
                "One employer and one worker agree on a probation only once")
        ) { draft, _ in
            draft.terms.probationMonths > 0 && draft.history.hadProbation
        },
        LawRule(
            "CN-LCL-19", "LCL 19", .warning, "term-ambiguous",
            Bilingual(
                "合同自月末起算，月数有两种算法，已按较短的计算",
                "The term begins at a month's end and can be counted in two ways; the shorter was taken")
        ) { draft, _ in
            ContractTerm(draft.terms)?.isAmbiguous ?? false
        },
    ]

    /// Whether this draft falls under the rule with this maximum, and breaks it.
    private static func probation(of draft: ContractDraft, exceeds monthsMax: Int) -> Bool {
        guard let term = ContractTerm(draft.terms), term.probationMonthsMax == monthsMax else { return false }
        return draft.terms.probationMonths > monthsMax
    }
}
