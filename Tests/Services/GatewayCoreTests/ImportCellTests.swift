import Domain
import Testing

@testable import GatewayCore

/// Cells of tables to what they say, or why it cannot be said.
struct ImportCellTests {
    private static let today = CalendarDate.of(2026, 11, 21)

    /// The value, or the code of the fault.
    private func told<Value>(_ read: () throws(CellFault) -> Value) -> String {
        do throws(CellFault) { return "\(try read())" } catch { return error.code.rawValue }
    }

    @Test(arguments: [
        (TableCell.text("138 0013 8000"), "138 0013 8000"), (.text("+86 138-0013-8000"), "+86 138-0013-8000"),
        (.text("０１０－５５５５０１００"), "010-55550100"), (.text("'+4930123456"), "+4930123456"),
        (.text("(010) 5555 0100"), "(010) 5555 0100"),
        // As numbers: nothing can be lost of a mobile number of the mainland alone.
        (.number("13800138000"), "13800138000"), (.number("8613800138000"), "8613800138000"),
        (.text("13800138000.0"), "13800138000"), (.number("1055550100"), "not-text"),
        (.number("12800138000"), "not-text"),
        (.number("4930123456"), "not-text"), (.number("1.38e+10"), "digits-lost"), (.text("1.38E+10"), "digits-lost"),
        (.text("1.3800138E10"), "digits-lost"), (.number("13800138000123456"), "digits-lost"),
        (.text("13800138000.5"), "malformed"), (.text("12345"), "malformed"), (.text("1234567890123456"), "malformed"),
        (.text("call me"), "malformed"), (.text("138+0013"), "malformed"), (.text("ext e"), "malformed"),
        (.text("#N/A"), "error"), (.flawed(.error), "error"), (.flawed(.formula), "formula"),
        (.flawed(.tooLong), "too-long"), (.date(.of(2026, 3, 4)), "2026-03-04"), (.text("   "), "missing"),
    ])
    func `a telephone number is taken as it is written, and never guessed`(cell: TableCell, expected: String) {
        let told = told { () throws(CellFault) in try cell.phone() }
        // A date is no number, whatever it looks like.
        if case .date = cell { #expect(told == expected || told == "malformed") } else { #expect(told == expected) }
    }

    @Test(arguments: [
        (TableCell.date(.of(2026, 3, 4)), nil as Bool?, "2026-03-04"), (.text("2026-3-4"), nil, "2026-03-04"),
        (.text("2026/03/04 10:30"), nil, "2026-03-04"), (.text("2026.3.4"), nil, "2026-03-04"),
        (.text("2026年3月4日"), nil, "2026-03-04"), (.text("2026-03-04T10:30:00Z"), nil, "2026-03-04"),
        (.text("20260304"), nil, "2026-03-04"), (.number("20260304"), false, "2026-03-04"),
        // One day, counted by Excel from 1900 and from 1904 (ECMA-376, 18.17.4.1).
        (.number("46085"), false, "2026-03-04"), (.number("46085.75"), false, "2026-03-04"),
        (.number("44623"), true, "2026-03-04"), (.number("46085"), nil, "unknown-epoch"),
        (.text("46085"), nil, "unknown-epoch"), (.text("03/04/2026"), nil, "ambiguous-date"),
        (.text("13/04/2026"), nil, "ambiguous-date"), (.text("3-4-26"), nil, "ambiguous-date"),
        (.text("2026-02-30"), nil, "malformed"), (.text("yesterday"), nil, "malformed"),
        (.text("2026-12-01"), nil, "future-date"), (.text("1899-01-01"), nil, "malformed"),
        (.number("-5"), false, "malformed"), (.number("1e400"), false, "malformed"), (.flawed(.error), nil, "error"),
        (.flawed(.formula), false, "formula"),
    ])
    func `a day has its year in front, or is counted where the file says from when`(
        cell: TableCell, isEpoch1904: Bool?, expected: String
    ) {
        let dates = ImportDates(isEpoch1904: isEpoch1904, today: Self.today)
        #expect(told { () throws(CellFault) in try dates.day(in: cell) } == expected)
    }

    @Test(arguments: [
        (TableCell.text("A-17"), "A-17"), (.number("1017"), "1017"), (.text("李"), "malformed"),
        (.number("1017.5"), "malformed"), (.number("1.2e+17"), "digits-lost"), (.text("13800138000"), "personal-id"),
        (.number("13800138000"), "personal-id"), (.text("11010519491231002X"), "personal-id"),
        (.text("li.wei@example.com"), "malformed"), (.flawed(.error), "error"),
    ])
    func `an identifier tells nothing of the person`(cell: TableCell, expected: String) {
        #expect(told { () throws(CellFault) in try cell.applicationID(today: Self.today) } == expected)
    }

    @Test(arguments: [
        (TableCell.text("李伟"), "李伟"), (.text("O'Neill, Ann"), "O'Neill, Ann"), (.text("'=Ann"), "=Ann"),
        (.text("Li\nWei"), "malformed"), (.number("7"), "malformed"), (.date(.of(2026, 3, 4)), "malformed"),
        (.text(String(repeating: "a", count: 201)), "too-long"), (.text("#REF!"), "error"),
    ])
    func `a name is a text on one line`(cell: TableCell, expected: String) {
        #expect(told { () throws(CellFault) in try cell.line(charactersMax: 200) } == expected)
    }

    @Test(arguments: [
        ("姓名", ImportField.name), ("Full Name", .name), ("手机号码", .phone), ("E-mail", .email), ("电子邮箱", .email),
        ("毕业院校", .school), ("Years of Experience", .years), ("申请日期", .appliedOn), ("Résumé", .resume),
        ("External ID", .applicationID), ("序号", nil), ("编号", nil), ("ID", nil), ("来源", nil), ("", nil),
    ])
    func `a head is known in both languages, and a running number is no identifier`(head: String, field: ImportField?) {
        #expect(ImportField.of(head: head) == field)
    }
}

extension CalendarDate {
    fileprivate static func of(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        CalendarDate(daysSinceEpoch: 0).adding(
            days: (try? CalendarDate(year: year, month: month, day: day))?.daysSinceEpoch ?? 0)
    }
}
