import Domain
import Foundation
import JSON
import Testing

@testable import Speech

/// What is heard of a recording that goes on is what is heard of it when it is there.
@Suite(.serialized) struct SpeechWindowTests {
    /// Three times the same speech of eleven seconds, with silence between.
    private func recording() async throws -> [UInt8] {
        try await Material.encoded(
            [
                "-i", "speech", "-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono", "-filter_complex",
                "[0:a]apad=pad_dur=1,asplit=4[a][b][c][d];[a][b][c][d]concat=n=4:v=0:a=1", "-t", "47", "-c:a",
                "libopus",
                "-b:a", "32k",
            ], files: ["speech": Material.recording("address-en.webm")], into: "out.webm")
    }

    private func windows(_ recording: [UInt8]) async throws -> [SpeechWindow] {
        let sound = try await RecordingDecoder().sound(ofPart: recording)
        let segments = try await VoiceActivityDetector(Material.models()).speech(in: sound)
        return SpeechWindow.windows(of: segments, in: sound)
    }

    @Test func `every window but the last stays what it is, wherever a recording is looked at`() async throws {
        let recording = try await recording()
        let whole = try await windows(recording)
        #expect(whole.count >= 2)
        for share in [0.55, 0.7, 0.8, 0.9, 0.97] {
            let early = try await windows(Array(recording[..<Int(Double(recording.count) * share)]))
            #expect(early.dropLast().map(\.samples) == whole.prefix(max(0, early.count - 1)).map(\.samples), "\(share)")
            if share > 0.9 { #expect(early.count >= 2, "something is full by then") }
        }
        #expect(Set(whole.map(\.samples)).count == whole.count)
    }

    @Test func `a recording that is followed has the speech that it has when it is looked at as a whole`() async throws
    {
        let recording = try await recording()
        let decoder = RecordingDecoder()
        let whole = try await decoder.sound(ofPart: recording)
        let alone = try await VoiceActivityDetector(Material.models()).speech(in: whole)
        let windows = SpeechWindow.windows(of: alone, in: whole)
        let detector = VoiceActivityDetector(try Material.models())
        var fullCount = 0
        for share in [0.1, 0.3, 0.55, 0.7, 0.8, 0.9, 0.97] {
            let sound = try await decoder.sound(ofPart: Array(recording[..<Int(Double(recording.count) * share)]))
            let soFar = try await detector.speechSoFar(in: sound, of: "a")
            let full = SpeechWindow.windows(of: soFar, in: sound).dropLast()
            #expect(full.map(\.samples) == windows.prefix(full.count).map(\.samples), "\(share)")
            #expect(full.count >= fullCount)
            fullCount = full.count
        }
        #expect(fullCount == windows.count - 1, "what is full is known before the end")
        #expect(try await detector.speech(in: whole, of: "a") == alone)
        #expect(try await detector.speech(in: whole, of: "a") == alone, "nothing is left of it")
    }

    @Test func `another sound under the name of one that was followed is looked at from its beginning`() async throws {
        let whole = try await RecordingDecoder().sound(ofPart: try await recording())
        let other = Sound(samples: Array(whole.samples.dropFirst(Sound.samplesPerSecond * 3)))
        let detector = VoiceActivityDetector(try Material.models())
        _ = try await detector.speechSoFar(in: whole, of: "a")
        let found = try await detector.speech(in: other, of: "a")
        #expect(try await found == VoiceActivityDetector(Material.models()).speech(in: other))
        #expect(!found.isEmpty)
    }

    @Test func `windows heard one by one, and kept meanwhile, make the same words as all at once`() async throws {
        let sound = try await RecordingDecoder().sound(of: try await recording())
        let segments = try await VoiceActivityDetector(Material.models()).speech(in: sound)
        let recognizer = try Material.recognizer.get()
        let whole = try await recognizer.recognition(of: segments, in: sound, language: .english)
        var heard: [(window: SpeechWindow, words: HeardWindow)] = []
        for window in SpeechWindow.windows(of: segments, in: sound).reversed() {
            let words = try await recognizer.hear(window, .english)
            heard.insert((window, try JSON.decode(HeardWindow.self, from: JSON.encode(words))), at: 0)
        }
        #expect(Recognition(heard, asked: .english) == whole)
        #expect(whole.transcript.words.count > 60)
    }
}
