/// A moment as people of one place and language write it.
package struct LocalTime: Sendable, Hashable {
    package let offsetMinutes: Int

    /// - Parameter offsetMinutes: east of UTC: 480 in China.
    package init(offsetMinutes: Int) {
        self.offsetMinutes = offsetMinutes
    }

    /// `2026年11月28日 23:36（UTC+8）` or `28 November 2026, 23:36 (UTC+8)`.
    ///
    /// - Parameter withWeekday: `2026年11月28日（星期六）23:36（UTC+8）`, `Saturday, 28 November 2026, 23:36 (UTC+8)`.
    package func text(_ instant: Instant, in language: Language, withWeekday: Bool = false) -> String {
        let local = instant.advanced(byMinutes: Int64(offsetMinutes)).description
        let clock = local.dropFirst(11).prefix(5)
        let numbers = local.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 3 else { return instant.description }
        let day = withWeekday ? weekday(of: instant) : nil
        switch language {
        case .chinese:
            let named = day.map { "（星期\($0.zh)）" } ?? " "
            return "\(numbers[0])年\(numbers[1])月\(numbers[2])日\(named)\(clock)（\(zone)）"
        case .english:
            let named = day.map { "\($0.en), " } ?? ""
            return "\(named)\(numbers[2]) \(Self.months[numbers[1] - 1]) \(numbers[0]), \(clock) (\(zone))"
        }
    }

    private func weekday(of instant: Instant) -> (zh: String, en: String) {
        let local = instant.advanced(byMinutes: Int64(offsetMinutes)).millisecondsSinceEpoch
        // Rounded down, also before 1970, which began on a Thursday.
        let days = local / 86_400_000 - (local % 86_400_000 < 0 ? 1 : 0)
        return Self.weekdays[Int(((days + 4) % 7 + 7) % 7)]
    }

    /// The moment that a clock here shows so: `2026-12-01T10:00`, as a browser's field of date and time sends it. Nil for
    /// anything else.
    package func instant(of text: String) -> Instant? {
        guard text.utf8.count == 16, text.utf8.allSatisfy({ $0 < 0x80 }), text.dropFirst(10).first == "T",
            let instant = try? Instant(text + ":00Z")
        else { return nil }
        return instant.advanced(byMinutes: -Int64(offsetMinutes))
    }

    /// The same the other way.
    package func field(_ instant: Instant) -> String {
        String(instant.advanced(byMinutes: Int64(offsetMinutes)).description.prefix(16))
    }

    private var zone: String {
        let minutes = abs(offsetMinutes)
        let rest = minutes % 60 == 0 ? "" : ":" + (minutes % 60 < 10 ? "0" : "") + String(minutes % 60)
        return offsetMinutes == 0 ? "UTC" : "UTC\(offsetMinutes < 0 ? "-" : "+")\(minutes / 60)\(rest)"
    }

    private static let weekdays = [
        ("日", "Sunday"), ("一", "Monday"), ("二", "Tuesday"), ("三", "Wednesday"), ("四", "Thursday"), ("五", "Friday"),
        ("六", "Saturday"),
    ]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
