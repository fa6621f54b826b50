import Domain
import Events
import Foundation
import ScoringCore
import Testing
import Vault
import VaultTesting

@testable import scoring

private let folder = ListenerTests.checkout.deletingLastPathComponent().appending(path: "shared/cases/recordings").path

/// Recordings of real life beside the checkout, by the service's own path from the vault to what was measured.
@Suite(.serialized, .enabled(if: FileManager.default.fileExists(atPath: folder), "needs ../shared/cases"))
struct CaseRecordingTests {
    private func heard(_ name: String, _ language: Language) async throws -> (Observation, String) {
        var question = Question.sample
        question.language = language
        let work = ObserveAnswer(recorded: .samples[0], question: question)
        let test = try await TestVault()
        try await test.vault.put(
            Self.bytes(name), blob: work.recorded.blobID, of: work.recorded.candidateID, contentType: "video/webm")
        let listener = Listener(vault: test.vault, engines: try await ListenerTests.engines())
        guard case .observed(let observation) = try await listener.hear(work, .test) else { throw NotHeard() }
        let field = try await test.vault.field("transcript.app-1.q1.1", of: "cand-1", purpose: "test")
        return (observation, try #require(field))
    }

    private struct NotHeard: Error {}

    private static func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(filePath: "\(folder)/\(name).webm")))
    }

    @Test func `two sessions in one file are heard to the end`() async throws {
        let (observation, transcript) = try await heard("appended-sessions", .english)
        #expect((25_500...26_500).contains(observation.durationMilliseconds))
        #expect(transcript.matches(of: /the system was down/).count == 2)
        #expect(observation.hearing?.doubtfulMilliseconds == 0 && observation.hearing?.lostMilliseconds == 0)
    }

    @Test func `all but the last packet is heard`() async throws {
        let (observation, transcript) = try await heard("one-byte-short", .english)
        #expect(observation.durationMilliseconds > 12_500 && transcript.contains("in the end"))
    }

    @Test func `pauses are found, and words keep their times around them`() async throws {
        let (observation, _) = try await heard("zh_pause", .chinese)
        let long = observation.pauses.map { $0.endMilliseconds - $0.startMilliseconds }.filter { $0 > 2_000 }
        #expect(long.count == 2 && (11_500...12_900).contains(long[0]) && (5_800...6_900).contains(long[1]))
        let last = try #require(observation.content?.clauses.last)
        #expect(last.mark.time.endMilliseconds > 27_000)
    }

    @Test func `figures count as they are spoken`() async throws {
        let (observation, _) = try await heard("zh_num", .chinese)
        // 86 characters were spoken.
        #expect((83...90).contains(observation.published.tokenCount))
    }

    @Test func `a header alone, and silence, are told to the candidate and use no take up`() async throws {
        for (name, fault) in [("header-only", "recording-corrupt"), ("zh_antiphase", "no-sound")] {
            let recorded = AnswerRecorded.samples[0]
            let test = try await TestVault()
            try await test.vault.put(
                Self.bytes(name), blob: recorded.blobID, of: recorded.candidateID, contentType: "video/webm")
            // A take with a fault counts for none: the gateway's tests of takes show it.
            let prepared = try await Preparer(vault: test.vault).prepare(PrepareRecording(recorded: recorded), .test)
            #expect(prepared.fault == fault, "\(name)")
        }
    }
}
