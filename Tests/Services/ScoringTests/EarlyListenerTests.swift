import Domain
import Events
import Flow
import Foundation
import JSON
import Sandbox
import ScoringCore
import Speech
import Telemetry
import Testing
import Vault
import VaultTesting

@testable import scoring

/// An answer that is heard while it is recorded, with the real engines.
@Suite(.serialized) struct EarlyListenerTests {
    private let arriving = AnswerArriving(
        applicationID: "app-1", candidateID: "cand-1", questionID: "q1", answerID: "app-1.q1.1", take: 1,
        blobIDs: [AnswerRecorded.samples[0].blobID], begunAt: .sample)
    private var work: HearArriving { HearArriving(arriving: arriving, language: .english) }

    private static var late: Counter { counter("late") }
    private static var early: Counter { counter("early") }
    private static func counter(_ when: String) -> Counter {
        Counter(label: "colloquy_speech_windows_total", dimensions: [("heard", when)])
    }

    /// More than one window of speech.
    private func recording() async throws -> [UInt8] {
        let names = ["carter-incident", "carter-teamwork", "carter-incident"]
        let files = try names.enumerated().map { ("\($0.offset)", try ListenerTests.recording($0.element)) }
        let inputs = files.flatMap { ["-i", $0.0] }
        let command = Command(
            "ffmpeg",
            ["-nostdin", "-v", "error"] + inputs
                + [
                    "-filter_complex", "[0:a][1:a][2:a]concat=n=3:v=0:a=1", "-c:a", "libopus", "-b:a", "32k",
                    "out.webm",
                ], files: Dictionary(uniqueKeysWithValues: files), keeping: ["out.webm"])
        return try await Sandbox.run(command).files["out.webm"] ?? []
    }

    private func writer(_ test: TestVault) async throws -> BlobWriter {
        try await test.vault.writer(
            of: arriving.blobIDs[0], for: arriving.candidateID, contentType: "video/webm", application: "app-1")
    }

    private func windows(_ test: TestVault) async throws -> KnownWindows? {
        try await test.vault.field("transcript.app-1.q1.1.windows", of: "cand-1", purpose: "test")
            .map { try JSON.decode(KnownWindows.self, from: Array($0.utf8)) }
    }

    private func question() -> Question {
        var question = Question.sample
        question.language = .english
        return question
    }

    @Test func `windows that are full are heard while somebody speaks, and not again when the answer is there`()
        async throws
    {
        let (test, bytes) = (try await TestVault(), try await recording())
        let engines = try await ListenerTests.engines()
        let writer = try await writer(test)
        try await writer.append(Array(bytes[..<(bytes.count * 9 / 10)]))
        try await writer.flush()
        let follower = Task { [work] in
            try await EarlyListener(vault: test.vault, engines: engines, pauses: .init(longest: .milliseconds(100)))
                .hear(work, .test)
        }
        while try await windows(test) == nil { try await Task.sleep(for: .milliseconds(50)) }
        let known = try #require(try await windows(test))
        #expect(known.engine == engines.name && known.windows.count == 1)
        let looks = "SELECT count(*)::text FROM vault.audit WHERE purpose = 'score-answer' AND item LIKE 'blob %'"
        #expect(try await test.texts(looks) == ["1"], "however often it is looked at")
        try await writer.append(Array(bytes[(bytes.count * 9 / 10)...]))
        _ = try await writer.finish()
        #expect(try await follower.value)
        // Another process, which remembers nothing, takes it up from the vault; a third one finds nothing there.
        let observe = ObserveAnswer(recorded: .samples[0], question: question())
        let before = Self.late.value
        let other = try await ListenerTests.engines()
        let heard = try await Listener(vault: test.vault, engines: other).hear(observe, .test)
        let counted = Self.late.value
        #expect(counted - before == 1, "the last window alone")
        #expect(try await windows(test) == nil)
        let transcript = try await test.vault.field("transcript.app-1.q1.1", of: "cand-1", purpose: "test")
        #expect(try await Listener(vault: test.vault, engines: ListenerTests.engines()).hear(observe, .test) == heard)
        #expect(Self.late.value - counted == 2)
        #expect(try await test.vault.field("transcript.app-1.q1.1", of: "cand-1", purpose: "test") == transcript)
    }

