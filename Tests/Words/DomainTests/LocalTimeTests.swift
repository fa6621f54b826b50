import Testing

@testable import Domain

/// Times as people here read and type them.
struct LocalTimeTests {
    @Test(
        arguments: [
            ("2026-12-01T10:00", 480, "2026-12-01T02:00:00.000Z"),
            ("2026-12-01T00:30", 480, "2026-11-30T16:30:00.000Z"),
            ("2027-01-01T00:00", -300, "2027-01-01T05:00:00.000Z"), ("2026-12-01T10:00", 0, "2026-12-01T10:00:00.000Z"),
            ("2026-12-01 10:00", 480, nil), ("2026-12-01T10:00:00", 480, nil), ("2026-13-01T10:00", 480, nil),
            ("", 480, nil),
            ("十二月一日上午十点", 480, nil),
        ] as [(String, Int, String?)])
    func `a field of date and time is read by the clock here`(text: String, offset: Int, instant: String?) throws {
        let time = LocalTime(offsetMinutes: offset)
        let found = time.instant(of: text)
        #expect(found == (try instant.map { try Instant($0) }))
        if let found { #expect(time.field(found) == text) }
    }

    @Test(arguments: [
        ("2026-12-01T02:00:00Z", 480, "2026年12月1日（星期二）10:00（UTC+8）", "Tuesday, 1 December 2026, 10:00 (UTC+8)"),
        ("2026-11-30T16:30:00Z", 480, "2026年12月1日（星期二）00:30（UTC+8）", "Tuesday, 1 December 2026, 00:30 (UTC+8)"),
        ("2026-12-06T01:00:00Z", -300, "2026年12月5日（星期六）20:00（UTC-5）", "Saturday, 5 December 2026, 20:00 (UTC-5)"),
        ("1969-12-31T23:00:00Z", 0, "1969年12月31日（星期三）23:00（UTC）", "Wednesday, 31 December 1969, 23:00 (UTC)"),
    ])
    func `a time to come is told with its day of the week`(
        instant: String, offset: Int, chinese: String, english: String
    ) throws {
        let (time, instant) = (LocalTime(offsetMinutes: offset), try Instant(instant))
        #expect(time.text(instant, in: .chinese, withWeekday: true) == chinese)
        #expect(time.text(instant, in: .english, withWeekday: true) == english)
    }
}
