import Host
import Speech

/// The engines of this process, loaded once. A recogniser uses one processor; more answers at a time take more of them,
/// or more processes.
struct Engines: Sendable {
    let detector: VoiceActivityDetector
    let recognizers: RecognizerPool
    let embedder: TextEmbedder

    /// Stops the start with one sentence when a model is absent.
    init(_ settings: ConfigReader) async throws {
        let folder = settings.string("MODELS_DIRECTORY", default: ".colloquy/models")
        let count = settings.int("RECOGNIZER_COUNT", default: 2, in: 1...64)
        let models: EngineModels
        do throws(EngineError) {
            models = try EngineModels(folder: folder)
        } catch {
            settings.complain("MODELS_DIRECTORY holds no usable models: run `make setup`")
            try settings.check()
            throw error
        }
        detector = VoiceActivityDetector(models)
        embedder = try TextEmbedder(models)
        recognizers = RecognizerPool(try (0..<count).map { _ in try SpeechRecognizer(models) })
    }
}

/// Lends recognisers, first come, first served.
actor RecognizerPool {
    private var idle: [SpeechRecognizer]
    private var waiting: [CheckedContinuation<SpeechRecognizer, Never>] = []

    init(_ recognizers: [SpeechRecognizer]) {
        idle = recognizers
    }

    /// As many can wait as activities run in this process.
    func withRecognizer<Result: Sendable>(
        _ body: @Sendable (SpeechRecognizer) async throws -> Result
    ) async throws -> Result {
        let recognizer = await take()
        defer { giveBack(recognizer) }
        return try await body(recognizer)
    }

    private func take() async -> SpeechRecognizer {
        if let recognizer = idle.popLast() { return recognizer }
        return await withCheckedContinuation { waiting.append($0) }
    }

    private func giveBack(_ recognizer: SpeechRecognizer) {
        if waiting.isEmpty { idle.append(recognizer) } else { waiting.removeFirst().resume(returning: recognizer) }
    }
}
