import Host
import Speech

/// Where the models are, and how many answers are heard at the same time.
struct EngineSettings: Sendable {
    let models: Result<EngineModels, EngineError>
    let recognizerCount: Int

    init(_ config: ConfigReader) {
        let folder = config.string("MODELS_DIRECTORY", default: ".colloquy/models")
        models = Result { () throws(EngineError) in try EngineModels(folder: folder) }
        if case .failure = models { config.complain("MODELS_DIRECTORY holds no usable models: run `make setup`") }
        recognizerCount = config.int("RECOGNIZER_COUNT", default: 2, in: 1...64)
    }
}

/// The engines of this process, loaded once. A recogniser uses one processor; more answers at a time take more of them,
/// or more processes.
struct Engines: Sendable {
    let detector: VoiceActivityDetector
    let recognizers: RecognizerPool
    let meanings: Meanings

    init(_ settings: EngineSettings) async throws {
        let models = try settings.models.get()
        let count = settings.recognizerCount
        detector = VoiceActivityDetector(models)
        meanings = Meanings(try TextEmbedder(models))
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
