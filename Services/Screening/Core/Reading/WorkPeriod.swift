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

/// The dated posts: from the work sections, or, where no heading says which they are, from all but education and the like.
func workPeriods(in resume: Resume, today: Month) -> [WorkPeriod] {
    let scanner = DateScanner(text: resume.text, today: today)
    let work = resume.ranges(of: [.work])
    if !work.isEmpty { return work.flatMap { scanner.periods(in: $0) } }
    let degrees = findEducation(in: resume.text, sections: resume.sections)
    return resume.ranges(of: [.header, .summary]).flatMap { scanner.periods(in: $0) }.filter { period in
        // In a text without headings, the dates on the line of a degree or a school are those of study.
        let line = resume.text.line(around: period.range.lowerBound, reach: 120)
        return !degrees.contains { line.contains($0.range.lowerBound) }
            && !schools.contains { $0.occurs(in: resume.text.folded[line]) }
    }
}

private let schools = Words.list(["大学", "学院", "学校", "university", "college", "school"])
