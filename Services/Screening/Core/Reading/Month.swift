import Domain

/// A month of a year, counted from year 0, so that months can be subtracted.
package struct Month: Sendable, Hashable, Comparable {
    package let index: Int

    /// The month must be 1 to 12.
    package init(year: Int, month: Int) {
        precondition((1...12).contains(month), "a month is 1 to 12")
        index = year * 12 + month - 1
    }

    /// The month of an instant, in UTC.
    package init(of instant: Instant) {
        let date = CalendarDate(
            daysSinceEpoch: Int((Double(instant.millisecondsSinceEpoch) / 86_400_000).rounded(.down)))
        self.init(year: date.year, month: date.month)
    }

    init(index: Int) { self.index = index }

    package static func < (left: Month, right: Month) -> Bool { left.index < right.index }
}
