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
}
