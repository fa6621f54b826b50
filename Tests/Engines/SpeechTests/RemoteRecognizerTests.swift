import Domain
import Foundation
import StandIns
import Testing

@testable import Speech

/// Against a server of Python's library that takes the form apart itself and tells what it found.
@Suite(.serialized) struct RemoteRecognizerTests {
    private struct Received: Decodable, Equatable {
        var path: String
        var authorization: String?
        var model: String
        var language: String
        var format: String
        var granularities: [String]
        var fileType: String
        var rate: Int
        var channels: Int
        var frames: Int
        /// Sum of all samples' magnitudes: the same sound has the same.
        var magnitude: Int
    }

    private static let model = "some-whisper"

    /// 12 s of which speech is told to be at 1…4 s and 9…11 s, so that 4 s of silence are cut out between them.
    private static let sound = Sound(
        samples: (0..<12 * 16_000).map { Float(($0 * 7_919) % 2_001 - 1_000) / 4_000 })
    private static let segments = [
        SpeechSegment(samples: 16_000..<64_000), SpeechSegment(samples: 144_000..<176_000),
    ]

    private static func recognizer(
        _ server: StandInServer, _ manner: String, secondsMax: Int = 20, pauses: Pauses = Pauses()
    ) -> RemoteRecognizer {
        RemoteRecognizer(
            RemoteRecognizerSettings(
                address: "\(server.address)/\(manner)/v1", model: model, key: "k-1", secondsMax: secondsMax),
            transfersMax: 2, pause: { pauses.note($0) })
    }

    @Test(arguments: Language.allCases)
    func `speech alone is sent, as the form that is documented, and comes back with the times of the recording`(
        language: Language
    ) async throws {
        let server = try await StandInServer.recognizer()
        let heard = try await Self.recognizer(server, "words").recognition(
            of: Self.segments, in: Self.sound, language: language)
        let group = try #require(
            SpeechGroup.groups(of: Self.segments, sampleCount: Self.sound.samples.count).first)
        let sent = group.samples(of: Self.sound).map { Int(($0 * 32_767).rounded()) }
        let received = try JSONDecoder().decode(Received.self, from: Data(await server.line().utf8))
        #expect(
            received
                == Received(
                    path: "/words/v1/audio/transcriptions", authorization: "Bearer k-1", model: Self.model,
                    language: language.rawValue, format: "verbose_json", granularities: ["word", "segment"],
                    fileType: "audio/wav", rate: 16_000, channels: 1, frames: sent.count,
                    magnitude: sent.reduce(0) { $0 + abs($1) }))
        let transcript = heard.transcript
        #expect(transcript.language == language && heard.doubtfulMilliseconds == 0)
        let text = language == .english ? "First, I looked at the logs. Then we fixed it!" : "首先我看了日志，然后修好了。"
        #expect(transcript.text == text)
        // The window holds 0.85…4.15 s and 8.85…11.15 s: what is said at its end is said behind the cut.
        #expect(transcript.words.first.map { (850..<1_300).contains($0.startMilliseconds) } == true)
        #expect(transcript.words.last.map { (10_000...11_150).contains($0.endMilliseconds) } == true)
        #expect(transcript.words.allSatisfy { $0.probability == 0.75 })
    }

    @Test func `a server that gives segments alone, or text alone, is understood as far as it goes`() async throws {
        let server = try await StandInServer.recognizer()
        let bySegment = try await Self.recognizer(server, "segments").recognition(
            of: Self.segments, in: Self.sound, language: .english)
        #expect(bySegment.transcript.text == "First, I looked at the logs. Then we fixed it!")
        #expect(bySegment.transcript.words.allSatisfy { abs($0.probability - 0.5) < 0.01 })
        let plain = try await Self.recognizer(server, "plain").recognition(
            of: Self.segments, in: Self.sound, language: .english)
        #expect(plain.transcript.words.count == 10 && plain.transcript.confidence == 1)
    }

    @Test func `a server that hears another language than we named is asked again in that one`() async throws {
        let server = try await StandInServer.recognizer()
        let heard = try await Self.recognizer(server, "english").recognition(
            of: Self.segments, in: Self.sound, language: .chinese)
        #expect(heard.transcript.language == .english && heard.otherLanguageMilliseconds > 4_000)
        var asked: [String] = []
        for _ in 0..<2 {
            asked.append(try JSONDecoder().decode(Received.self, from: Data(await server.line().utf8)).language)
        }
        #expect(asked == ["zh", "en"])
    }

    @Test func `words that come from nowhere are doubted`() async throws {
        let server = try await StandInServer.recognizer()
        for manner in ["nothing", "loop"] {
            let heard = try await Self.recognizer(server, manner).recognition(
                of: Self.segments, in: Self.sound, language: .english)
            #expect(heard.doubtfulMilliseconds > 4_000, "\(manner)")
        }
    }

    @Test func `what passes is tried again, after the wait that the server asks for`() async throws {
        let server = try await StandInServer.recognizer()
        let pauses = Pauses()
        let heard = try await Self.recognizer(server, "busy-twice", pauses: pauses).recognition(
            of: Self.segments, in: Self.sound, language: .english)
        #expect(heard.transcript.words.count == 10)
        #expect(pauses.all == [.seconds(7), .seconds(20)], "the second asked for an hour")
    }

    /// How the server behaves, what it comes to, and how often it was asked.
    @Test(
        arguments: [
            ("status-503", EngineError.refused(status: 503, afterSeconds: nil), 3),
            ("status-401", .refused(status: 401, afterSeconds: nil), 1),
            ("status-413", .refused(status: 413, afterSeconds: nil), 1),
            ("redirect", .refused(status: 302, afterSeconds: nil), 1), ("garbage", .unintelligible, 1),
            ("close", .unreachable, 3), ("half", .unreachable, 3), ("endless", .unreachable, 1),
        ] as [(String, EngineError, Int)])
    func `a server's fault is never the speaker's`(manner: String, error: EngineError, attempts: Int) async throws {
        let server = try await StandInServer.recognizer()
        await #expect(throws: error) {
            try await Self.recognizer(server, manner).recognition(
                of: Self.segments, in: Self.sound, language: .english)
        }
        #expect(error.kind == .environment)
        for _ in 0..<attempts { #expect(await !server.line().isEmpty) }
        #expect(try await server.requestCount() == attempts)
    }

    @Test func `a server that stalls, or is not there, ends in time`() async throws {
        let server = try await StandInServer.recognizer()
        let start = ContinuousClock.now
        await #expect(throws: EngineError.unreachable) {
            try await Self.recognizer(server, "stall", secondsMax: 1).recognition(
                of: Self.segments, in: Self.sound, language: .english)
        }
        #expect(ContinuousClock.now - start < .seconds(15))
        let nowhere = RemoteRecognizer(
            RemoteRecognizerSettings(address: "http://127.0.0.1:9/v1", model: "m", key: nil), transfersMax: 1,
            pause: { _ in })
        await #expect(throws: EngineError.unreachable) {
            try await nowhere.recognition(of: Self.segments, in: Self.sound, language: .english)
        }
    }

    @Test func `nobody is asked about silence`() async throws {
        let nowhere = RemoteRecognizer(
            RemoteRecognizerSettings(address: "http://127.0.0.1:9/v1", model: "m", key: nil), transfersMax: 1)
        let heard = try await nowhere.recognition(of: [], in: Self.sound, language: .chinese)
        #expect(heard.transcript.words.isEmpty)
    }
}
