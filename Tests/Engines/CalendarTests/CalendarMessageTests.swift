import Domain
import Testing

@testable import Calendar

/// What calendars are told, line by line.
struct CalendarMessageTests {
    private func message(_ method: CalendarMessage.Method = .request, summary: String = "Talk") -> CalendarMessage {
        CalendarMessage(
            method, identifier: "talk-1@jobs.example", sequence: 2,
            startsAt: Instant(millisecondsSinceEpoch: 1_796_040_000_000),
            endsAt: Instant(millisecondsSinceEpoch: 1_796_042_700_000), summary: summary, place: "Room 5; second floor",
            text: "Ring at the door,\nplease.", organizer: .init(name: "Example GmbH", address: "hr@jobs.example"),
            attendee: .init(name: "李伟", address: "li.wei@mail.example"),
            toldAt: Instant(millisecondsSinceEpoch: 1_795_000_000_000))
    }

    /// Lines as they are meant: what was folded is put together again (RFC 5545, 3.1).
    private func lines(_ message: CalendarMessage) -> [String] {
        let text = String(decoding: message.encoded(), as: UTF8.self)
        return text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    }

    @Test func `an appointment is told with its times in UTC, its place and who comes`() {
        let lines = lines(message())
        for line in [
            "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REQUEST", "BEGIN:VEVENT", "UID:talk-1@jobs.example", "SEQUENCE:2",
            "DTSTAMP:20261118T110640Z", "DTSTART:20261130T120000Z", "DTEND:20261130T124500Z", "SUMMARY:Talk",
            "LOCATION:Room 5\\; second floor", "DESCRIPTION:Ring at the door\\,\\nplease.", "STATUS:CONFIRMED",
            "END:VEVENT", "END:VCALENDAR",
        ] { #expect(lines.contains(line), "\(line)") }
        #expect(lines.contains { $0.hasPrefix("ORGANIZER;CN=") && $0.hasSuffix("mailto:hr@jobs.example") })
        #expect(lines.contains { $0.contains("李伟") && $0.contains("PARTSTAT=ACCEPTED") && $0.contains("RSVP=FALSE") })
        #expect(message().contentType == "text/calendar; charset=utf-8; method=REQUEST")
        #expect(message().encoded() == message().encoded())
    }

    @Test func `a cancelled one says so`() {
        let lines = lines(message(.cancel))
        #expect(lines.contains("METHOD:CANCEL") && lines.contains("STATUS:CANCELLED"))
    }

    @Test(arguments: [
        "面试，与某某公司：门店经理；第二轮，请提前十分钟到达，谢谢您的配合与支持，我们期待与您见面。请带上身份证原件",
        "A\r\nBEGIN:VALARM\r\nEND:VALARM", "a;b,c\\d\"e",
    ])
    func `no text leaves its line, and no character is cut in two`(summary: String) {
        let bytes = message(summary: summary).encoded()
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains("\u{FFFD}") && !text.contains("\nBEGIN:VALARM"))
        for line in bytes.split(separator: 0x0A) { #expect(line.count <= 76) }
        #expect(lines(message(summary: summary)).count { $0.hasPrefix("SUMMARY:") } == 1)
    }
}
