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

/// A time in a post, as exactly as the résumé tells it: a year alone leaves months open.
package struct WorkPeriod: Sendable, Hashable {
    /// Earliest and latest first month.
    let start: ClosedRange<Month>
    /// Earliest and latest last month, which still counts.
    let end: ClosedRange<Month>
    /// Where the résumé says so.
    let range: Range<Int>

    /// Nil when the period runs backwards or starts after `today`.
    init?(start: ClosedRange<Month>, end: ClosedRange<Month>, range: Range<Int>, today: Month) {
        guard start.lowerBound <= end.upperBound, start.lowerBound <= today else { return nil }
        self.start = start
        self.end = min(end.lowerBound, today)...min(end.upperBound, today)
        self.range = range
    }

    /// The months that certainly lie in the period; nil when there may be none.
    var certain: ClosedRange<Int>? {
        start.upperBound <= end.lowerBound ? start.upperBound.index...end.lowerBound.index : nil
    }

    /// All months that may lie in it.
    var possible: ClosedRange<Int> { start.lowerBound.index...max(start.lowerBound.index, end.upperBound.index) }
}

/// Months covered by at least one of the ranges: two posts at a time count once.
func monthsCovered(_ ranges: [ClosedRange<Int>]) -> Int {
    var total = 0
    var reached = Int.min
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.upperBound > reached {
        total += range.upperBound - max(range.lowerBound, reached == Int.min ? range.lowerBound : reached + 1) + 1
        reached = range.upperBound
    }
    return total
}
