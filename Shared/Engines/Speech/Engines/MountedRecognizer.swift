import CSpeech
import Domain

/// Speech to text by a model that the operator mounted (sherpa-onnx, one thread per recogniser).
package actor MountedRecognizer {
    private nonisolated let queue = EngineQueue("mounted")
    private let engine: Engine

    package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    package init(_ model: MountedModel) throws(EngineError) {
        let pointer = model.tokens.withCString { tokens in
            model.model.withCString { path in
                var paths = cspeech_mounted_model()
                paths.tokens = tokens
                switch model.kind {
                case .senseVoice: paths.sense_voice = path
                case .paraformer: paths.paraformer = path
                }
                return cspeech_mounted_open(&paths)
            }
        }
        guard let pointer else { throw .modelUnusable("mounted recogniser") }
        engine = Engine(pointer)
    }

    /// The words spoken in the given segments. Throws `CancellationError` between two windows, ``EngineError`` when the engine fails.
    package func recognition(
        of segments: [SpeechSegment], in sound: Sound, language: Language
    ) throws -> Recognition {
        var recognition = RecognitionBuilder(asked: language)
        for group in SpeechGroup.groups(of: segments, sampleCount: sound.samples.count) {
            try Task.checkCancellation()
            let samples = group.samples(of: sound)
            let milliseconds = Sound.milliseconds(ofSamples: samples.count)
            let answer = try hear(samples, seconds: Double(milliseconds) / 1_000)
            // The model hears whatever is spoken; nobody tells it a language.
            let spoken = answer.otherLanguage(than: language) ?? language
            let window = answer.segments(milliseconds: milliseconds, in: group)
            let doubt = WindowDoubt(window, milliseconds: milliseconds, spoken)
            recognition.add(window, in: spoken, milliseconds: milliseconds, doubt)
        }
        return recognition.recognition()
    }

    private func hear(_ samples: [Float], seconds: Double) throws(EngineError) -> TranscriptionAnswer {
        let code = samples.withUnsafeBufferPointer {
            cspeech_mounted_recognize(engine.pointer, $0.baseAddress, Int32($0.count))
        }
        if code != 0 { throw .failed(engine: "mounted recogniser", code: Int(code)) }
        let count = cspeech_mounted_token_count(engine.pointer)
        let tokens = (0..<count).map { index in
            var token = cspeech_mounted_token()
            cspeech_mounted_token_at(engine.pointer, index, &token)
            return (
                text: token.text.map { String(cString: $0) } ?? "", start: Double(token.start_seconds),
                logarithm: Double(token.log_probability)
            )
        }
        let language = cspeech_mounted_language(engine.pointer).map { String(cString: $0) }
        return TranscriptionAnswer(
            text: cspeech_mounted_text(engine.pointer).map { String(cString: $0) } ?? "", language: language,
            tokens: tokens, seconds: seconds)
    }

    /// Closes the engine when the last reference goes.
    private final class Engine {
        let pointer: OpaquePointer

        init(_ pointer: OpaquePointer) {
            self.pointer = pointer
        }

        deinit {
            cspeech_mounted_close(pointer)
        }
    }
}
