import Domain
import Testing

@testable import Speech

/// What is done about a recogniser's own mistakes, decided by values.
@Suite struct RecognitionTests {
    private func tokens(_ text: String) -> [TranscriptBuilder.Token] {
        text.split(separator: " ").enumerated().map { index, word in
            TranscriptBuilder.Token(
                bytes: Array(" \(word)".utf8), milliseconds: index * 300..<index * 300 + 300, probability: 0.9)
        }
    }

    private func said(_ tokens: [TranscriptBuilder.Token]) -> String {
        tokens.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "").split(separator: " ").joined(
            separator: " ")
    }

    @Test func `a loop is left once, and what people repeat stays`() {
        let loop = "we made a plan " + String(repeating: "and then we went on ", count: 6) + "to the end"
        let cases = [
            (loop, "we made a plan and then we went on to the end"),
            (String(repeating: "you ", count: 14), "you"),
            ("no no no no it was not me", "no no no no it was not me"),
            (
                "we tried again and we tried again and we tried again",
                "we tried again and we tried again and we tried again"
            ),
            ("", ""),
        ]
        for (heard, left) in cases {
            #expect(said(Repetition.removed(from: tokens(heard))) == left)
            #expect(Repetition.isIn(tokens(heard)) == (said(tokens(heard)) != left))
        }
    }

    @Test(
        arguments: [
            ("I looked at the logs and found the cause", 4_000, nil), ("", 900, nil), ("", 3_000, .unheard),
            ("yes", 12_000, .unheard), ("I", 800, nil),
            (String(repeating: "and then we went on ", count: 5), 9_000, .loop),
            ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen", 1_000, .tooFast),
            ("Thanks for watching!", 4_000, .unheard),
        ] as [(String, Int, WindowDoubt?)])
    func `what nobody says in that time is not believed`(text: String, milliseconds: Int, doubt: WindowDoubt?) {
        #expect(WindowDoubt([tokens(text)], milliseconds: milliseconds, .english) == doubt)
    }

    @Test func `a variation on one sentence without end is a loop as well`() {
        let lines = (1...9).map { "and then we went to the office on day \($0) and talked" }.joined(separator: " ")
        #expect(WindowDoubt([tokens(lines)], milliseconds: 27_000, .english) == .loop)
        let twice =
            "A customer called because the system was down. I looked at the logs and talked to the customer often. "
        #expect(WindowDoubt([tokens(twice + twice)], milliseconds: 16_000, .english) == nil)
    }

    @Test func `another language is noticed where it is clear, and an accent is none`() {
        let cases: [(Language, [Language: Double], Int, Language?)] = [
            (.english, [.chinese: 0.97, .english: 0.01], 9_000, .chinese),
            (.chinese, [.chinese: 0.02, .english: 0.95], 9_000, .english),
            (.english, [.chinese: 0.97, .english: 0.01], 1_200, nil),
            (.english, [.chinese: 0.55, .english: 0.4], 9_000, nil),
            // Most of it went to a third language.
            (.english, [.chinese: 0.1, .english: 0.02], 9_000, nil),
            (.english, [.chinese: 0.1, .english: 0.9], 9_000, nil),
        ]
        for (asked, probabilities, milliseconds, other) in cases {
            #expect(
                RecognitionBuilder.otherLanguage(than: asked, by: probabilities, milliseconds: milliseconds) == other)
        }
    }

    @Test func `a transcript is in the language of most of it, and says how much was in the other`() {
        var builder = RecognitionBuilder(asked: .chinese)
        builder.add([tokens("I looked")], in: .english, milliseconds: 20_000, nil)
        builder.add([tokens("日志")], in: .chinese, milliseconds: 8_000, .unheard)
        let mostlyEnglish = builder.recognition()
        #expect(mostlyEnglish.transcript.language == .english && mostlyEnglish.transcript.text == "I looked 日志")
        #expect(mostlyEnglish.otherLanguageMilliseconds == 20_000 && mostlyEnglish.doubtfulMilliseconds == 8_000)
        builder.add([tokens("日志")], in: .chinese, milliseconds: 12_000, nil)
        #expect(builder.recognition().transcript.language == .chinese)
        #expect(RecognitionBuilder(asked: .chinese).recognition().transcript.language == .chinese)
    }
}
