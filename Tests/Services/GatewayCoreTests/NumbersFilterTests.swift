import Domain
import Events
import Testing

@testable import GatewayCore

/// Which applications the numbers count.
struct NumbersFilterTests {
    private func day(_ text: String) throws -> CalendarDate { try CalendarDate(text) }

    @Test(
        arguments: [
            ("", "", "2026-09-02", "2026-11-30"), ("2026-11-01", "", "2026-11-01", "2026-11-30"),
            ("", "2026-03-31", "2026-01-01", "2026-03-31"), ("2026-11-30", "2026-11-30", "2026-11-30", "2026-11-30"),
            ("2024-11-30", "2026-11-30", "2024-11-30", "2026-11-30"),
        ])
    func `a period is what was chosen, and ninety days where nothing was`(
        from: String, through: String, first: String, last: String
    ) throws {
        let filter = try NumbersFilter(job: "", from: from, through: through, today: day("2026-11-30"))
        #expect([filter.from, filter.through].map(\.description) == [first, last] && filter.jobID == nil)
    }

    @Test(
        arguments: [
            ("", "yesterday", "", .noDate), ("", "2026-02-30", "", .noDate), ("", "", "9999-12-31", .noDate),
            ("", "2026-12-01", "", .backwards), ("", "2026-02-01", "2026-01-31", .backwards),
            ("", "2024-11-29", "2026-11-30", .tooLong), ("no identifier", "", "", .noJob),
        ] as [(String, String, String, NumbersFilter.Fault)])
    func `a period that is none says why`(job: String, from: String, through: String, fault: NumbersFilter.Fault)
        throws
    {
        let today = try day("2026-11-30")
        #expect(throws: fault) { try NumbersFilter(job: job, from: from, through: through, today: today) }
    }

    @Test func `days begin and end at the employer's midnight`() throws {
        let one = "2026-11-30"
        let filter = try NumbersFilter(job: "job-1", from: one, through: one, today: day("2026-12-24"))
        let moments = filter.moments(offsetMinutes: 480)
        #expect(moments.lowerBound == (try Instant("2026-11-29T16:00:00Z")))
        #expect(moments.upperBound == (try Instant("2026-11-30T16:00:00Z")))
        #expect(filter.jobID == "job-1")
        for (moment, offset, date) in [
            ("2026-11-29T16:00:00Z", 480, "2026-11-30"), ("2026-11-29T15:59:59Z", 480, "2026-11-29"),
            ("2026-11-30T03:00:00Z", -300, "2026-11-29"), ("1969-12-31T23:00:00Z", 0, "1969-12-31"),
        ] {
            #expect(try Instant(moment).day(offsetMinutes: offset) == day(date), "\(moment)")
        }
    }
}
