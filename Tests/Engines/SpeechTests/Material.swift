import Domain
import Foundation
import Sandbox

@testable import Speech

/// What the tests listen to, and the engines they listen with.
enum Material {
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func models() throws -> EngineModels {
        let folder = ProcessInfo.processInfo.environment["COLLOQUY_MODELS"] ?? checkout.path + "/.colloquy/models"
        return try EngineModels(folder: folder)
    }

    /// Loaded once for all tests.
    static let embedder = Result { try TextEmbedder(models()) }
    static let recognizer = Result { try SpeechRecognizer(models()) }

    static func recording(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: checkout.appending(path: "Tests/Engines/SpeechTests/Recordings/\(name)")))
    }

    /// Optional material beside the checkout: larger, of many licences, never needed.
    static let shared = checkout.deletingLastPathComponent().appending(path: "shared/data")

    static func isShared(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: shared.appending(path: folder).path)
    }

    /// Runs the encoder on files and takes what it makes.
    static func encoded(_ arguments: [String], files: [String: [UInt8]] = [:], into name: String) async throws
        -> [UInt8]
    {
        let command = Command(
            "ffmpeg", ["-nostdin", "-v", "error"] + arguments + [name], files: files, keeping: [name])
        return try await Sandbox.run(command).files[name] ?? []
    }

    /// A file of any format as a browser's WebM.
    static func webm(_ file: URL) async throws -> [UInt8] {
        let bytes = try [UInt8](Data(contentsOf: file))
        return try await encoded(
            ["-i", "source", "-ac", "1", "-c:a", "libopus", "-b:a", "48k"], files: ["source": bytes], into: "out.webm")
    }

    static func heard(_ recording: [UInt8], _ language: Language) async throws -> (Sound, Transcript) {
        let sound = try await RecordingDecoder().sound(of: recording)
        let segments = try await VoiceActivityDetector(models()).speech(in: sound)
        let transcript = try await recognizer.get().recognition(of: segments, in: sound, language: language).transcript
        return (sound, transcript)
    }
}

/// How far a transcript is from what was said.
enum Errors {
    /// Words of English, characters of Chinese, without case and punctuation.
    static func units(_ text: String) -> [String] {
        var units: [String] = []
        var word = ""
        for scalar in text.lowercased().unicodeScalars {
            switch WordScalar(scalar) {
            case .letter: word.unicodeScalars.append(scalar)
            case .joint: break
            case .ideograph, .other:
                if !word.isEmpty { units.append(word) }
                word = ""
                if WordScalar(scalar) == .ideograph { units.append(String(scalar)) }
            }
        }
        return word.isEmpty ? units : units + [word]
    }

    /// Edits from one to the other: Levenshtein.
    static func count(_ said: [String], _ heard: [String]) -> Int {
        var row = Array(0...heard.count)
        for (index, unit) in said.enumerated() {
            var previous = row
            previous[0] = index + 1
            for other in heard.indices {
                previous[other + 1] = min(
                    row[other] + (unit == heard[other] ? 0 : 1), row[other + 1] + 1, previous[other] + 1)
            }
            row = previous
        }
        return row[heard.count]
    }
}
