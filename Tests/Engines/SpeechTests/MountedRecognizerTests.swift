import Domain
import Foundation
import Testing

@testable import Speech

/// Models that say one sentence whatever they hear (`Models/make_models.py`), loaded and asked by the real engine.
@Suite(.serialized) struct MountedRecognizerTests {
    private static let sound = Sound(
        samples: (0..<12 * 16_000).map { Float(($0 * 7_919) % 2_001 - 1_000) / 4_000 })
    private static let segments = [
        SpeechSegment(samples: 16_000..<64_000), SpeechSegment(samples: 144_000..<176_000),
    ]

    private static func folder(_ kind: MountedModel.Kind) -> String {
        Material.checkout.appending(path: "Tests/Engines/SpeechTests/Models/\(kind.rawValue)").path
    }

    /// A folder with these files alone, which goes with the test.
    private final class Folder {
        let path = NSTemporaryDirectory() + "/colloquy-model-" + UUID().uuidString

        init(_ files: [String: Data]) throws {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            for (name, bytes) in files { try bytes.write(to: URL(filePath: "\(path)/\(name)")) }
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private static func bytes(_ kind: MountedModel.Kind, _ name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: "\(folder(kind))/\(name)"))
    }

    @Test func `a mounted SenseVoice gives words, times of the recording, and the language that it heard`() async throws
    {
        let recognizer = try MountedRecognizer(MountedModel(.senseVoice, folder: Self.folder(.senseVoice)))
        let heard = try await recognizer.recognition(of: Self.segments, in: Self.sound, language: .chinese)
        #expect(heard.transcript.text == "我看了日志。 the logs" && heard.transcript.language == .chinese)
        #expect(heard.otherLanguageMilliseconds == 0 && heard.doubtfulMilliseconds == 0)
        let words = heard.transcript.words
        #expect(words.count == 7 && words.map(\.startMilliseconds) == words.map(\.startMilliseconds).sorted())
        // The window begins 150 ms before the first stretch of speech.
        #expect((850..<1_000).contains(words[0].startMilliseconds) && words[6].endMilliseconds <= 11_150)
        let asEnglish = try await recognizer.recognition(of: Self.segments, in: Self.sound, language: .english)
        #expect(asEnglish.transcript.language == .chinese && asEnglish.otherLanguageMilliseconds > 5_000)
    }

    @Test func `a mounted Paraformer that gives no times gives its words over the window`() async throws {
        let recognizer = try MountedRecognizer(MountedModel(.paraformer, folder: Self.folder(.paraformer)))
        let heard = try await recognizer.recognition(of: Self.segments, in: Self.sound, language: .chinese)
        #expect(heard.transcript.words.count == 7 && heard.transcript.confidence == 1)
        #expect(heard.transcript.words.allSatisfy { (850...11_150).contains($0.startMilliseconds) })
        // A second recording does not remember the first.
        #expect(try await recognizer.recognition(of: Self.segments, in: Self.sound, language: .chinese) == heard)
    }

    @Test func `a folder that lacks a file says which`() throws {
        let tokens = try Self.bytes(.senseVoice, "tokens.txt")
        for (files, missing) in [([:], "tokens.txt"), (["tokens.txt": tokens], "model.onnx")]
            as [([String: Data], String)]
        {
            let folder = try Folder(files)
            #expect(throws: EngineError.modelMissing(missing)) { try MountedModel(.senseVoice, folder: folder.path) }
        }
        #expect(throws: EngineError.modelMissing("tokens.txt")) { try MountedModel(.paraformer, folder: "/nowhere") }
    }

    /// The engine ends the process on some of these, so they must not come to it.
    @Test func `a model that is broken, or another than was said, is refused before the engine sees it`() throws {
        let tokens = try Self.bytes(.senseVoice, "tokens.txt")
        let (senseVoice, paraformer) = (
            try Self.bytes(.senseVoice, "model.onnx"), try Self.bytes(.paraformer, "model.onnx")
        )
        let detector = try Data(contentsOf: URL(filePath: Material.models().detector))
        for (kind, model) in [
            (.senseVoice, Data()), (.senseVoice, Data("no model".utf8)), (.senseVoice, paraformer),
            (.paraformer, senseVoice), (.senseVoice, detector), (.paraformer, detector),
            (.senseVoice, senseVoice.prefix(400)),
        ] as [(MountedModel.Kind, Data)] {
            let folder = try Folder(["tokens.txt": tokens, "model.onnx": model])
            #expect(throws: EngineError.modelUnusable("model.onnx")) { try MountedModel(kind, folder: folder.path) }
        }
    }

    @Test func `a model that is damaged inside is refused by the engine`() async throws {
        var model = try Self.bytes(.senseVoice, "model.onnx")
        for index in 40..<90 { model[index] = 0xFF }
        let folder = try Folder(["tokens.txt": try Self.bytes(.senseVoice, "tokens.txt"), "model.onnx": model])
        let described = try MountedModel(.senseVoice, folder: folder.path)
        #expect(throws: EngineError.modelUnusable("mounted recogniser")) { try MountedRecognizer(described) }
        #expect(EngineError.modelUnusable("").kind == .environment)
    }

    @Test func `the small form of a model is taken before the large one`() throws {
        let model = try Self.bytes(.paraformer, "model.onnx")
        let tokens = try Self.bytes(.paraformer, "tokens.txt")
        let folder = try Folder(["tokens.txt": tokens, "model.onnx": model, "model.int8.onnx": model])
        let found = try MountedModel(.paraformer, folder: folder.path)
        #expect(found.model == "\(folder.path)/model.int8.onnx" && found.tokens == "\(folder.path)/tokens.txt")
    }
}