    @Test(arguments: [
        (0, 29), (2_000, 27), (20_000, 9), (27_900, 4), (28_000, 4),
    ])
    func `the next look comes when the last window can be full, and not at once`(open: Int, seconds: Int) {
        let next = EarlyListener.Pauses().next(openMilliseconds: open)
        #expect(next <= .seconds(seconds) && next > .seconds(seconds - 1))
    }

    @Test func `of what comes to nothing no word stays`() async throws {
        let (test, bytes) = (try await TestVault(), try await recording())
        let engines = try await ListenerTests.engines()
        let writer = try await writer(test)
        try await writer.append(bytes)
        try await writer.flush()
        let early = EarlyListener(vault: test.vault, engines: engines, pauses: .init(longest: .milliseconds(50)))
        let before = Self.early.value
        #expect(try await early.hear(work, .test) == false)
        #expect(Self.early.value > before)
        #expect(try await windows(test) == nil)
        // Nothing at all comes, or the candidate is erased meanwhile.
        #expect(
            try await early.hear(HearArriving(arriving: AnswerArriving.samples[0], language: .english), .test) == false)
        try await test.vault.erase("cand-1", purpose: "test")
        #expect(try await early.hear(work, .test) == false)
    }

    @Test func `when consent is taken back while a window is heard, its words are not put back`() async throws {
        let (test, bytes) = (try await TestVault(), try await recording())
        let engines = try await ListenerTests.engines()
        let writer = try await writer(test)
        try await writer.append(bytes)
        try await writer.flush()
        let before = Self.early.value
        let follower = Task { [work] in
            try await EarlyListener(vault: test.vault, engines: engines, pauses: .init(longest: .milliseconds(50)))
                .hear(work, .test)
        }
        while Self.early.value == before { try await Task.sleep(for: .milliseconds(1)) }
        try await test.vault.forgetRecordings(of: "app-1", "cand-1")
        #expect(try await follower.value == false)
        #expect(try await windows(test) == nil)
    }

    @Test func `what another engine heard is heard again`() async throws {
        let (test, bytes) = (try await TestVault(), try ListenerTests.recording("carter-incident"))
        let recorded = AnswerRecorded.samples[0]
        try await test.vault.put(bytes, blob: recorded.blobID, of: recorded.candidateID, contentType: "video/webm")
        let foreign = KnownWindows(engine: "another", windows: [])
        try await test.vault.put(
            String(decoding: JSON.encode(foreign), as: UTF8.self), field: "transcript.app-1.q1.1.windows", of: "cand-1")
        let before = Self.late.value
        let observe = ObserveAnswer(recorded: recorded, question: question())
        guard
            case .observed = try await Listener(vault: test.vault, engines: ListenerTests.engines()).hear(
                observe, .test)
        else { throw CancellationError() }
        #expect(Self.late.value > before)
        #expect(try await windows(test) == nil)
    }
}

/// Recognisers that only count, lent as the real ones are.
struct RecognizerPoolTests {
    private actor Order {
        var names: [String] = []
        func note(_ name: String) { names.append(name) }
    }

    @Test func `what is heard early takes one recogniser, and lets everybody else before it`() async throws {
        // They are lent and never asked.
        let nowhere = RemoteRecognizerSettings(address: "http://127.0.0.1:1", model: "m", key: nil)
        let recognizer = Recognizer(RemoteRecognizer(nowhere, transfersMax: 1), model: "m")
        let pool = RecognizerPool([recognizer, recognizer])
        let order = Order()
        let gates = (0..<2).map { _ in AsyncStream.makeStream(of: Void.self) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for gate in gates {
                group.addTask { try await pool.withRecognizer { _, _ in for await _ in gate.stream { break } } }
            }
            try await Task.sleep(for: .milliseconds(100))
            for name in ["early", "early too"] {
                group.addTask { try await pool.withRecognizer(isEarly: true) { _, _ in await order.note(name) } }
            }
            try await Task.sleep(for: .milliseconds(100))
            group.addTask { try await pool.withRecognizer { _, _ in await order.note("an answer") } }
            try await Task.sleep(for: .milliseconds(100))
            #expect(await order.names.isEmpty)
            for gate in gates { gate.continuation.yield() }
            try await group.waitForAll()
        }
        let names = await order.names
        #expect(names.count == 3 && names.first == "an answer")
    }
}
