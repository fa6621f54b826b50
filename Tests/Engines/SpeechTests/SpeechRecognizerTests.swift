import Domain
import Foundation
import Testing

@testable import Speech

@Suite(.serialized) struct SpeechRecognizerTests {
    @Test func `an English speaker is written down word by word with times`() async throws {
        let (sound, transcript) = try await Material.heard(Material.recording("address-en.webm"), .english)
        let said =
            "And so my fellow Americans ask not what your country can do for you ask what you can do for your country"
        #expect(Errors.count(Errors.units(said), Errors.units(transcript.text)) <= 1, "\(transcript.text)")
        try Self.expectOrderedWords(transcript, within: sound)
        // "Americans" ends before the first long pause, at 2.2 s; the last word is said after 10 s.
        #expect(transcript.words[4].endMilliseconds < 3_400)
        #expect(transcript.words.last!.endMilliseconds > 9_800)
        #expect(transcript.confidence! > 0.6)
    }

    @Test func `a Chinese speaker is written down character by character`() async throws {
        let (sound, transcript) = try await Material.heard(Material.recording("housing-zh.webm"), .chinese)
        let errors = Errors.count(Errors.units("广州市房地产中介协会分析"), Errors.units(transcript.text))
        #expect(errors <= 3, "\(transcript.text)")
        #expect(transcript.text.unicodeScalars.allSatisfy { $0 != "\u{FFFD}" })
        try Self.expectOrderedWords(transcript, within: sound)
    }

    @Test(arguments: ["silence", "noise", "hum"])
    func `where nobody speaks nothing is heard`(kind: String) async throws {
        let source = [
            "silence": "anullsrc=r=48000:cl=mono", "noise": "anoisesrc=color=pink:amplitude=0.05",
            "hum": "sine=frequency=100",
        ][kind]!
        let recording = try await Material.encoded(
            ["-f", "lavfi", "-i", source, "-t", "8", "-c:a", "libopus"], into: "out.webm")
        let sound = try await RecordingDecoder().sound(of: recording)
        let segments = try await VoiceActivityDetector(Material.models()).speech(in: sound)
        #expect(segments.isEmpty)
        let transcript = try await Material.recognizer.get()
            .recognition(of: segments, in: sound, language: .english).transcript
        #expect(transcript.text.isEmpty && transcript.words.isEmpty)
    }

    @Test(arguments: [("address-en.webm", Language.chinese, Language.english), ("housing-zh.webm", .english, .chinese)])
    func `who answers in another language than the one asked for is written down in theirs`(
        name: String, asked: Language, spoken: Language
    ) async throws {
        let sound = try await RecordingDecoder().sound(of: Material.recording(name))
        let segments = try await VoiceActivityDetector(Material.models()).speech(in: sound)
        let heard = try await Material.recognizer.get().recognition(of: segments, in: sound, language: asked)
        let (_, own) = try await Material.heard(Material.recording(name), spoken)
        #expect(heard.transcript.language == spoken)
        #expect(Errors.count(Errors.units(own.text), Errors.units(heard.transcript.text)) <= 2)
        #expect(heard.otherLanguageMilliseconds > 3_000 && heard.doubtfulMilliseconds == 0)
        let asIsAsked = try await Material.recognizer.get().recognition(of: segments, in: sound, language: spoken)
        #expect(asIsAsked.otherLanguageMilliseconds == 0)
    }

    @Test func `what was heard before changes nothing of what is heard now`() async throws {
        // The recogniser is unsure here, and tries more than once.
        let unsure = try [UInt8](
            Data(contentsOf: Material.checkout.appending(path: "Tools/demo/recordings/chen-performance.webm")))
        let (_, first) = try await Material.heard(unsure, .chinese)
        _ = try await Material.heard(Material.recording("address-en.webm"), .english)
        for _ in 0..<2 {
            let (_, again) = try await Material.heard(unsure, .chinese)
            #expect(again == first)
        }
    }

