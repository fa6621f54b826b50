import ContractsCore
import Domain
import Testing

@Suite struct TermTests {
    static func day(_ text: String) throws -> CalendarDate { try CalendarDate(text) }

    @Test(arguments: [
        ("2026-01-01", "2026-03-30", 2, 0),
        ("2026-01-01", "2026-03-31", 3, 1),
        // 89 days from 1 January are not three months.
        ("2026-01-01", "2026-03-30", 2, 0),
        ("2026-01-01", "2026-11-30", 11, 1),
        // 364 days.
        ("2026-01-01", "2026-12-30", 11, 1),
        ("2026-01-01", "2026-12-31", 12, 2),
        ("2024-01-01", "2024-12-30", 11, 1),
        ("2024-02-29", "2025-02-27", 11, 1),
        ("2026-01-01", "2028-11-30", 35, 2),
        ("2026-01-01", "2028-12-30", 35, 2),
        ("2026-01-01", "2028-12-31", 36, 6),
        ("2026-05-15", "2026-08-14", 3, 1),
        ("2026-05-15", "2026-08-13", 2, 0),
        ("2026-01-01", "2026-01-01", 0, 0),
    ])
    func `counts calendar months with both days in`(start: String, end: String, months: Int, probation: Int) throws {
        let (start, end) = (try Self.day(start), try Self.day(end))
        #expect(MonthCount(from: start, through: end).months == months)
        #expect(ContractTerm.fixed(from: start, through: end).probationMonthsMax == probation)
    }

    @Test(arguments: [
        // By one reading 28 February closes a month that began on 31 January + 1, by the other 1 March does.
        ("2026-01-31", "2026-04-29", 2, true),
        ("2026-01-31", "2026-04-30", 3, false),
        ("2026-11-30", "2027-02-27", 2, true),
        ("2026-11-30", "2027-02-28", 3, false),
        ("2026-01-15", "2026-04-14", 3, false),
    ])
    func `a term from a month's end is read the shorter way and flagged`(
        start: String, end: String, months: Int, isAmbiguous: Bool
    ) throws {
        let count = MonthCount(from: try Self.day(start), through: try Self.day(end))
        #expect(count.months == months)
        #expect(count.isAmbiguous == isAmbiguous)
    }

    @Test func `open-ended allows six months of probation and a task none`() throws {
        let start = try Self.day("2026-01-01")
        #expect(ContractTerm.openEnded(from: start).probationMonthsMax == 6)
        #expect(ContractTerm.task(from: start).probationMonthsMax == 0)
    }

    @Test(arguments: [
        ("2026-01-01", 3, "2026-03-31"), ("2026-05-15", 12, "2027-05-14"), ("2026-01-31", 1, "2026-02-27"),
    ])
    func `a period of months ends the day before the same day`(start: String, months: Int, end: String) throws {
        #expect(try Self.day(start).lastDay(ofMonths: months) == Self.day(end))
    }
}
