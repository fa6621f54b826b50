import Domain
import Host
import Speech
import Telemetry

/// Where the models are, who turns speech into text, and how many answers are heard at the same time.
struct EngineSettings: Sendable {
    let models: Result<EngineModels, EngineError>
    let recognizerCount: Int
    let processor: InstructionSet
    let ear: Ear
    /// Whether answers are heard while they are recorded.
    let hearsEarly: Bool

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
        hearsEarly = config.bool("HEAR_WHILE_RECORDED", default: true)
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
    /// Of the engine that hears window by window, which the bundled one does.
    let memory = WindowMemory()
    /// Who turns speech into text.
    let name: String
    private let hearsWindows: Bool
    private let isEarlyWanted: Bool

    /// Whether answers are heard while they are recorded. What other engines are sent, they are sent when the answer is there: what a
    /// candidate throws away leaves the house in no case.
    var hearsEarly: Bool { hearsWindows && isEarlyWanted }

    init(_ settings: EngineSettings) async throws {
        let models = try settings.models.get()
        let count = settings.recognizerCount
        detector = VoiceActivityDetector(models)
        meanings = Meanings(try TextEmbedder(models))
        let all: [Recognizer]
        switch settings.ear {
        case .bundled:
            let first = try SpeechRecognizer(models, processor: settings.processor)
            all = try [Recognizer(first)] + (1..<count).map { _ in Recognizer(try SpeechRecognizer(sharing: first)) }
        case .remote(let remote):
            let recognizer = Recognizer(RemoteRecognizer(remote, transfersMax: count), model: remote.model)
            all = (0..<count).map { _ in recognizer }
        case .mounted(let model):
            all = try (0..<count).map { _ in Recognizer(try MountedRecognizer(model), model: model.kind.rawValue) }
        }
        recognizers = RecognizerPool(all)
        name = all[0].name
        hearsWindows = all[0].window != nil
        isEarlyWanted = settings.hearsEarly
    }

    /// What is said in the given segments of a recording. The windows of an answer are shared among the recognisers that are idle.
    func recognition(of segments: [SpeechSegment], in sound: Sound, _ language: Language) async throws -> Recognition {
        guard hearsWindows else {
            return try await recognizers.withRecognizer { recognizer, _ in
                try await recognizer.recognition(segments, sound, language)
            }
        }
        let windows = SpeechWindow.windows(of: segments, in: sound)
        let keys = windows.map { WindowMemory.Key($0, language) }
        let pace: Pace = await memory.unknownCount(among: keys) == 1 ? .alone : .late
        let heard = try await withThrowingTaskGroup(of: (Int, HeardWindow).self) { group in
            for (index, window) in windows.enumerated() {
                group.addTask { (index, try await hear(window, language, pace)) }
            }
            return try await group.reduce(into: [Int: HeardWindow]()) { $0[$1.0] = $1.1 }
        }
        await memory.forget(keys)
        return Recognition(
            windows.enumerated().compactMap { index, window in heard[index].map { (window, $0) } }, asked: language)
    }

    /// How a window is heard.
    enum Pace {
        /// While somebody still speaks: nobody waits for it.
        case early
        /// The answer is there.
        case late
        /// The answer is there and nothing else is left of it, so that recognisers with nothing to do may help.
        case alone
    }

    /// One window, which is not heard twice while this process remembers it.
    func hear(_ window: SpeechWindow, _ language: Language, _ pace: Pace) async throws -> HeardWindow {
        try await memory.window(WindowMemory.Key(window, language)) {
            Self.heard(pace == .early ? "early" : "late").increment()
            return try await recognizers.withRecognizer(isEarly: pace == .early) { recognizer, idleCount in
                guard let hear = recognizer.window else { throw EngineError.failed(engine: recognizer.name, code: -1) }
                let threads = pace == .alone ? min(Self.threadsMax, 1 + idleCount) : 1
                return try await hear(window, language, threads)
            }
        }
    }

    /// More of them wait for each other longer than they work.
    private static let threadsMax = 4

    private static func heard(_ when: String) -> Counter {
        Counter(
            label: "colloquy_speech_windows_total", dimensions: [("heard", when)],
            help:
                "Windows of speech that were heard, early while somebody still spoke or late when the answer was there."
        )
    }
}

/// Whoever turns speech into text.
struct Recognizer: Sendable {
    /// Kept with what was measured: another engine hears other words.
    let name: String
    let recognition: @Sendable ([SpeechSegment], Sound, Language) async throws -> Recognition
    /// Of engines whose windows are heard each by itself.
    var window: (@Sendable (_ window: SpeechWindow, Language, _ threads: Int) async throws -> HeardWindow)?

    init(_ recognizer: SpeechRecognizer) {
        name = [EngineModels.recognizerName, InstructionSet.used].compactMap(\.self).joined(separator: " ")
        recognition = { try await recognizer.recognition(of: $0, in: $1, language: $2) }
        window = { try await recognizer.hear($0, $1, threads: $2) }
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

/// Lends recognisers, first come, first served. What is heard early takes one of them at most, and only when nobody else waits.
actor RecognizerPool {
    private var idle: [Recognizer]
    private var waiting: [CheckedContinuation<Recognizer, Never>] = []
    private var early: [CheckedContinuation<Recognizer, Never>] = []
    private var isEarlyBusy = false

    init(_ recognizers: [Recognizer]) {
        idle = recognizers
    }

    /// As many can wait as activities run in this process. The body is told how many others had nothing to do when it began.
    func withRecognizer<Result: Sendable>(
        isEarly: Bool = false, _ body: @Sendable (_ recognizer: Recognizer, _ idleCount: Int) async throws -> Result
    ) async throws -> Result {
        let recognizer = await isEarly ? takeEarly() : take()
        defer { giveBack(recognizer, isEarly: isEarly) }
        return try await body(recognizer, idle.count)
    }

    private func take() async -> Recognizer {
        if let recognizer = idle.popLast() { return recognizer }
        return await withCheckedContinuation { waiting.append($0) }
    }

    private func takeEarly() async -> Recognizer {
        if !isEarlyBusy, let recognizer = idle.popLast() {
            isEarlyBusy = true
            return recognizer
        }
        return await withCheckedContinuation { early.append($0) }
    }

    private func giveBack(_ recognizer: Recognizer, isEarly: Bool) {
        if isEarly { isEarlyBusy = false }
        if !waiting.isEmpty { return waiting.removeFirst().resume(returning: recognizer) }
        idle.append(recognizer)
        guard !isEarlyBusy, !early.isEmpty, let recognizer = idle.popLast() else { return }
        isEarlyBusy = true
        early.removeFirst().resume(returning: recognizer)
    }
}