    @Test(arguments: [("address-en.webm", Language.english), ("housing-zh.webm", .chinese)])
    func `recognisers that share their weights hear the same at the same time, with however many threads`(
        name: String, language: Language
    ) async throws {
        let sound = try await RecordingDecoder().sound(of: Material.recording(name))
        let segments = try await VoiceActivityDetector(Material.models()).speech(in: sound)
        let window = try #require(SpeechWindow.windows(of: segments, in: sound).first)
        let first = try Material.recognizer.get()
        let alone = try await first.hear(window, language)
        #expect(!alone.segments.isEmpty)
        let others = try (0..<2).map { _ in try SpeechRecognizer(sharing: first) }
        try await withThrowingTaskGroup(of: HeardWindow.self) { group in
            for (threads, recognizer) in zip([1, 2, 4], [first] + others) {
                group.addTask { try await recognizer.hear(window, language, threads: threads) }
            }
            for try await heard in group { #expect(heard == alone) }
        }
    }

    @Test func `pauses lie where the speaker breathes`() async throws {
        let sound = try await RecordingDecoder().sound(of: Material.recording("address-en.webm"))
        let segments = try await VoiceActivityDetector(Material.models()).speech(in: sound)
        // Measured with another build of the same model: 0.31–2.28, 3.28–4.42, 5.40–7.69, 8.18–10.57 s.
        let expected = [310..<2_280, 3_280..<4_420, 5_400..<7_690, 8_180..<10_570]
        #expect(segments.count == expected.count)
        for (found, wanted) in zip(segments, expected) {
            #expect(abs(found.milliseconds.lowerBound - wanted.lowerBound) < 250)
            #expect(abs(found.milliseconds.upperBound - wanted.upperBound) < 350)
        }
    }

    @Test(
        .enabled(if: Material.isShared("av/audio"), "needs ../shared/data/av"),
        arguments: [(Language.english, 0.10), (.chinese, 0.25)])
    func `many speakers are understood with few errors`(language: Language, rateMax: Double) async throws {
        var (errors, units) = (0, 0)
        for (file, said) in Self.referenced[language]! {
            let recording = try await Material.webm(Material.shared.appending(path: "av/audio/\(file)"))
            let (_, transcript) = try await Material.heard(recording, language)
            errors += Errors.count(Errors.units(said), Errors.units(transcript.text))
            units += Errors.units(said).count
        }
        #expect(Double(errors) / Double(units) <= rateMax, "\(errors) errors in \(units)")
    }

    private static let referenced: [Language: [(String, String)]] = [
        .english: [
            (
                "librispeech-1995-1837-0001.wav",
                "it was the first great sorrow of his life it was not so much the loss of the cotton itself but the fantasy "
                    + "the hopes the dreams built around it"
            ),
            ("whatstheweatherlike.wav", "What's the weather like?"),
            (
                "jfk.flac",
                "And so my fellow Americans ask not what your country can do for you "
                    + "ask what you can do for your country"
            ),
        ],
        .chinese: [
            ("aishell-BAC009S0724W0121.wav", "广州市房地产中介协会分析"),
            ("asr_example_zh.wav", "欢迎大家来体验达摩院推出的语音识别模型"),
            ("f5_basic_ref_zh.wav", "对，这就是我，万人敬仰的太乙真人。"),
            ("aishell2-IT0011W0001.wav", "换一首歌"),
        ],
    ]

    private static func expectOrderedWords(_ transcript: Transcript, within sound: Sound) throws {
        let scalars = Array(transcript.text.unicodeScalars)
        var last = 0
        for word in transcript.words {
            #expect(word.start >= last && word.end <= scalars.count)
            #expect(scalars[word.start..<word.end].allSatisfy { WordScalar($0) != .other })
            #expect(word.startMilliseconds >= 0 && word.endMilliseconds <= sound.milliseconds)
            #expect((0...1).contains(word.probability))
            last = word.end
        }
        #expect(!transcript.words.isEmpty)
    }

    @Test func `it computes with the best instructions that this processor has, and then with no others`() throws {
        _ = try Material.recognizer.get()
        let line = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8).split(separator: "\n")
            .first { $0.hasPrefix("flags") }
        let flags = Set((line ?? "").split(separator: " "))
        let isWide = ["avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"].allSatisfy(flags.contains)
        let hasProducts = flags.contains("avx512_vnni") && flags.contains("avx512vbmi")
        let best: InstructionSet = isWide ? hasProducts ? .avx512VNNI : .avx512 : .avx2
        #expect(InstructionSet.used == best.rawValue)
        for other in [InstructionSet.avx2, .avx512, .avx512VNNI] where other != best {
            #expect(throws: EngineError.processorLacks(other.rawValue)) { try other.use() }
        }
    }
}
