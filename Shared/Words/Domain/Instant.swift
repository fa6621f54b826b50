/// A point in time in whole milliseconds since 1970-01-01T00:00:00Z. There is no clock here: time comes in as an input.
package struct Instant: Hashable, Sendable, Comparable {
    package let millisecondsSinceEpoch: Int64

    package init(millisecondsSinceEpoch: Int64) {
        self.millisecondsSinceEpoch = millisecondsSinceEpoch
    }

    package static let epoch = Instant(millisecondsSinceEpoch: 0)

    package static func < (left: Self, right: Self) -> Bool {
        left.millisecondsSinceEpoch < right.millisecondsSinceEpoch
    }

    package func advanced(byMilliseconds milliseconds: Int64) -> Instant {
        Instant(millisecondsSinceEpoch: millisecondsSinceEpoch + milliseconds)
    }

    package func advanced(byMinutes minutes: Int64) -> Instant { advanced(byMilliseconds: minutes * 60_000) }
    package func advanced(byHours hours: Int64) -> Instant { advanced(byMinutes: hours * 60) }
    package func advanced(byDays days: Int64) -> Instant { advanced(byHours: days * 24) }

    /// Milliseconds from `earlier` to this instant; negative when `earlier` is later.
    package func milliseconds(since earlier: Instant) -> Int64 {
        millisecondsSinceEpoch - earlier.millisecondsSinceEpoch
    }
}

/// RFC 3339 in UTC with milliseconds, `2026-11-21T15:30:00.000Z`; reading takes any offset and any number of fraction digits.
extension Instant: CustomStringConvertible {
    package var description: String {
        let days = millisecondsSinceEpoch.flooringDivision(by: 86_400_000)
        let rest = millisecondsSinceEpoch - days * 86_400_000
        let date = CalendarDate(daysSinceEpoch: Int(days))
        let seconds = rest / 1000
        return "\(date)T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
            + ".\(padded(rest % 1000, 3))Z"
    }

    /// Throws `InvalidInstant` for anything that is not an RFC 3339 date-time.
    package init(_ text: String) throws(InvalidInstant) {
        guard let instant = Instant.parse(Array(text.utf8)) else { throw InvalidInstant() }
        self = instant
    }

    private static func parse(_ bytes: [UInt8]) -> Instant? {
        guard bytes.count >= 20, bytes.count <= 40, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let date = try? CalendarDate(String(decoding: bytes[0..<10], as: UTF8.self)),
            let hour = number(bytes[11..<13], below: 24), let minute = number(bytes[14..<16], below: 60),
            let second = number(bytes[17..<19], below: 61)
        else { return nil }
        var index = 19
        var millisecond: Int64 = 0
        if bytes[index] == UInt8(ascii: ".") {
            index += 1
            let start = index
            while index < bytes.count, (48...57).contains(bytes[index]) {
                if index - start < 3 { millisecond = millisecond * 10 + Int64(bytes[index] - 48) }
                index += 1
            }
            guard index > start else { return nil }
            for _ in 0..<max(0, 3 - (index - start)) { millisecond *= 10 }
        }
        guard let offset = offsetMinutes(bytes[index...]) else { return nil }
        let seconds = Int64(date.daysSinceEpoch) * 86_400 + hour * 3600 + minute * 60 + second - offset * 60
        return Instant(millisecondsSinceEpoch: seconds * 1000 + millisecond)
    }

    private static func offsetMinutes(_ bytes: ArraySlice<UInt8>) -> Int64? {
        let first = bytes.startIndex
        if bytes.count == 1, bytes[first] == UInt8(ascii: "Z") || bytes[first] == UInt8(ascii: "z") { return 0 }
        guard bytes.count == 6, bytes[first + 3] == UInt8(ascii: ":"),
            let hours = number(bytes[(first + 1)..<(first + 3)], below: 24),
            let minutes = number(bytes[(first + 4)..<(first + 6)], below: 60)
        else { return nil }
        switch bytes[first] {
        case UInt8(ascii: "+"): return hours * 60 + minutes
        case UInt8(ascii: "-"): return -(hours * 60 + minutes)
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>, below bound: Int64) -> Int64? {
        var value: Int64 = 0
        for digit in digits {
            guard (48...57).contains(digit) else { return nil }
            value = value * 10 + Int64(digit - 48)
        }
        return value < bound ? value : nil
    }
}

package struct InvalidInstant: Error, CustomStringConvertible {
    package var description: String { "a date-time has the form 2026-11-21T15:30:00Z (RFC 3339)" }
}

extension Instant: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int64 {
    /// Division that rounds towards negative infinity, so that instants before 1970 fall into the right day.
    func flooringDivision(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
