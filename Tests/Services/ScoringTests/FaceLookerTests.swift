import Domain
import Events
import Faces
import Flow
import Foundation
import JSON
import Postgres
import Synchronization
import Telemetry
import Testing
import Vault
import VaultTesting

@testable import ScoringCore
@testable import scoring

/// Looking at faces with the real library, from the vault and into the vault.
@Suite(.serialized) struct FaceLookerTests {
    private static let checkout = ListenerTests.checkout
    private static let film = checkout.deletingLastPathComponent()
        .appending(path: "shared/data/av/video/grid_pwij3p.mpg")
    private static let hasData = FileManager.default.fileExists(atPath: film.path)

    private static var work: ObserveAnswer {
        ObserveAnswer(recorded: .samples[0], question: .sample, looksAtFace: true)
    }

    private func looker(_ test: TestVault, _ isAllowed: @escaping @Sendable () -> Bool = { true }) throws -> FaceLooker
    {
        FaceLooker(
            vault: test.vault, detector: try FaceDetector(folder: Self.checkout.path + "/.colloquy/faces"),
            logger: Logger(label: "tests"), isAllowed: { _ in isAllowed() })
    }

    private static func counted(_ name: String, _ label: String, _ value: String) -> UInt64 {
        Counter(label: name, dimensions: [(label, value)]).value
    }

    private static var lookCount: UInt64 {
        counted("colloquy_face_looks_total", "found", "face") + counted("colloquy_face_looks_total", "found", "none")
    }

    private static func outcomes(_ outcome: String) -> UInt64 {
        counted("colloquy_face_answers_total", "outcome", outcome)
    }

    private func put(_ recording: [UInt8], in test: TestVault) async throws {
        try await test.vault.put(
            recording, blob: Self.work.recorded.blobID, of: "cand-1", contentType: "video/webm")
    }

    private func seen(_ test: TestVault) async throws -> FaceObservation? {
        try await test.vault.field("transcript.app-1.q1.1.face", of: "cand-1", purpose: "test").map {
            try JSON.decode(FaceObservation.self, from: Array($0.utf8))
        }
    }

    @Test func `a drawn face is none, and nothing is said of it`() async throws {
        let test = try await TestVault()
        try await put(ListenerTests.recording("carter-incident"), in: test)
        let before = Self.lookCount
        try await looker(test).look(at: Self.work, milliseconds: 19_000)
        let observation = try #require(try await seen(test))
        #expect(observation.silence == .seldomSeen && (36...40).contains(observation.lookCount))
        #expect(Self.lookCount - before == UInt64(observation.lookCount))
    }

    @Test(.enabled(if: hasData, "../shared/data is not here"))
    func `somebody before the camera is seen, alone and facing it`() async throws {
        let test = try await TestVault()
        try await put(Self.filmed(seconds: 12), in: test)
        try await looker(test).look(at: Self.work, milliseconds: 12_000)
        let seen = try #require(try await seen(test)?.seen)
        #expect(seen.presence == 1 && seen.peopleCount == 1 && seen.facingTenths >= 9 && seen.confidence > 0.9)
    }

    @Test func `nothing is looked at where it is not allowed, or was not asked for`() async throws {
        let test = try await TestVault()
        try await put(ListenerTests.recording("carter-incident"), in: test)
        let (before, refused) = (Self.lookCount, Self.outcomes("not-allowed"))
        try await looker(test) { false }.look(at: Self.work, milliseconds: 19_000)
        var unasked = Self.work
        unasked.looksAtFace = nil
        try await looker(test).look(at: unasked, milliseconds: 19_000)
        #expect(Self.lookCount == before && Self.outcomes("not-allowed") == refused + 1)
        #expect(try await seen(test) == nil)
        let audit = try await test.texts("SELECT purpose FROM vault.audit")
        #expect(!audit.contains("look-at-face"), "the recording was not even opened")
    }

