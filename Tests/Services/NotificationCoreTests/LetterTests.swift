import Domain
import NotificationCore
import Testing

@Suite struct LetterTests {
    @Test func `a text comes apart into subject, paragraphs, link and closing`() throws {
        let letter = try #require(
            Letter("Subject line\n\nDear 陈思远,\n\nFirst.\nStill first.\n\n\n-> Start\n\nAfter.\n\nAcme\n"))
        #expect(letter.subject == "Subject line")
        #expect(letter.paragraphs == ["Dear 陈思远,", "First.\nStill first."])
        #expect(letter.action == "Start")
        #expect(letter.closing == ["After.", "Acme"])
        #expect(
            letter.plain(link: "https://x.example/i#a.b")
                == "Dear 陈思远,\n\nFirst.\nStill first.\n\nStart\nhttps://x.example/i#a.b\n\nAfter.\n\nAcme\n")
    }

    @Test func `a text without a link has none, and half a text is no letter`() {
        #expect(Letter("Subject\n\nBody")?.action == nil)
        #expect(Letter("Subject\n\nBody")?.plain(link: "x") == "Body\n")
        #expect(Letter("Only a subject") == nil)
        #expect(Letter("Two\nlines\n\nBody") == nil)
        #expect(Letter("") == nil)
    }

    @Test(arguments: [
        ("  陈  思远 ", "陈 思远"), ("A\r\nBcc: x@y", "A Bcc: x@y"), ("A\n\n-> Click\n\nhere", "A -> Click here"),
        ("A\u{2028}\u{2029}B\u{0}C\u{85}", "A B C"),
        ("Ada Lovelace", "Ada Lovelace"), (" Ada", "Ada"), ("Ada ", "Ada"), ("Ada  Lovelace", "Ada Lovelace"),
        (" ", ""), ("", ""),
        (String(repeating: "x", count: 500), String(repeating: "x", count: 200)),
    ])
    func `a value becomes one line`(value: String, line: String) {
        #expect(Letter.line(value) == line)
    }

    @Test(arguments: [
        (480, Language.chinese, "2026年11月29日 00:05（UTC+8）"), (480, .english, "29 November 2026, 00:05 (UTC+8)"),
        (0, .english, "28 November 2026, 16:05 (UTC)"), (-210, .english, "28 November 2026, 12:35 (UTC-3:30)"),
        (345, .chinese, "2026年11月28日 21:50（UTC+5:45）"),
    ])
    func `a moment is written as people there write it`(offset: Int, language: Language, text: String) throws {
        #expect(LocalTime(offsetMinutes: offset).text(try Instant("2026-11-28T16:05:30Z"), in: language) == text)
    }

    @Test func `codes have words in both languages`() {
        for language in Language.allCases {
            for reason in [
                "screening-unclear", "confirm-rejection", "rule-gap", "insufficient-evidence",
                "second-interview-overdue", "question-unanswered", "answer-flagged", "score-within-error",
                "contract-blocked",
            ] {
                #expect(Words.reason(reason, in: language) != reason)
            }
        }
        #expect(Words.reason("something-new", in: .english) == "something-new")
    }
}
