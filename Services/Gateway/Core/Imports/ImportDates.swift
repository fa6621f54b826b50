import Domain

/// Days as tables write them: the year in front, or a count of days where the file says from when it counts.
struct ImportDates: Sendable {
    let isEpoch1904: Bool?
    let today: CalendarDate

    /// Nobody's application is older.
    private static let yearMin = 1990

    func day(in cell: TableCell) throws(CellFault) -> CalendarDate {
        let day: CalendarDate
        switch cell {
        case .date(let date): day = date
        case .number(let number): day = try counted(number)
        case .empty, .text, .flawed: day = try written(try cell.told(charactersMax: 60))
        }
        guard day.year >= Self.yearMin else { throw CellFault(code: .malformed) }
        guard day <= today else { throw CellFault(code: .futureDate) }
        return day
    }

    /// `45000.5` in a workbook: days since the last of 1899, or since the first of 1904; what stands behind the point is the time.
    private func counted(_ number: String) throws(CellFault) -> CalendarDate {
        if let day = try digits(number) { return day }
        guard let days = Double(number), (1...100_000).contains(days) else { throw CellFault(code: .malformed) }
        guard let isEpoch1904 else { throw CellFault(code: .unknownEpoch) }
        // Excel counts a 29 February 1900 that never was; behind it the count is right from 30 December 1899.
        let first =
            try? isEpoch1904 ? CalendarDate(year: 1904, month: 1, day: 1) : CalendarDate(year: 1899, month: 12, day: 30)
        guard let first else { throw CellFault(code: .malformed) }
        return first.adding(days: Int(days.rounded(.down)))
    }

    /// `20260304`: no count of days is as long.
    private func digits(_ text: String) throws(CellFault) -> CalendarDate? {
        guard text.count == 8, let number = Int(text), number > 0 else { return nil }
        return try date(number / 10_000, number / 100 % 100, number % 100)
    }

    /// `2026-3-4`, `2026/03/04 10:30`, `2026年3月4日`.
    private func written(_ text: String) throws(CellFault) -> CalendarDate {
        if let day = try digits(text) { return day }
        if Double(text) != nil { return try counted(text) }
        let head = text.prefix { $0 != " " && $0 != "T" && $0 != "日" }
        let parts = head.split(omittingEmptySubsequences: false) { "-/.年月".contains($0) }
        let numbers = parts.compactMap { part in part.allSatisfy { ("0"..."9").contains($0) } ? Int(part) : nil }
        guard numbers.count == 3, parts.count == 3 else { throw CellFault(code: .malformed) }
        guard parts[0].count == 4 else {
            throw CellFault(code: parts[2].count == 4 || parts[2].count == 2 ? .ambiguousDate : .malformed)
        }
        return try date(numbers[0], numbers[1], numbers[2])
    }

    private func date(_ year: Int, _ month: Int, _ day: Int) throws(CellFault) -> CalendarDate {
        do { return try CalendarDate(year: year, month: month, day: day) } catch { throw CellFault(code: .malformed) }
    }
}
