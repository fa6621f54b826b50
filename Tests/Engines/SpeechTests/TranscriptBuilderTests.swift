import Domain
import Testing

@testable import Speech

@Suite struct TranscriptBuilderTests {
    private func token(_ text: String, _ milliseconds: Range<Int>, _ probability: Double = 1) -> TranscriptBuilder.Token
    {
        TranscriptBuilder.Token(bytes: Array(text.utf8), milliseconds: milliseconds, probability: probability)
    }

    @Test func `a character split over tokens is joined before it is read`() {
        let bytes = Array("项目".utf8)
        var builder = TranscriptBuilder(.chinese)
        builder.append([
            .init(bytes: Array(bytes[..<2]), milliseconds: 0..<100, probability: 0.9),
            .init(bytes: Array(bytes[2..<4]), milliseconds: 100..<200, probability: 0.5),
            .init(bytes: Array(bytes[4...]), milliseconds: 200..<300, probability: 0.8),
        ])
        let transcript = builder.transcript()
        #expect(transcript.text == "项目")
        #expect(transcript.words.map(\.startMilliseconds) == [0, 150])
        #expect(transcript.words.map(\.probability) == [0.5, 0.5])
    }

    @Test func `words are letters and digits, punctuation is none`() {
        var builder = TranscriptBuilder(.english)
        builder.append([
            token(" I", 0..<100), token(" don't", 100..<300), token(",", 300..<310), token(" cut", 400..<500),
            token(" costs", 500..<700), token(" by", 700..<800), token(" 3", 800..<900), token(".5", 900..<1000),
            token("%.", 1000..<1100),
        ])
        let transcript = builder.transcript()
        #expect(transcript.text == "I don't, cut costs by 3.5%.")
        let scalars = Array(transcript.text.unicodeScalars)
        let words = transcript.words.map { String(String.UnicodeScalarView(scalars[$0.start..<$0.end])) }
        #expect(words == ["I", "don't", "cut", "costs", "by", "3.5"])
        #expect(transcript.words.last?.startMilliseconds == 850)
    }

    @Test func `Chinese and Latin words stand side by side`() {
        var builder = TranscriptBuilder(.chinese)
        builder.append([token("我用", 0..<200), token("Kafka", 200..<500), token("做过。", 500..<800)])
        #expect(builder.transcript().words.count == 5)
        #expect(builder.transcript().words[2].end == 7)
    }

    @Test func `traditional characters are written simplified, in Chinese alone`() {
        for (language, text) in [(Language.chinese, "换一份项目计划"), (.english, "換一份項目計劃")] {
            var builder = TranscriptBuilder(language)
            builder.append([token("換一份項目計劃", 0..<700)])
            #expect(builder.transcript().text == text)
        }
    }

    @Test(arguments: Language.allCases)
    func `a segment that only says the prompt again is dropped`(language: Language) {
        var builder = TranscriptBuilder(language)
        builder.append([token(language.prompt, 0..<1000)])
        builder.append([token(" Kafka", 1000..<1500)])
        #expect(builder.transcript().text == "Kafka")
    }

    @Test func `segments are joined in the manner of their language`() {
        for (language, text) in [(Language.english, "one two"), (.chinese, "onetwo")] {
            var builder = TranscriptBuilder(language)
            builder.append([token(" one ", 0..<10)])
            builder.append([token(" two", 10..<20)])
            #expect(builder.transcript().text == text)
        }
    }

    @Test func `bytes that never become a character are left out`() {
        var builder = TranscriptBuilder(.english)
        builder.append([.init(bytes: [0xFF, 0xFE], milliseconds: 0..<10, probability: 1)])
        #expect(builder.transcript().text.isEmpty)
    }
}
