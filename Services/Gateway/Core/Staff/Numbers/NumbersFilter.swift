import Domain

/// Which applications the numbers count: those that came in a period, for one job or for all.
package struct NumbersFilter: Hashable, Sendable {
    /// Two years: what is longer is asked for in parts.
    package static let daysMax = 731
    package static let daysDefault = 90

    package enum Fault: String, Error, CaseIterable, Sendable {
        case noDate = "no-date"
        case backwards
        case tooLong = "too-long"
        case noJob = "no-job"
    }

    package let jobID: JobID?
    /// The first day and the last, both counted, of the employer's calendar.
    package let from: CalendarDate
    package let through: CalendarDate

    /// - Parameter today: what an empty end means; an empty beginning is ``daysDefault`` days up to the end.
    package init(job: String, from: String, through: String, today: CalendarDate) throws(Fault) {
        if job.isEmpty {
            jobID = nil
        } else {
            guard let id = try? JobID(job) else { throw .noJob }
            jobID = id
        }
        self.through = try Self.date(through) ?? today
        self.from = try Self.date(from) ?? self.through.adding(days: 1 - Self.daysDefault)
        guard self.from <= self.through else { throw .backwards }
        guard self.through.daysSinceEpoch - self.from.daysSinceEpoch < Self.daysMax else { throw .tooLong }
    }

    private static func date(_ text: String) throws(Fault) -> CalendarDate? {
        if text.isEmpty { return nil }
        // A calendar that spreadsheet programs and databases know as well.
        guard let date = try? CalendarDate(text), (2000...2999).contains(date.year) else { throw .noDate }
        return date
    }

    /// The moments that the days begin and end at, where the clock is so many minutes ahead of UTC.
    package func moments(offsetMinutes: Int) -> Range<Instant> {
        from.begin(offsetMinutes: offsetMinutes)..<through.adding(days: 1).begin(offsetMinutes: offsetMinutes)
    }
}

extension CalendarDate {
    /// The moment at which the day begins where the clock is so many minutes ahead of UTC.
    package func begin(offsetMinutes: Int) -> Instant {
        Instant.epoch.advanced(byDays: Int64(daysSinceEpoch)).advanced(byMinutes: Int64(-offsetMinutes))
    }
}

extension Instant {
    /// The day of it where the clock is so many minutes ahead of UTC.
    package func day(offsetMinutes: Int) -> CalendarDate {
        let local = advanced(byMinutes: Int64(offsetMinutes)).millisecondsSinceEpoch
        let days = local / 86_400_000 - (local % 86_400_000 < 0 ? 1 : 0)
        return CalendarDate(daysSinceEpoch: Int(days))
    }
}
