import Domain
import Events
import Flow
import Foundation
import ScoringCore
import Testing
import Vault
import VaultTesting

@testable import scoring

/// Looking at recordings as they arrive, with the real decoder, from the vault and into the vault.
struct PreparerTests {
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private func prepare(_ recording: [UInt8], in test: TestVault) async throws -> PreparedRecording {
        let recorded = AnswerRecorded.samples[0]
        try await test.vault.put(
            recording, blob: recorded.blobID, of: recorded.candidateID, contentType: "video/webm")
        return try await Preparer(vault: test.vault).prepare(PrepareRecording(recorded: recorded), .test)
    }

    private static func spoken() throws -> [UInt8] {
        try [UInt8](Data(contentsOf: checkout.appending(path: "Tools/demo/recordings/carter-incident.webm")))
    }

    @Test
    func `a recording that can be heard is kept in a form that can be played, and a second run comes to the same`()
        async throws
    {
        let test = try await TestVault()
        let prepared = try await prepare(Self.spoken(), in: test)
        #expect(prepared.fault == nil)
        #expect((18_000...20_000).contains(try #require(prepared.durationMilliseconds)))
        let rendition = try #require(prepared.rendition)
        #expect(rendition.blobID == "answer.app-1.q1.1.played" && rendition.mediaType == "video/webm")
        let kept = try await test.vault.blob(rendition.blobID, of: "cand-1", purpose: "test")
        #expect(kept.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) && Int64(kept.count) == rendition.byteCount)
        #expect(try await prepare(Self.spoken(), in: test) == prepared)
    }

    @Test func `what cannot be heard says what was measured`() async throws {
        let silent = try await Self.encoded(["-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono", "-t", "2"])
        for (recording, fault) in [
            (silent, "no-sound"), (Array("no film".utf8), "recording-not-media"),
            (Array(try Self.spoken().prefix(110)), "recording-corrupt"),
        ] {
            let test = try await TestVault()
            #expect(try await prepare(recording, in: test).fault == fault)
        }
    }

    @Test func `consent that is taken back meanwhile leaves nothing to be played`() async throws {
        let test = try await TestVault()
        _ = try await prepare(Self.spoken(), in: test)
        try await test.vault.forgetRecordings(of: "app-1", "cand-1")
        #expect(try await test.vault.describe("answer.app-1.q1.1.played")?.isForgotten != false)
        let recorded = AnswerRecorded.samples[0]
        await #expect(throws: ActivityFailure.candidateErased) {
            try await Preparer(vault: test.vault).prepare(PrepareRecording(recorded: recorded), .test)
        }
    }

    /// What the encoder makes, as WebM with sound alone.
    private static func encoded(_ arguments: [String]) async throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).webm")
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/ffmpeg")
        process.arguments = ["-nostdin", "-v", "error"] + arguments + ["-c:a", "libopus", file.path]
        try process.run()
        await Task.detached { process.waitUntilExit() }.value
        return try [UInt8](Data(contentsOf: file))
    }
}
