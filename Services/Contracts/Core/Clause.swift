import Domain
import Events

/// One article of the labour contract, in both languages; the Chinese text prevails.
package struct Clause: Sendable, Hashable {
    /// What of LCL 17 it says; nil for an employer's own clause.
    package let item: MandatoryItem?
    package let title: Bilingual
    package let paragraphs: [Bilingual]
}

/// The articles of a contract on these terms: items 3 to 9 of LCL 17, then the employer's own.
package func clauses(for terms: OfferTerms, additional: [String] = []) -> [Clause] {
    var clauses = [
        Clause(item: .term, title: Bilingual("合同期限", "Term"), paragraphs: termParagraphs(terms)),
        Clause(
            item: .workContentAndPlace, title: Bilingual("工作内容和工作地点", "Work and place of work"),
            paragraphs: [
                Bilingual("乙方的工作岗位为：\(terms.position)。", "Party B works as: \(terms.position)."),
                Bilingual("乙方的工作地点为：\(terms.workplace)。", "The place of work is: \(terms.workplace)."),
                Bilingual(
                    "经双方协商一致，可以变更工作内容和工作地点，变更采用书面形式。",
                    "Both may be changed by agreement of the parties in writing."),
            ]),
        Clause(
            item: .workingTimeAndRest, title: Bilingual("工作时间和休息休假", "Working time, rest and leave"),
            paragraphs: [
                Bilingual(
                    "实行标准工时制，每日工作不超过 8 小时，每周工作不超过 40 小时，每周至少休息一日。",
                    "Standard hours: at most 8 hours a day and 40 hours a week, with at least one day of rest a week."),
                Bilingual(
                    "甲方安排加班的，依法支付加班工资或安排补休；乙方依法享有法定节假日、年休假、婚假、产假、丧假等假期。",
                    "Overtime is paid or made up for by law; Party B has public holidays and annual, marriage, maternity, "
                        + "bereavement and other statutory leave."),
            ]),
        Clause(item: .pay, title: Bilingual("劳动报酬", "Pay"), paragraphs: payParagraphs(terms)),
        Clause(
            item: .socialInsurance, title: Bilingual("社会保险", "Social insurance"),
            paragraphs: [
                Bilingual(
                    "双方依法参加社会保险，按时缴纳各项社会保险费，其中依法应由乙方缴纳的部分由甲方从工资中代扣代缴。",
                    "Both parties take part in social insurance by law; Party A withholds and pays in Party B's share.")
            ]),
        Clause(
            item: .labourProtection,
            title: Bilingual("劳动保护、劳动条件和职业危害防护", "Labour protection, conditions and protection from hazards"),
            paragraphs: [
                Bilingual(
                    "甲方提供符合国家规定的劳动安全卫生条件和必要的劳动防护用品，对可能产生职业危害的岗位履行告知义务并采取防护措施。",
                    "Party A provides safe and healthy conditions and protective equipment as the state requires, and tells "
                        + "Party B of occupational hazards and guards against them.")
            ]),
        Clause(item: .otherRequired, title: Bilingual("其他事项", "Other items"), paragraphs: otherParagraphs),
    ]
    if !additional.isEmpty {
        clauses.append(
            Clause(
                item: nil, title: Bilingual("双方约定的其他条款", "Further clauses"),
                paragraphs: additional.map { Bilingual($0, "") }))
    }
    return clauses
}

private func termParagraphs(_ terms: OfferTerms) -> [Bilingual] {
    guard let term = ContractTerm(terms) else { return [] }
    let start = Phrases.date(terms.startDate)
    let first =
        switch term {
        case .fixed(_, let end):
            Bilingual(
                "本合同为固定期限劳动合同，自\(start.chinese)起至\(Phrases.date(end).chinese)止（含首尾两日）。",
                "This contract has a fixed term from \(start.english) through \(Phrases.date(end).english), both days included."
            )
        case .openEnded:
            Bilingual("本合同为无固定期限劳动合同，自\(start.chinese)起。", "This contract is open-ended from \(start.english).")
        case .task:
            Bilingual(
                "本合同以完成一定工作任务为期限，自\(start.chinese)起至该工作任务完成之日止。",
                "This contract runs from \(start.english) until the task is done.")
        }
    guard terms.probationMonths > 0 else {
        return [first, Bilingual("双方不约定试用期。", "There is no probation.")]
    }
    let probation = Phrases.months(terms.probationMonths)
    let end = Phrases.date(terms.startDate.lastDay(ofMonths: terms.probationMonths))
    return [
        first,
        Bilingual(
            "其中试用期 \(probation.chinese)，至\(end.chinese)止，包含在合同期限内。",
            "Of this, \(probation.english) through \(end.english) are probation, within the term."),
    ]
}

private func payParagraphs(_ terms: OfferTerms) -> [Bilingual] {
    let salary = Phrases.money(terms.monthlySalary)
    var paragraphs = [
        Bilingual("乙方的月工资为\(salary.chinese)（税前）。", "Party B is paid \(salary.english) a month before deductions.")
    ]
    if terms.probationMonths > 0 {
        let pay = Phrases.money(terms.probationMonthlySalary ?? terms.monthlySalary)
        paragraphs.append(
            Bilingual("试用期月工资为\(pay.chinese)（税前）。", "In probation the monthly pay is \(pay.english)."))
    }
    paragraphs.append(
        Bilingual(
            "甲方每月以货币形式足额支付工资，遇节假日提前至最近的工作日支付。",
            "Pay is due in money, in full, every month; where the day is a holiday, on the working day before."))
    if !terms.benefits.isEmpty {
        let benefits = terms.benefits.joined(separator: "、")
        let english = terms.benefits.joined(separator: ", ")
        paragraphs.append(Bilingual("乙方另享有：\(benefits)。", "Party B also has: \(english)."))
    }
    return paragraphs
}

private let otherParagraphs = [
    Bilingual(
        "本合同的变更、解除、终止以及经济补偿，依照《中华人民共和国劳动合同法》等法律、法规的规定执行。",
        "Change, dissolution and end of this contract and compensation follow the Labour Contract Law."),
    Bilingual(
        "因履行本合同发生争议，可以协商解决，或依法申请调解、仲裁、提起诉讼。",
        "Disputes are settled by agreement, or by mediation, arbitration or lawsuit by law."),
    Bilingual(
        "本合同以电子形式订立，双方签署后生效，双方均可随时免费查看、下载和打印；甲方自合同解除或终止之日起至少保存二年备查。",
        "This contract is concluded electronically and takes effect when both have signed. Both can view, download and print "
            + "it at any time free of charge; Party A keeps it for at least two years after its end."),
    Bilingual(
        "本合同中文文本与英文文本不一致的，以中文文本为准。", "Where the Chinese and the English text differ, the Chinese prevails."),
]

extension ContractDraft {
    /// A draft with the standard articles, as the document will say them.
    package init(
        employer: Employer, workerName: String, identity: IdentityDetails, terms: OfferTerms,
        additionalClauses: [String] = []
    ) {
        var items: [MandatoryItem: String] = [
            .employer: [employer.name, employer.domicile, employer.representative].joined(separator: " "),
            .worker: [workerName, identity.address, identity.idNumber].joined(separator: " "),
        ]
        for clause in clauses(for: terms, additional: additionalClauses) {
            guard let item = clause.item else { continue }
            items[item] = clause.paragraphs.map(\.chinese).joined(separator: "\n")
        }
        self.init(
            employer: employer, workerName: workerName, identity: identity, terms: terms, items: items,
            additionalClauses: additionalClauses)
    }
}
