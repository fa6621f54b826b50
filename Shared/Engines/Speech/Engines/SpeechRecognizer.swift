import CSpeech
import Domain
import Glibc

/// Speech to text with the time of every word (whisper.cpp).
package actor SpeechRecognizer {
    private nonisolated let queue = EngineQueue("recognizer")
    private nonisolated let engine: Engine

    package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// Loads the weights: 0.1 s, 200 MB.
    package init(_ models: EngineModels, processor: InstructionSet = .auto) throws(EngineError) {
        try processor.use()
        guard let pointer = cspeech_recognizer_open(models.recognizer) else {
            throw .modelUnusable("speech recognition")
        }
        engine = Engine(pointer)
    }

    /// Another one beside this, with the same weights: nothing while it rests, some 80 MB while it hears.
    package init(sharing other: SpeechRecognizer) throws(EngineError) {
        guard let pointer = cspeech_recognizer_share(other.engine.pointer) else {
            throw .failed(engine: "speech recognition", code: -1)
        }
        engine = Engine(pointer)
    }

    /// The words spoken in the given segments of a recording, 6 to 8 processor seconds a minute; half as much again for a window that
    /// has to be heard twice.
    ///
    /// Only speech goes in: silence and noise would come out as invented words. Throws `CancellationError` between two
    /// windows, ``EngineError`` when the engine fails.
    package func recognition(
        of segments: [SpeechSegment], in sound: Sound, language: Language
    ) throws -> Recognition {
        let heard = try SpeechWindow.windows(of: segments, in: sound).map { window in
            try Task.checkCancellation()
            return (window: window, words: try hear(window, language))
        }
        return Recognition(heard, asked: language)
    }

    /// The words of one window, whatever was heard before it.
    /// - Parameter threads: how many processors work at it. One is cheapest, since it waits for nobody; the words are the same.
    package func hear(
        _ window: SpeechWindow, _ language: Language, threads: Int = 1
    ) throws(EngineError) -> HeardWindow {
        defer { cspeech_recognizer_rest(engine.pointer) }
        let (samples, milliseconds) = (window.samples, window.milliseconds)
        var manner = Manner.usual(language, threads)
        var segments = try hear(samples, manner)
        let other = RecognitionBuilder.otherLanguage(
            than: language, by: try languageProbabilities(), milliseconds: milliseconds)
        if let other {
            // In a language that is not spoken the engine translates, or invents.
            manner = .usual(other, threads)
            segments = try hear(samples, manner)
        }
        var doubt = WindowDoubt(segments, milliseconds: milliseconds, manner.language)
        if doubt != nil {
            let second = try hear(samples, .again(manner.language, threads))
            let doubtOfSecond = WindowDoubt(second, milliseconds: milliseconds, manner.language)
            if doubtOfSecond == nil || doubt == .unheard { (segments, doubt) = (second, doubtOfSecond) }
        }
        return HeardWindow(segments: segments, language: manner.language, doubt: doubt)
    }

    /// How the engine is asked.
    private struct Manner {
        var language: Language
        var prompt: String?
        var beamSize: Int32
        /// Nil: as many of the encoder's positions as the window needs.
        var audioContext: Int32?
        var threads: Int

        static func usual(_ language: Language, _ threads: Int) -> Manner {
            Manner(language: language, prompt: language.prompt, beamSize: language.beamSize, threads: threads)
        }

        /// A loop or an invention comes from the prompt, from the likeliest word at each step, or from the end of the sound being near.
        static func again(_ language: Language, _ threads: Int) -> Manner {
            Manner(language: language, prompt: nil, beamSize: 5, audioContext: 0, threads: threads)
        }
    }

    private func hear(_ samples: [Float], _ manner: Manner) throws(EngineError) -> [[TranscriptBuilder.Token]] {
        // The engine takes nothing under a second.
        let countMin = Sound.samplesPerSecond * 3 / 2
        let padded = samples + [Float](repeating: 0, count: max(0, countMin - samples.count))
        let code = padded.withUnsafeBufferPointer { buffer in
            cspeech_recognize(
                engine.pointer, buffer.baseAddress, Int32(buffer.count), manner.language.rawValue, manner.prompt,
                manner.audioContext ?? Self.audioContext(sampleCount: buffer.count), manner.beamSize,
                Int32(manner.threads))
        }
        if code != 0 { throw .failed(engine: "speech recognition", code: Int(code)) }
        return (0..<cspeech_segment_count(engine.pointer)).map { tokens(of: $0) }
    }

    /// Of what was heard last.
    private func languageProbabilities() throws(EngineError) -> [Language: Double] {
        let languages = Language.allCases
        var found = [Float](repeating: 0, count: languages.count)
        let codes = languages.map { strdup($0.rawValue) }
        defer { for code in codes { free(code) } }
        let names = codes.map { UnsafePointer($0) }
        let code = cspeech_language_probabilities(engine.pointer, names, Int32(names.count), &found)
        if code != 0 { throw .failed(engine: "speech recognition", code: Int(code)) }
        return Dictionary(uniqueKeysWithValues: zip(languages, found.map(Double.init)))
    }

    /// How many of the 1500 encoder positions (50 a second) a window needs: its length and 1 s, in steps of 64.
    /// Computing only these costs a third and loses nothing measurable.
    static func audioContext(sampleCount: Int) -> Int32 {
        let positions = (sampleCount * 50 / Sound.samplesPerSecond) + 50
        return Int32(min(1500, (positions + 63) / 64 * 64))
    }

    private func tokens(of segment: Int32) -> [TranscriptBuilder.Token] {
        var tokens: [TranscriptBuilder.Token] = []
        for index in 0..<cspeech_token_count(engine.pointer, segment) {
            var token = cspeech_token()
            guard cspeech_token_at(engine.pointer, segment, index, &token) != 0, token.byte_count > 0 else { continue }
            let bytes = UnsafeRawBufferPointer(start: token.bytes, count: Int(token.byte_count))
            let start = max(0, Int(token.start_centiseconds) * 10)
            let times = start..<max(start, Int(token.end_centiseconds) * 10)
            tokens.append(
                TranscriptBuilder.Token(
                    bytes: Array(bytes), milliseconds: times, probability: Double(token.probability)))
        }
        return tokens
    }

    /// Closes the engine when the last reference goes. Weights are only read, so another recogniser may share them at any time.
    private final class Engine: @unchecked Sendable {
        let pointer: OpaquePointer

        init(_ pointer: OpaquePointer) {
            self.pointer = pointer
        }

        deinit {
            cspeech_recognizer_close(pointer)
        }
    }
}