    @Test func `consent that is taken back while the face is looked at leaves nothing`() async throws {
        let test = try await TestVault()
        try await put(ListenerTests.recording("carter-incident"), in: test)
        let count = Mutex(0)
        @Sendable func next() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
        try await looker(test) { next() == 1 }.look(at: Self.work, milliseconds: 19_000)
        #expect(count.withLock { $0 } == 2)
        #expect(try await seen(test) == nil)
        // The same where the recording itself went.
        let other = try await TestVault()
        try await put(ListenerTests.recording("carter-incident"), in: other)
        let vault = other.vault
        let gone = FaceLooker(
            vault: vault, detector: try FaceDetector(folder: Self.checkout.path + "/.colloquy/faces"),
            logger: Logger(label: "tests"),
            isAllowed: { _ in
                // Between the writing and the last question.
                if next() == 4 { try await vault.forgetRecordings(of: "app-1", "cand-1") }
                return true
            })
        await gone.look(at: Self.work, milliseconds: 19_000)
        #expect(try await seen(other) == nil)
    }

    @Test func `what was seen goes when it is to be forgotten`() async throws {
        let test = try await TestVault()
        try await put(ListenerTests.recording("carter-incident"), in: test)
        try await looker(test).look(at: Self.work, milliseconds: 19_000)
        #expect(try await seen(test) != nil)
        let work = ForgetFaces(applicationID: "app-1", candidateID: "cand-1")
        for _ in 0..<2 { _ = try await forgetting(in: test.vault)(work, .test) }
        #expect(try await seen(test) == nil)
    }

    @Test func `what cannot be looked at is counted, and the answer goes on`() async throws {
        let test = try await TestVault()
        let failed = Self.outcomes("failed")
        try await looker(test).look(at: Self.work, milliseconds: 19_000)
        #expect(Self.outcomes("failed") == failed + 1)
        #expect(try await seen(test) == nil)
        // No picture is another thing than no face.
        try await put(Self.made(["-f", "lavfi", "-i", "sine", "-t", "3", "-c:a", "libopus"]), in: test)
        try await looker(test).look(at: Self.work, milliseconds: 3_000)
        #expect(try await seen(test)?.silence == .noPicture)
    }

    @Test(arguments: [
        (PolicyProfile.cn, true as Bool?, [ConsentPurpose.recording, .aiAssessment, .faceFeatures], true),
        (.usIllinois, true, [.faceFeatures, .aiAssessment], true), (.eu, true, [.aiAssessment, .faceFeatures], false),
        (.standard, true, [.aiAssessment, .faceFeatures], false), (.cn, nil, [.aiAssessment, .faceFeatures], false),
        (.cn, true, [.recording, .aiAssessment], false), (.cn, true, [.recording, .faceFeatures], false),
    ])
    func `the worker asks the scorecard once more`(
        policy: PolicyProfile, faceChannel: Bool?, purposes: [ConsentPurpose], isAllowed: Bool
    ) async throws {
        let test = try await TestVault()
        let connection = try Connection(test.url, name: "tests")
        try Migrator.run(
            [Migration("m0001_create_scorecards", PackageResources.m0001_create_scorecards_sql)], schema: "scoring",
            on: connection)
        let database = Database(.init(url: test.url, name: "tests", schema: "scoring", connectionCount: 1))
        var scorecard = Scorecard()
        scorecard.invitation = InterviewInvited.samples[0]
        scorecard.invitation?.plan.policy = policy
        scorecard.invitation?.plan.faceChannel = faceChannel
        scorecard.consents = purposes
        let json = String(decoding: try JSON.encode(scorecard), as: UTF8.self)
        try await database.execute(
            Statement<Void>(
                "INSERT INTO scorecards (key, version, state) VALUES ('app-1', 1, $1::text::json)", [.text(json)]))
        #expect(try await allowance(in: database)("app-1") == isAllowed)
        #expect(scorecard.allowsFaces == isAllowed, "the decision says the same")
        #expect(try await !allowance(in: database)("app-2"))
    }

    /// A clip over and over, as a browser would record it.
    private static func filmed(seconds: Int) throws -> [UInt8] {
        try made(["-stream_loop", "-1", "-i", film.path, "-t", "\(seconds)", "-an", "-c:v", "libvpx"])
    }

    private static func made(_ arguments: [String]) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).webm")
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/ffmpeg")
        process.arguments = ["-nostdin", "-v", "error"] + arguments + [file.path]
        try process.run()
        process.waitUntilExit()
        return try [UInt8](Data(contentsOf: file))
    }
}
