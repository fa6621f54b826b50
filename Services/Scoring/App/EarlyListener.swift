import Domain
import Events
import Flow
import JSON
import Sandbox
import ScoringCore
import Speech
import Threads
import Vault

/// Hears an answer while it is recorded: what has come of it is looked at again and again, and each window of speech that is full
/// is heard when no answer waits that is there already. ``Listener`` takes up what was heard; it comes to the same words without.
struct EarlyListener: Sendable {
    private let vault: Vault
    private let engines: Engines
    private let decoder = RecordingDecoder(limits: .answer)
    /// A look holds a recording in memory, and decodes it from its beginning.
    private let looks = Permits(count: 1)
    private let pause: Duration

    /// So many looks without a new byte end it: the line is lost, or the candidate has gone.
    static let quietLooksMax = 9
    /// The longest answer with all that interruptions may add.
    static let looksMax = 400

    init(vault: Vault, engines: Engines, pause: Duration = .seconds(10)) {
        self.vault = vault
        self.engines = engines
        self.pause = pause
    }

    /// True when the recording was followed to its end.
    func hear(_ work: HearArriving, _ context: ActivityContext) async throws -> Bool {
        guard engines.hearsEarly, let last = work.arriving.blobIDs.last else { return false }
        var known = KnownWindows(engine: engines.name)
        do {
            if try await follow(last, work, &known) { return true }
        } catch let error as CancellationError {
            throw error
        } catch {
            // The answer is heard from its beginning when it is there, and what is wrong is told then.
        }
        await engines.memory.forget(known.windows.map(\.key))
        try? await vault.delete(field: work.field, of: work.arriving.candidateID)
        return false
    }

    private func follow(_ blob: BlobID, _ work: HearArriving, _ known: inout KnownWindows) async throws -> Bool {
        var (byteCount, quiet): (Int64, Int) = (0, 0)
        for look in 0..<Self.looksMax where quiet <= Self.quietLooksMax {
            if look > 0 { try await Task.sleep(for: pause) }
            let found = try await vault.describe(blob)
            if found?.isForgotten == true { return false }
            if found?.isFinished == true { return true }
            guard let count = found?.byteCount, count > byteCount else {
                quiet += 1
                continue
            }
            (byteCount, quiet) = (count, 0)
            let windows = try await looks.with { try await fullWindows(work, isFirst: look == 0) }
            for (key, window) in windows where !known.windows.contains(where: { $0.key == key }) {
                // Whoever waits for the answer hears the rest of it.
                if try await vault.describe(blob)?.isFinished == true { return true }
                let words = try await engines.hear(window, work.language, isEarly: true)
                known.windows.append(.init(key: key, words: words))
                try await keep(known, work)
            }
        }
        return false
    }

    /// The windows that are full: the last one may become another with what comes.
    private func fullWindows(
        _ work: HearArriving, isFirst: Bool
    ) async throws -> [(key: WindowMemory.Key, window: SpeechWindow)] {
        var sounds: [Sound] = []
        for blob in work.arriving.blobIDs {
            let bytes = try await vault.arrived(
                of: blob, for: work.arriving.candidateID, purpose: isFirst ? "score-answer" : nil,
                bytesMax: Domain.Limits.answerBytesMax)
            guard let bytes else { return [] }
            sounds.append(try await decoder.sound(ofPart: bytes))
        }
        let sound = Sound(joining: sounds)
        let segments = try await engines.detector.speech(in: sound)
        return SpeechWindow.windows(of: segments, in: sound).dropLast().map {
            (WindowMemory.Key($0, work.language), $0)
        }
    }

    /// For the process that hears the answer, which may be another one. It goes with the transcript when the answer is heard, and
    /// like a transcript when it never is.
    private func keep(_ known: KnownWindows, _ work: HearArriving) async throws {
        let text = String(decoding: try JSON.encode(known), as: UTF8.self)
        try await vault.put(text, field: work.field, of: work.arriving.candidateID)
    }
}

/// Windows of an answer that were heard before it was there, as they lie in the vault.
struct KnownWindows: Codable, Sendable {
    struct Window: Codable, Sendable {
        var key: WindowMemory.Key
        var words: HeardWindow
    }

    /// Who heard them. Another engine hears other words.
    var engine: String
    var windows: [Window] = []

    static func field(_ answer: AnswerID) -> String { "transcript.\(answer.text).windows" }
}

extension HearArriving {
    fileprivate var field: String { KnownWindows.field(arriving.answerID) }
}
