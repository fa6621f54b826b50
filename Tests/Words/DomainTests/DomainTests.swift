import Domain
import Testing

@Suite struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Int64(0)), ("2026-11-21T15:30:00.250Z", 1_795_275_000_250),
        ("2026-11-21T23:30:00.25+08:00", 1_795_275_000_250), ("1969-12-31T23:59:59.999Z", -1),
        ("2000-02-29T12:00:00-05:30", 951_845_400_000),
    ])
    func `a date-time is read to the millisecond`(text: String, milliseconds: Int64) throws {
        #expect(try Instant(text).millisecondsSinceEpoch == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-02-29T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T15:30:00", "2026-11-21 15:30:00Z",
    ])
    func `what is no RFC 3339 date-time is refused`(text: String) {
        #expect(throws: InvalidInstant.self) { try Instant(text) }
    }

    @Test func `writing and reading gives the same instant`() throws {
        for milliseconds: Int64 in [0, -1, -86_400_001, 1_795_275_000_250, 4_102_444_799_999] {
            let instant = Instant(millisecondsSinceEpoch: milliseconds)
            #expect(try Instant(instant.description) == instant)
        }
    }
}

@Suite struct CalendarDateTests {
    @Test func `days and dates convert both ways over 400 years`() {
        var previous = CalendarDate(daysSinceEpoch: -1)
        for day in 0..<146_097 {
            let date = CalendarDate(daysSinceEpoch: day)
            #expect(date.daysSinceEpoch == day && previous < date)
            previous = date
        }
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-11-30", 3, "2027-02-28"),
        ("2026-05-15", 12, "2027-05-15"),
    ])
    func `adding months keeps the day or takes the last of the month`(start: String, months: Int, end: String) throws {
        #expect(try CalendarDate(start).adding(months: months) == CalendarDate(end))
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-1-1", "1900-02-29", "x", "2026-11-2١"])
    func `what is no day of the calendar is refused`(text: String) {
        #expect(throws: InvalidCalendarDate.self) { try CalendarDate(text) }
    }
}

@Suite struct ScoreTests {
    @Test func `hundredths keep 69.99 and 70 apart`() throws {
        #expect(try Score(points: 69.99) < Score(points: 70))
        #expect(try Score(points: 69.99).description == "69.99")
        #expect(Score(clamping: 69.5).description == "69.5")
        #expect(Score(clamping: 101) == .full && Score(clamping: -.infinity) == .zero && Score(clamping: .nan) == .zero)
    }

    @Test(arguments: [-0.01, 100.01, Double.nan, .infinity])
    func `what lies outside is refused`(points: Double) {
        #expect(throws: ScoreOutOfRange.self) { try Score(points: points) }
    }
}

/// Published test values and rules of GB 11643-1999.
@Suite struct ResidentIdentityNumberTests {
    let today = CalendarDate(daysSinceEpoch: 20_000)

    @Test(arguments: ["11010519491231002X", "11010519491231002x"])
    func `a right number is accepted and its x normalised`(text: String) throws {
        let number = try ResidentIdentityNumber(text, today: today)
        #expect(number.text == "11010519491231002X")
    }

    @Test(arguments: [
        ("110105194912310021", InvalidResidentIdentityNumber.checkCharacter), ("11010519490230002X", .birthDate),
        ("110105299912310021", .birthDate), ("110105491231002", .oldForm), ("1101051949", .length),
        ("11010519491231O02X", .character), ("", .length), ("110101180101010012", .birthDate),
        ("000000199001010018", .place), ("999999199001010016", .place), ("160101199003071232", .place),
    ])
    func `a wrong number is refused with the reason`(text: String, reason: InvalidResidentIdentityNumber) {
        #expect(throws: reason) { try ResidentIdentityNumber(text, today: today) }
    }

    /// A number for a body of 17 digits.
    private func number(_ body: String, today: CalendarDate) throws -> ResidentIdentityNumber {
        let check = ResidentIdentityNumber.checkCharacter(of: body.utf8.map { Int($0) - 48 })
        return try ResidentIdentityNumber(body + String(decoding: [check], as: UTF8.self), today: today)
    }

    @Test func `the place is one of the provinces, or that of a residence permit`() throws {
        let known = [11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71...71, 81...83].flatMap { Array($0) }
        for code in 0...99 {
            let body = "\(code < 10 ? "0" : "")\(code)000019900307123"
            #expect(((try? number(body, today: today)) != nil) == known.contains(code), "\(code)")
        }
    }

    @Test func `the birth date is a day of the last 120 years`() throws {
        let days = [
            ("20241004", true), ("20241005", false), ("19041004", true), ("19041003", false), ("20240229", true),
            ("20230229", false),
        ]
        // Day 20 000 is 4 October 2024.
        for (day, isRight) in days {
            #expect(((try? number("110101\(day)001", today: today)) != nil) == isRight, "\(day)")
        }
    }

    @Test(arguments: [("2024-10-03", false), ("2024-10-04", true), ("2030-01-01", true)])
    func `nobody works before the sixteenth birthday`(day: String, may: Bool) throws {
        let young = try number("11010120081004001", today: today)
        #expect(try young.mayWork(on: CalendarDate(day)) == may)
    }

    @Test(arguments: [("12345678901234567", "7"), ("44052418800101001", "4"), ("11010519491231002", "X")])
    func `the check character follows ISO 7064 MOD 11-2`(body: String, check: Character) {
        #expect(
            Character(Unicode.Scalar(ResidentIdentityNumber.checkCharacter(of: body.utf8.map { Int($0) - 48 })))
                == check)
    }
}

@Suite struct WordsTests {
    @Test(arguments: ["a@b.cn", "li.wei+jobs@mail.example.com", "王@例子.公司"])
    func `an address is accepted`(text: String) throws { #expect(try EmailAddress(text).text == text) }

    @Test(arguments: [
        "", "a", "a@b", "@b.c", "a@@b.c", "a b@c.d", "a@b.c\r\nBcc: x@y.z", "a@b..c", "a@.b.c", "<a@b.c>",
    ])
    func `what no mail can be sent to is refused`(text: String) {
        #expect(throws: InvalidEmailAddress.self) { try EmailAddress(text) }
    }

    @Test func `a span counts Unicode scalars and never runs past the text`() {
        #expect(CharacterSpan(start: 1, end: 3).slice(of: "我会Swift") == "会S")
        #expect(CharacterSpan(start: 0, end: 9).slice(of: "短") == nil)
    }

    @Test(arguments: ["", "a b", "é", String(repeating: "x", count: 129), "a/b"])
    func `an identifier with other characters is refused`(text: String) {
        #expect(throws: InvalidIdentifier.self) { try ApplicationID(text) }
    }

    @Test func `money needs a currency and is never negative`() {
        #expect(throws: InvalidMoney.self) { try Money(minorUnits: -1, currency: "CNY") }
        #expect(throws: InvalidMoney.self) { try Money(minorUnits: 1, currency: "cny") }
    }
}
