import Domain
import Events
import Flow
import Foundation
import Host
import JSON
import ScoringCore
import Speech
import Testing
import Vault
import VaultTesting

@testable import scoring

/// Hearing an answer with the real engines, from the vault and into the vault.
@Suite(.serialized) struct ListenerTests {
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func engines() async throws -> Engines {
        let folder =
            ProcessInfo.processInfo.environment["MODELS_DIRECTORY"] ?? checkout.path + "/.colloquy/models"
        return try await Engines(
            EngineSettings(
                ConfigReader(arguments: [], environment: ["MODELS_DIRECTORY": folder, "RECOGNIZER_COUNT": "1"])))
    }

    static func recording(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: checkout.appending(path: "Tools/demo/recordings/\(name).webm")))
    }

    private static func work(_ language: Language) -> ObserveAnswer {
        var question = Question.sample
        question.language = language
        question.text = "Tell us about a difficult problem of a customer and what you did."
        question.referenceAnswer = nil
        question.topics = [
            AnswerTopic("customer", anyOf: ["customer", "客户"]), AnswerTopic("outage", anyOf: ["was down", "停机"]),
        ]
        return ObserveAnswer(recorded: .samples[0], question: question)
    }

    private func hear(_ recording: [UInt8], _ language: Language, in test: TestVault) async throws -> Hearing {
        let work = Self.work(language)
        try await test.vault.put(
            recording, blob: work.recorded.blobID, of: work.recorded.candidateID, contentType: "video/webm")
        return try await Listener(vault: test.vault, engines: Self.engines()).hear(work, .test)
    }

    @Test func `what was said lies in the vault, what was measured comes back`() async throws {
        let test = try await TestVault()
        let hearing = try await hear(Self.recording("carter-incident"), .english, in: test)
        guard case .observed(let observation) = hearing else {
            Issue.record("\(hearing)")
            return
        }
        let field = try await test.vault.field("transcript.app-1.q1.1", of: "cand-1", purpose: "test")
        let transcript = try JSON.decode(Transcript.self, from: Array(try #require(field).utf8))
        #expect(transcript.text.contains("the system was down"))
        #expect(observation.tokenCount == transcript.words.count && observation.tokenCount > 30)
        let mention = try #require(observation.topics[0].mentions.first)
        #expect(mention.characters.slice(of: transcript.text) == "customer")
        #expect(mention.time.endMilliseconds < 3_500)
        #expect(observation.topics[1].mentions.count == 1)
        #expect((0.3...1).contains(try #require(observation.relevance)))
        #expect((18_000...20_000).contains(observation.durationMilliseconds))
        #expect(observation.pauses.contains { $0.endMilliseconds - $0.startMilliseconds > 1_000 })
    }

    @Test func `a Chinese answer is heard in Chinese`() async throws {
        let test = try await TestVault()
        let hearing = try await hear(Self.recording("chen-teamwork"), .chinese, in: test)
        guard case .observed(let observation) = hearing else {
            Issue.record("\(hearing)")
            return
        }
        #expect(observation.tokenCount > 60)
        #expect(!observation.topics[0].mentions.isEmpty)
    }

    @Test func `who answers in another language is heard in it, and nothing is taken off`() async throws {
        let test = try await TestVault()
        guard case .observed(let observation) = try await hear(Self.recording("carter-incident"), .chinese, in: test)
        else {
            Issue.record("not heard")
            return
        }
        #expect(observation.language == .english && observation.hearing!.otherLanguageMilliseconds > 8_000)
        let result = scoreAnswer(observation, of: Self.work(.chinese).question, answerID: "a")
        #expect(result.reason == "spoken-in-english")
        let field = try await test.vault.field("transcript.app-1.q1.1", of: "cand-1", purpose: "test")
        #expect(try #require(field).contains("the system was down"))
    }

    @Test func `what was lost on the way is a gap that people are told of, and no pause`() async throws {
        let test = try await TestVault()
        let recording = try Self.recording("carter-incident")
        let clusters = recording.indices.dropLast(4).filter {
            recording[$0..<$0 + 4].elementsEqual([0x1F, 0x43, 0xB6, 0x75])
        }
        let (from, to) = (clusters.count * 2 / 5, clusters.count * 4 / 5)
        let cut = Array(recording[..<clusters[from]] + recording[clusters[to]...])
        guard case .observed(let observation) = try await hear(cut, .english, in: test),
            case .observed(let whole) = try await hear(recording, .english, in: TestVault())
        else {
            Issue.record("not heard")
            return
        }
        #expect(abs(observation.durationMilliseconds - whole.durationMilliseconds) < 100)
        let lost = try #require(observation.hearing?.lostMilliseconds)
        #expect(lost > 3_000 && whole.hearing?.lostMilliseconds == 0)
        #expect(observation.pauses.allSatisfy { $0.endMilliseconds - $0.startMilliseconds < lost })
    }

    @Test func `a second run comes to the same`() async throws {
        let test = try await TestVault()
        let first = try await hear(Self.recording("brooks-teamwork"), .english, in: test)
        let second = try await hear(Self.recording("brooks-teamwork"), .english, in: test)
        #expect(first == second)
    }

    @Test func `a recording at fault says what is wrong with it`() async throws {
        let head = Array(try Self.recording("carter-teamwork").prefix(400))
        for (recording, code) in [(head, "recording-truncated"), (Array("no film".utf8), "recording-not-media")] {
            let test = try await TestVault()
            #expect(try await hear(recording, .english, in: test) == .unusable(code: code))
        }
    }

    @Test func `parts are heard in order, and what lies between them is no pause`() async throws {
        let test = try await TestVault()
        let recording = try Self.recording("carter-incident")
        // The first broke off in the middle: half of a word is lost, and nothing else.
        let parts = [Array(recording.prefix(recording.count * 2 / 3)), recording]
        var work = Self.work(.english)
        work.recorded.parts = parts.indices.map { index in
            RecordedPart(
                number: index + 1, blobID: BlobID(stringLiteral: "answer.p\(index)"), mediaType: "video/webm",
                byteCount: Int64(parts[index].count), sha256: "")
        }
        for (part, bytes) in zip(work.recorded.parts ?? [], parts) {
            try await test.vault.put(bytes, blob: part.blobID, of: "cand-1", contentType: "video/webm")
        }
        let listener = Listener(vault: test.vault, engines: try await Self.engines())
        guard case .observed(let whole) = try await listener.hear(work, .test) else {
            Issue.record("not heard")
            return
        }
        #expect((29_000...34_000).contains(whole.durationMilliseconds))
        #expect(whole.topics[0].mentions.count >= 2, "said in each part")
        // What was recorded after one's time is not heard.
        work.recorded.answerSecondsMax = 10
        guard case .observed(let cut) = try await listener.hear(work, .test) else {
            Issue.record("not heard")
            return
        }
        #expect(cut.durationMilliseconds == 12_000)
    }

    @Test func `an answer whose consent is taken back while it is heard leaves no words`() async throws {
        let test = try await TestVault()
        let listener = Listener(vault: test.vault, engines: try await Self.engines())
        let work = Self.work(.english)
        try await test.vault.put(
            Self.recording("carter-incident"), blob: work.recorded.blobID, of: "cand-1", contentType: "video/webm")
        let hearing = Task { try await listener.hear(work, .test) }
        while try await test.texts("SELECT item FROM vault.audit WHERE purpose = 'score-answer'").isEmpty {}
        // Its bytes stay a moment longer, so that it is heard to the end.
        try await test.execute("UPDATE vault.blobs SET forgotten_at = now()")
        await #expect(throws: ActivityFailure.candidateErased) { try await hearing.value }
        #expect(try await test.texts("SELECT name FROM vault.fields") == [])
    }

    @Test func `an erased candidate and an absent recording are not tried again`() async throws {
        let test = try await TestVault()
        let listener = Listener(vault: test.vault, engines: try await Self.engines())
        let absent = await #expect(throws: ActivityFailure.self) { try await listener.hear(Self.work(.english), .test) }
        #expect(absent?.code == "recording-absent" && absent?.kind == .environment)
        try await test.vault.put("x", field: "name", of: "cand-1")
        try await test.vault.erase("cand-1", purpose: "test")
        let erased = await #expect(throws: ActivityFailure.self) { try await listener.hear(Self.work(.english), .test) }
        #expect(erased?.code == "candidate-erased" && erased?.kind == .input)
    }

    @Test func `without models the start stops and names the setting`() async throws {
        let config = ConfigReader(arguments: [], environment: ["MODELS_DIRECTORY": "/nonexistent"])
        let settings = EngineSettings(config)
        let error = #expect(throws: InvalidSettings.self) { try config.check() }
        #expect(error?.problems == ["MODELS_DIRECTORY holds no usable models: run `make setup`"])
        await #expect(throws: EngineError.self) { try await Engines(settings) }
    }

    @Test func `the settings say who hears`() throws {
        func ear(_ settings: [String: String]) throws -> EngineSettings.Ear {
            let config = ConfigReader(arguments: [], environment: settings)
            return EngineSettings(config).ear
        }
        guard case .bundled = try ear([:]) else {
            Issue.record("not the bundled engine")
            return
        }
        let http = [
            "SPEECH_ENGINE": "http", "SPEECH_HTTP_URL": "https://host/v1/", "SPEECH_HTTP_MODEL": "m",
            "SPEECH_HTTP_KEY": "k", "SPEECH_HTTP_SECONDS_MAX": "9",
        ]
        guard case .remote(let remote) = try ear(http) else {
            Issue.record("no endpoint")
            return
        }
        #expect(
            remote.address == "https://host/v1" && remote.model == "m" && remote.key == "k" && remote.secondsMax == 9)
        let folder = Self.checkout.appending(path: "Tests/Engines/SpeechTests/Models/paraformer").path
        let mounted = [
            "SPEECH_ENGINE": "mounted", "SPEECH_MODEL_KIND": "paraformer", "SPEECH_MODEL_DIRECTORY": folder,
        ]
        guard case .mounted(let model) = try ear(mounted) else {
            Issue.record("no mounted model")
            return
        }
        #expect(model.kind == .paraformer && model.model == "\(folder)/model.onnx")
    }

    @Test func `one recogniser serves many answers, one after the other`() async throws {
        let pool = try await Self.engines().recognizers
        let order = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<5 { group.addTask { try await pool.withRecognizer { _, _ in number } } }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(order == Set(0..<5))
    }
}

extension ActivityContext {
    static let test = ActivityContext(
        id: EventID.outsider(source: "test", id: "1"), key: "app-1", attempt: 1,
        cause: .stimulus("test", now: .sample))
}
