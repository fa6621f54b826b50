import Domain
import Events

/// How long a labour contract runs (LCL 12–15). Days are inclusive: 1 January to 31 March is three months.
package enum ContractTerm: Sendable, Hashable, Codable {
    case fixed(from: CalendarDate, through: CalendarDate)
    case openEnded(from: CalendarDate)
    case task(from: CalendarDate)

    /// Nil when a fixed term has no length.
    package init?(_ terms: OfferTerms) {
        switch terms.contractType {
        case .openEnded: self = .openEnded(from: terms.startDate)
        case .taskBased: self = .task(from: terms.startDate)
        case .fixedTerm:
            guard let months = terms.termMonths, months > 0 else { return nil }
            self = .fixed(from: terms.startDate, through: terms.startDate.lastDay(ofMonths: months))
        }
    }

    /// The most months of probation that LCL 19 allows. “以上” includes the number (Civil Code 1259).
    package var probationMonthsMax: Int {
        switch self {
        case .task: 0
        case .openEnded: 6
        case .fixed(let start, let end):
            switch MonthCount(from: start, through: end).months {
            case ..<3: 0
            case ..<12: 1
            case ..<36: 2
            default: 6
            }
        }
    }

    /// A fixed term that begins at a month's end can be counted in two ways.
    package var isAmbiguous: Bool {
        if case .fixed(let start, let end) = self { return MonthCount(from: start, through: end).isAmbiguous }
        return false
    }
}

/// Whole calendar months from a day through a day.
package struct MonthCount: Sendable, Hashable {
    /// By the shorter of the two readings.
    package let months: Int
    /// The readings differ: one counts a missing day (31 April) as the month's last day, the other as the first of the
    /// next month.
    package let isAmbiguous: Bool

    package init(from start: CalendarDate, through end: CalendarDate) {
        let after = end.adding(days: 1)
        var longer = 0
        while start.adding(months: longer + 1) <= after { longer += 1 }
        var shorter = longer
        while shorter > 0, start.addingOrNextMonth(months: shorter) > after { shorter -= 1 }
        months = shorter
        isAmbiguous = shorter != longer
    }
}

extension CalendarDate {
    /// The last day of a period of so many months that begins on this day.
    package func lastDay(ofMonths months: Int) -> CalendarDate {
        adding(months: months).adding(days: -1)
    }

    /// The same day so many months later, or the first of the month after when that month has no such day.
    fileprivate func addingOrNextMonth(months: Int) -> CalendarDate {
        let moved = adding(months: months)
        return moved.day == day ? moved : moved.adding(days: 1)
    }
}
