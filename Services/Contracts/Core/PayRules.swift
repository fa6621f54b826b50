import Domain
import Events

extension LawRule {
    /// LCL 20 with Implementing Regulation 15, and the minimum wage.
    static let payRules: [LawRule] = [
        LawRule(
            "CN-LCL-20", "LCL 20", .error, "probation-pay-too-low",
            Bilingual(
                "试用期工资不得低于约定工资的百分之八十", "Pay in probation is at least 80 % of the agreed pay")
        ) { draft, _ in
            guard let pay = probationPay(of: draft), pay.currency == draft.terms.monthlySalary.currency else {
                return false
            }
            // 0.8 without fractions: five times the one against four times the other.
            return pay.minorUnits * 5 < draft.terms.monthlySalary.minorUnits * 4
        },
        LawRule(
            "CN-LCL-20", "LCL 20", .error, "probation-pay-below-minimum-wage",
            Bilingual(
                "试用期工资不得低于用人单位所在地最低工资标准", "Pay in probation is at least the local minimum wage")
        ) {
            draft, circumstances in
            guard let pay = probationPay(of: draft) else { return false }
            return isBelow(pay, circumstances.minimumWage)
        },
        LawRule(
            "CN-LL-48", "Labour Law 48", .error, "pay-below-minimum-wage",
            Bilingual(
                "工资不得低于当地最低工资标准", "Pay is at least the local minimum wage")
        ) { draft, circumstances in
            isBelow(draft.terms.monthlySalary, circumstances.minimumWage)
        },
        LawRule(
            "CN-LL-50", "Labour Law 50", .error, "pay-in-two-currencies",
            Bilingual(
                "试用期工资与约定工资币种须一致，且为可比币种", "Agreed pay and pay in probation are in one currency")
        ) { draft, _ in
            guard let pay = draft.terms.probationMonthlySalary else { return false }
            return pay.currency != draft.terms.monthlySalary.currency
        },
        LawRule(
            "CN-LL-50", "Labour Law 50", .warning, "minimum-wage-not-compared",
            Bilingual(
                "工资币种与最低工资标准不同，未作比较", "The pay is in another currency than the minimum wage and was not compared")
        ) {
            draft, circumstances in
            draft.terms.monthlySalary.currency != circumstances.minimumWage.currency
        },
    ]

    /// Nil without a probation. Without a pay of its own, probation is paid in full.
    private static func probationPay(of draft: ContractDraft) -> Money? {
        draft.terms.probationMonths > 0 ? draft.terms.probationMonthlySalary ?? draft.terms.monthlySalary : nil
    }

    private static func isBelow(_ pay: Money, _ bound: Money) -> Bool {
        pay.currency == bound.currency && pay.minorUnits < bound.minorUnits
    }
}
