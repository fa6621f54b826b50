import ContractsCore
import Domain
import Events

/// The words of the offer letter.
struct LetterWords {
    let greeting: Bilingual
    let opening: Bilingual
    let answer: Bilingual
    let issuedOn: Bilingual
    let rows: [(Bilingual, Bilingual)]

    init(_ work: RenderOffer, candidate: String, employer: Employer) {
        let terms = work.terms
        let expiry = Phrases.date(work.expiresAt.day)
        greeting = Bilingual("\(candidate)：您好！", "Dear \(candidate),")
        opening = Bilingual(
            "感谢您参加我公司的面试。我们很高兴地邀请您加入\(employer.name)，担任\(terms.position)。主要条件如下：",
            "Thank you for your interview. We are glad to offer you the post of \(terms.position) at \(employer.name) on these terms:"
        )
        answer = Bilingual(
            "请于\(expiry.chinese)前通过邮件中的链接答复。接受本录用通知后，双方将依法订立书面劳动合同。",
            "Please answer by \(expiry.english) through the link in our mail. When you accept, a written labour contract follows."
        )
        issuedOn = Phrases.date(work.issuedAt.day)
        rows = Self.rows(terms)
    }

    private static func rows(_ terms: OfferTerms) -> [(Bilingual, Bilingual)] {
        var rows: [(Bilingual, Bilingual)] = [
            (Bilingual("岗位", "Post"), Bilingual(terms.position, terms.position)),
            (Bilingual("工作地点", "Place of work"), Bilingual(terms.workplace, terms.workplace)),
            (Bilingual("入职日期", "First working day"), Phrases.date(terms.startDate)),
            (Bilingual("合同期限", "Contract"), kind(terms)),
            (Bilingual("月工资（税前）", "Monthly pay before deductions"), Phrases.money(terms.monthlySalary)),
        ]
        if terms.probationMonths > 0 {
            let months = Phrases.months(terms.probationMonths)
            let pay = Phrases.money(terms.probationMonthlySalary ?? terms.monthlySalary)
            rows.append(
                (
                    Bilingual("试用期", "Probation"),
                    Bilingual("\(months.chinese)，月工资 \(pay.chinese)", "\(months.english), \(pay.english) a month")
                ))
        } else {
            rows.append((Bilingual("试用期", "Probation"), Bilingual("无", "none")))
        }
        if !terms.benefits.isEmpty {
            rows.append(
                (
                    Bilingual("福利", "Benefits"),
                    Bilingual(terms.benefits.joined(separator: "、"), terms.benefits.joined(separator: ", "))
                ))
        }
        return rows
    }

    private static func kind(_ terms: OfferTerms) -> Bilingual {
        let kind = Phrases.kind(terms.contractType)
        guard let count = terms.termMonths else { return kind }
        let months = Phrases.months(count)
        return Bilingual("\(kind.chinese)，\(months.chinese)", "\(kind.english), \(months.english)")
    }

    static let fixed: [String: Bilingual] = [
        "title": Bilingual("录用通知书", "Offer of employment"),
        "bring": Bilingual("入职时请携带：", "Please bring on your first day:"),
        "rights": Bilingual(
            "我公司不收取任何押金或费用，不扣押任何证件。工作内容、条件、地点、职业危害、安全生产状况和劳动报酬，您可随时向我们了解。",
            "We take no deposit or fee and keep no documents. You may ask us at any time about the work, its conditions and place, "
                + "hazards, safety and pay."),
    ]

    static let materials = [
        Bilingual("身份证件原件及复印件", "your identity document with a copy"),
        Bilingual("学历、学位证书复印件", "copies of your degrees and certificates"),
        Bilingual("工资银行卡信息", "the bank account for your pay"),
    ]
}

extension Instant {
    /// The day in China, where the employer is (UTC+8).
    var day: CalendarDate {
        CalendarDate(daysSinceEpoch: Int((millisecondsSinceEpoch + 8 * 3_600_000).flooredDays))
    }
}

extension Int64 {
    fileprivate var flooredDays: Int64 {
        let days = self / 86_400_000
        return self % 86_400_000 < 0 ? days - 1 : days
    }
}
