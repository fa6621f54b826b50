import Glibc

/// A moment of the wall clock, for log lines. Decisions never read it: they are given the time.
struct WallTime: Sendable, Equatable {
    var secondsSinceEpoch: Int64
    var nanoseconds: Int64

    static func now() -> WallTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(secondsSinceEpoch: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
    }
}

extension WallTime {
    /// RFC 3339 in UTC with milliseconds, such as `2026-03-01T09:30:00.000Z`.
    var rfc3339: String {
        let days = secondsSinceEpoch >= 0 ? secondsSinceEpoch / 86_400 : (secondsSinceEpoch - 86_399) / 86_400
        let second = secondsSinceEpoch - days * 86_400
        let date = Self.civil(daysSinceEpoch: days)
        let clock =
            "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)).\(padded(nanoseconds / 1_000_000, 3))"
        return "\(padded(date.year, 4))-\(two(date.month))-\(two(date.day))T\(clock)Z"
    }

    /// The proleptic Gregorian date of a day number, by eras of 400 years that start on 1 March.
    private static func civil(daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private func two(_ value: Int64) -> String { padded(value, 2) }

    private func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
