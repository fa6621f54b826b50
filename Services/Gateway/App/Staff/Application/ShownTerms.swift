import Domain
import Events
import Templates

extension OfferTerms {
    /// All that the letter holds and how long it can be answered, row by row, as people decide about it.
    func shown(on page: ConsolePage, in language: Language) -> TemplateValue {
        func months(_ count: Int) -> String { page.say("months", in: language, ["months": "\(count)"]) }
        let comma = language == .chinese ? "、" : ", "
        let kind = page.say("contract", contractType.rawValue, in: language)
        let contract = termMonths.map { kind + (language == .chinese ? "，" : ", ") + months($0) } ?? kind
        let none = page.say("terms-none", in: language)
        let rows: [(String, String)] = [
            ("position", position), ("workplace", workplace), ("start", "\(startDate)"), ("contract", contract),
            ("pay", "\(monthlySalary)"), ("probation", probationMonths == 0 ? none : months(probationMonths)),
            ("probation-pay", probationMonths == 0 ? none : "\(probationMonthlySalary ?? monthlySalary)"),
            ("benefits", benefits.isEmpty ? none : benefits.joined(separator: comma)),
            ("days", page.say("days", in: language, ["days": "\(responseDays)"])),
        ]
        return .list(
            rows.map { key, text in
                .object([
                    "key": .text(key), "name": .text(page.say("terms-\(key)", in: language)), "text": .text(text),
                ])
            })
    }
}
