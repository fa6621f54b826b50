import Domain
import Host
import Speech

/// Where the models are, who turns speech into text, and how many answers are heard at the same time.
struct EngineSettings: Sendable {
    let models: Result<EngineModels, EngineError>
    let recognizerCount: Int
    let processor: InstructionSet
    let ear: Ear

    /// Who turns speech into text.
    enum Ear: Sendable {
        case bundled
        case remote(RemoteRecognizerSettings)
        case mounted(MountedModel)
    }

    private enum SpeechEngine: String, CaseIterable {
        case whisper
        case http
        case mounted
    }

    init(_ config: ConfigReader) {
        ear = Self.ear(config)
        let folder = config.string("MODELS_DIRECTORY", default: ".colloquy/models")
        models = Result { () throws(EngineError) in try EngineModels(folder: folder) }
        if case .failure = models { config.complain("MODELS_DIRECTORY holds no usable models: run `make setup`") }
        recognizerCount = config.int("RECOGNIZER_COUNT", default: 2, in: 1...64)
        processor = config.choice("SPEECH_PROCESSOR", default: .auto)
    }

    private static func ear(_ config: ConfigReader) -> Ear {
        switch config.choice("SPEECH_ENGINE", default: SpeechEngine.whisper) {
        case .whisper: return .bundled
        case .http:
            return .remote(
                RemoteRecognizerSettings(
                    address: config.webAddress("SPEECH_HTTP_URL"), model: config.required("SPEECH_HTTP_MODEL"),
                    key: config.optional("SPEECH_HTTP_KEY"),
                    secondsMax: config.int("SPEECH_HTTP_SECONDS_MAX", default: 60, in: 1...600)))
        case .mounted:
            let kind = config.choice("SPEECH_MODEL_KIND", default: MountedModel.Kind.senseVoice)
            let folder = config.required("SPEECH_MODEL_DIRECTORY")
            do throws(EngineError) {
                return .mounted(try MountedModel(kind, folder: folder))
            } catch {
                if case .modelMissing(let name) = error {
                    config.complain("SPEECH_MODEL_DIRECTORY holds no \(name) that can be read")
                } else {
                    config.complain("SPEECH_MODEL_DIRECTORY holds no model of the kind \(kind.rawValue)")
                }
                return .bundled
            }
        }
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
        switch settings.ear {
        case .bundled:
            recognizers = RecognizerPool(
                try (0..<count).map { _ in Recognizer(try SpeechRecognizer(models, processor: settings.processor)) })
        case .remote(let remote):
            let recognizer = Recognizer(RemoteRecognizer(remote, transfersMax: count), model: remote.model)
            recognizers = RecognizerPool((0..<count).map { _ in recognizer })
        case .mounted(let model):
            recognizers = RecognizerPool(
                try (0..<count).map { _ in Recognizer(try MountedRecognizer(model), model: model.kind.rawValue) })
        }
    }
}

/// Whoever turns speech into text.
struct Recognizer: Sendable {
    /// Kept with what was measured: another engine hears other words.
    let name: String
    let recognition: @Sendable ([SpeechSegment], Sound, Language) async throws -> Recognition

    init(_ recognizer: SpeechRecognizer) {
        name = [EngineModels.recognizerName, InstructionSet.used].compactMap(\.self).joined(separator: " ")
        recognition = { try await recognizer.recognition(of: $0, in: $1, language: $2) }
    }

    init(_ recognizer: RemoteRecognizer, model: String) {
        name = "http \(model)"
        recognition = { try await recognizer.recognition(of: $0, in: $1, language: $2) }
    }

    init(_ recognizer: MountedRecognizer, model: String) {
        name = "mounted \(model)"
        recognition = { try await recognizer.recognition(of: $0, in: $1, language: $2) }
    }
}

/// Lends recognisers, first come, first served.
actor RecognizerPool {
    private var idle: [Recognizer]
    private var waiting: [CheckedContinuation<Recognizer, Never>] = []

    init(_ recognizers: [Recognizer]) {
        idle = recognizers
    }

    /// As many can wait as activities run in this process.
    func withRecognizer<Result: Sendable>(
        _ body: @Sendable (Recognizer) async throws -> Result
    ) async throws -> Result {
        let recognizer = await take()
        defer { giveBack(recognizer) }
        return try await body(recognizer)
    }

    private func take() async -> Recognizer {
        if let recognizer = idle.popLast() { return recognizer }
        return await withCheckedContinuation { waiting.append($0) }
    }

    private func giveBack(_ recognizer: Recognizer) {
        if waiting.isEmpty { idle.append(recognizer) } else { waiting.removeFirst().resume(returning: recognizer) }
    }
}
