import Domain
import Events

extension LawRule {
    /// LCL 17: nine items that no labour contract may leave out.
    static let mandatoryItemRules: [LawRule] = [
        missing(
            .employer, "employer-missing",
            Bilingual(
                "缺少用人单位名称、住所、法定代表人或主要负责人", "The employer's name, domicile or representative is missing")
        ) {
            $0.employer.name.isBlank || $0.employer.domicile.isBlank || $0.employer.representative.isBlank
        },
        missing(
            .worker, "worker-missing",
            Bilingual(
                "缺少劳动者姓名、住址或有效身份证件号码", "The worker's name, address or identity number is missing")
        ) {
            $0.workerName.isBlank || $0.identity.address.isBlank || $0.identity.idNumber.isBlank
        },
        missing(.term, "term-missing", Bilingual("缺少劳动合同期限", "The term of the contract is missing")) {
            ContractTerm($0.terms) == nil
        },
        missing(
            .workContentAndPlace, "work-missing",
            Bilingual(
                "缺少工作内容或工作地点", "The work or the place of work is missing")
        ) {
            $0.terms.position.isBlank || $0.terms.workplace.isBlank
        },
        missing(
            .workingTimeAndRest, "working-time-missing",
            Bilingual(
                "缺少工作时间和休息休假", "Working time, rest and leave are missing")),
        missing(.pay, "pay-missing", Bilingual("缺少劳动报酬", "The pay is missing")) {
            $0.terms.monthlySalary.minorUnits == 0
        },
        missing(.socialInsurance, "social-insurance-missing", Bilingual("缺少社会保险条款", "Social insurance is missing")),
        missing(
            .labourProtection, "protection-missing",
            Bilingual(
                "缺少劳动保护、劳动条件和职业危害防护", "Labour protection and protection from hazards are missing")),
        missing(
            .otherRequired, "other-items-missing",
            Bilingual(
                "缺少法律、法规规定的其他事项", "Other items that the law requires are missing")),
    ]

    private static func missing(
        _ item: MandatoryItem, _ code: String, _ text: Bilingual,
        or isBroken: @escaping @Sendable (ContractDraft) -> Bool = { _ in false }
    ) -> LawRule {
        LawRule("CN-LCL-17", "LCL 17(\(item.rawValue))", .error, code, text) { draft, _ in
            (draft.items[item] ?? "").isBlank || isBroken(draft)
        }
    }
}

extension String {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
