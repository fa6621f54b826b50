import Domain
import Events

extension LawRule {
    /// LCL 10–14: in writing, in time, of a kind that exists.
    static let formRules: [LawRule] = [
        LawRule(
            "CN-LCL-10", "LCL 10", .error, "signed-too-late",
            Bilingual(
                "自用工之日起已超过一个月未订立书面合同", "More than a month of work has passed without a written contract")
        ) {
            draft, circumstances in
            circumstances.today >= draft.terms.startDate.adding(months: 1)
        },
        LawRule(
            "CN-LCL-10", "LCL 10", .warning, "work-has-begun",
            Bilingual(
                "已开始用工，须自用工之日起一个月内订立书面合同",
                "Work has begun: the contract must be signed within a month of the first day")
        ) { draft, circumstances in
            circumstances.today >= draft.terms.startDate
                && circumstances.today < draft.terms.startDate.adding(months: 1)
        },
        LawRule(
            "CN-LCL-12", "LCL 12", .error, "kind-and-term-disagree",
            Bilingual(
                "无固定期限或以完成任务为期限的合同不得约定月数",
                "A contract without end or for a task has no number of months")
        ) { draft, _ in
            draft.terms.contractType != .fixedTerm && draft.terms.termMonths != nil
        },
        LawRule(
            "CN-LCL-14", "LCL 14", .error, "open-ended-due",
            Bilingual(
                "已连续订立两次固定期限合同或连续工作满十年，应当订立无固定期限合同",
                "After two fixed terms in a row or ten years the worker may ask for an open-ended contract")
        ) { draft, _ in
            draft.terms.contractType == .fixedTerm
                && (draft.history.fixedTermContractCount >= 2 || draft.history.serviceYears >= 10)
        },
    ]

    /// LCL 17 (2) with GB 11643-1999, and the least age, which only such a number tells.
    static let identityRules: [LawRule] = [
        LawRule(
            "CN-ID", "GB 11643", .error, "identity-number-invalid",
            Bilingual(
                "居民身份证号码无效", "The resident identity number is not valid")
        ) { draft, circumstances in
            guard draft.identity.idType == .resident, !draft.identity.idNumber.isBlank else { return false }
            return (try? ResidentIdentityNumber(draft.identity.idNumber, today: circumstances.today)) == nil
        },
        LawRule(
            "CN-LL-15", "LL 15", .error, "under-working-age",
            Bilingual(
                "劳动者在入职当日未满十六周岁", "The worker is not yet 16 years old on the first day of work")
        ) { draft, circumstances in
            guard draft.identity.idType == .resident,
                let number = try? ResidentIdentityNumber(draft.identity.idNumber, today: circumstances.today)
            else { return false }
            return !number.mayWork(on: draft.terms.startDate)
        },
    ]
}
