import Domain
import GatewayCore
import Testing

@Suite struct CaptionsTests {
    /// Words of a text that is split at blanks, or for Chinese at each character, each as long as told.
    private func transcript(
        _ text: String, _ language: Language = .english, milliseconds: Int = 300, silences: [Int: Int] = [:]
    ) -> Transcript {
        let scalars = Array(text.unicodeScalars)
        var words: [Transcript.Word] = []
        var (start, at): (Int?, Int) = (nil, 0)
        func end(_ index: Int) {
            guard let begun = start else { return }
            at += silences[words.count] ?? 0
            words.append(
                .init(
                    start: begun, end: index, startMilliseconds: at, endMilliseconds: at + milliseconds, probability: 1)
            )
            at += milliseconds
            start = nil
        }
        for (index, scalar) in scalars.enumerated() {
            let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            if !isWord { end(index) } else if start == nil { start = index }
            if isWord, language == .chinese { end(index + 1) }
        }
        end(scalars.count)
        return Transcript(language: language, text: text, words: words)
    }

    private func texts(_ captions: String) -> [String] {
        captions.split(separator: "\n\n").dropFirst().map { String($0.split(separator: "\n").last ?? "") }
    }

    @Test func `a sentence is one caption, with its stops, from its first word to its last`() {
        #expect(
            Captions.webVTT(of: transcript("I read the logs. Then I fixed it!")) == """
                WEBVTT

                00:00:00.000 --> 00:00:01.200
                I read the logs.

                00:00:01.200 --> 00:00:02.400
                Then I fixed it!

                """)
    }

    @Test func `a silence, six seconds and two full lines end a caption`() {
        #expect(texts(Captions.webVTT(of: transcript("one two three", silences: [1: 801]))) == ["one", "two three"])
        #expect(texts(Captions.webVTT(of: transcript("one two three", silences: [1: 800]))) == ["one two three"])
        #expect(texts(Captions.webVTT(of: transcript("one two three", milliseconds: 2_001))) == ["one two", "three"])
        let long = Array(repeating: "word", count: 20).joined(separator: " ")
        #expect(texts(Captions.webVTT(of: transcript(long, milliseconds: 100))).map(\.count) == [84, 14])
        let chinese = String(repeating: "我们先分析监控和日志", count: 4)
        #expect(texts(Captions.webVTT(of: transcript(chinese, .chinese, milliseconds: 100))).map(\.count) == [32, 8])
        #expect(
            texts(Captions.webVTT(of: transcript("结果很好。大家同意。", .chinese))) == ["结果很好。", "大家同意。"])
    }

    @Test func `what would be markup or a time is shown as it is written`() {
        let captions = Captions.webVTT(of: transcript("a <b>bold</b> & b --> c\nWEBVTT"))
        #expect(texts(captions) == ["a &lt;b&gt;bold&lt;/b&gt; &amp; b --&gt; c WEBVTT"])
    }

    @Test func `a word is seen for a moment, hours are told, and no caption runs into the next`() {
        let quick = Transcript(
            language: .english, text: "Yes. No.",
            words: [
                .init(start: 0, end: 3, startMilliseconds: 3_600_000, endMilliseconds: 3_600_050, probability: 1),
                .init(start: 5, end: 7, startMilliseconds: 3_600_400, endMilliseconds: 3_600_450, probability: 1),
            ])
        #expect(
            Captions.webVTT(of: quick).contains("01:00:00.000 --> 01:00:00.400\nYes.\n\n01:00:00.400 --> 01:00:01.100"))
    }

    @Test func `nothing heard, and places beside the text, give no captions`() {
        #expect(Captions.webVTT(of: Transcript(language: .english, text: "", words: [])) == "WEBVTT\n")
        let beside = Transcript.Word(start: 5, end: 9, startMilliseconds: 0, endMilliseconds: 1, probability: 1)
        #expect(Captions.webVTT(of: Transcript(language: .english, text: "abc", words: [beside])) == "WEBVTT\n")
    }
}
