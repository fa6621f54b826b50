import CSpeech
import Domain

/// Speech to text with the time of every word (whisper.cpp, one thread per recogniser).
package actor SpeechRecognizer {
    private nonisolated let queue = EngineQueue("recognizer")
    private let engine: Engine

    package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// Loads the weights: 0.1 s, 200 MB.
    package init(_ models: EngineModels) throws(EngineError) {
        guard let pointer = cspeech_recognizer_open(models.recognizer) else {
            throw .modelUnusable("speech recognition")
        }
        engine = Engine(pointer)
    }

    /// The words spoken in the given segments of a recording, 6 to 8 processor seconds a minute.
    ///
    /// Only speech goes in: silence and noise would come out as invented words. Throws `CancellationError` between two
    /// windows, ``EngineError`` when the engine fails.
    package func transcript(
        of segments: [SpeechSegment], in sound: Sound, language: Language
    ) throws -> Transcript {
        var builder = TranscriptBuilder(language)
        for group in SpeechGroup.groups(of: segments, sampleCount: sound.samples.count) {
            try Task.checkCancellation()
            try recognize(group.samples(of: sound), language)
            for segment in 0..<cspeech_segment_count(engine.pointer) {
                builder.append(tokens(of: segment, in: group))
            }
        }
        return builder.transcript()
    }

    private func recognize(_ samples: [Float], _ language: Language) throws(EngineError) {
        // The engine takes nothing under a second.
        let countMin = Sound.samplesPerSecond * 3 / 2
        let padded = samples + [Float](repeating: 0, count: max(0, countMin - samples.count))
        let code = padded.withUnsafeBufferPointer { buffer in
            cspeech_recognize(
                engine.pointer, buffer.baseAddress, Int32(buffer.count), language.rawValue, language.prompt,
                Self.audioContext(sampleCount: buffer.count), language.beamSize)
        }
        if code != 0 { throw .failed(engine: "speech recognition", code: Int(code)) }
    }

    /// How many of the 1500 encoder positions (50 a second) a window needs: its length and 1 s, in steps of 64.
    /// Computing only these costs a third and loses nothing measurable.
    static func audioContext(sampleCount: Int) -> Int32 {
        let positions = (sampleCount * 50 / Sound.samplesPerSecond) + 50
        return Int32(min(1500, (positions + 63) / 64 * 64))
    }

    private func tokens(of segment: Int32, in group: SpeechGroup) -> [TranscriptBuilder.Token] {
        var tokens: [TranscriptBuilder.Token] = []
        for index in 0..<cspeech_token_count(engine.pointer, segment) {
            var token = cspeech_token()
            guard cspeech_token_at(engine.pointer, segment, index, &token) != 0, token.byte_count > 0 else { continue }
            let bytes = UnsafeRawBufferPointer(start: token.bytes, count: Int(token.byte_count))
            let times = group.recordingMilliseconds(
                from: Int(token.start_centiseconds) * 10, to: Int(token.end_centiseconds) * 10)
            tokens.append(
                TranscriptBuilder.Token(
                    bytes: Array(bytes), milliseconds: times, probability: Double(token.probability)))
        }
        return tokens
    }

    /// Closes the engine when the last reference goes.
    private final class Engine {
        let pointer: OpaquePointer

        init(_ pointer: OpaquePointer) {
            self.pointer = pointer
        }

        deinit {
            cspeech_recognizer_close(pointer)
        }
    }
}
