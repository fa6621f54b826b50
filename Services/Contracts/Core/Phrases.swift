import Domain
import Events

/// Dates, amounts and lengths as people write them.
package enum Phrases {
    package static func date(_ date: CalendarDate) -> Bilingual {
        Bilingual("\(date.year)年\(date.month)月\(date.day)日", "\(date.day) \(months[date.month - 1]) \(date.year)")
    }

    package static func money(_ money: Money) -> Bilingual {
        let amount = grouped(money.minorUnits / 100) + "." + twoDigits(money.minorUnits % 100)
        return money.currency == "CNY"
            ? Bilingual("人民币 \(amount) 元", "CNY \(amount)")
            : Bilingual("\(money.currency) \(amount)", "\(money.currency) \(amount)")
    }

    package static func months(_ count: Int) -> Bilingual {
        Bilingual("\(count) 个月", count == 1 ? "1 month" : "\(count) months")
    }

    package static func kind(_ kind: OfferTerms.ContractType) -> Bilingual {
        switch kind {
        case .fixedTerm: Bilingual("固定期限", "fixed term")
        case .openEnded: Bilingual("无固定期限", "open-ended")
        case .taskBased: Bilingual("以完成一定工作任务为期限", "for a task")
        }
    }

    package static func document(_ type: IdentityDetails.IDType) -> Bilingual {
        switch type {
        case .resident: Bilingual("居民身份证号码", "Resident identity card no.")
        case .passport: Bilingual("护照号码", "Passport no.")
        case .permit: Bilingual("居住证/通行证号码", "Residence or travel permit no.")
        case .other: Bilingual("有效身份证件号码", "Identity document no.")
        }
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func grouped(_ number: Int64) -> String {
        let digits = Array(String(number))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
