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
    private let followed = Followed()
    private let pauses: Pauses

    /// Between two looks. Each decodes all that has come, so that many of them cost more than they bring.
    struct Pauses: Sendable {
        /// While nothing comes.
        var longest: Duration = .seconds(30)
        /// A speaker who is silent fills no window, and is not looked at all the time.
        var shortest: Duration = .seconds(4)

        /// Until the last window can be full at the soonest, and a breath more, since a stretch of speech is known by the silence
        /// behind it.
        func next(openMilliseconds: Int) -> Duration {
            let soonest = Duration.milliseconds(SpeechWindow.millisecondsMax - openMilliseconds + 1_000)
            return min(longest, max(shortest, soonest))
        }
    }

    /// So many looks without a new byte end it: the line is lost, or the candidate has gone.
    static let quietLooksMax = 4
    /// The longest answer with all that interruptions may add, when every look is followed by the shortest pause.
    static let looksMax = 1_000

    init(vault: Vault, engines: Engines, pauses: Pauses = Pauses()) {
        self.vault = vault
        self.engines = engines
        self.pauses = pauses
    }

    /// True when the recording was followed to its end.
    func hear(_ work: HearArriving, _ context: ActivityContext) async throws -> Bool {
        guard engines.hearsEarly, await followed.begin() else { return false }
        do {
            let isWhole = try await follow(work)
            await followed.end()
            if !isWhole { await forget(work) }
            return isWhole
        } catch {
            await followed.end()
            if let cancelled = error as? CancellationError { throw cancelled }
            // The answer is heard from its beginning when it is there, and what is wrong is told then.
            await forget(work)
            return false
        }
    }

    private func follow(_ work: HearArriving) async throws -> Bool {
        guard let blob = work.arriving.blobIDs.last else { return false }
        var known = await takeUp(work)
        var (byteCount, quiet, isAudited) = (Int64(0), 0, false)
        var pause: Duration = .zero
        for _ in 0..<Self.looksMax where quiet <= Self.quietLooksMax {
            try await Task.sleep(for: pause)
            pause = pauses.longest
            let found = try await vault.describe(blob)
            if found?.isForgotten == true { return false }
            if found?.isFinished == true { return true }
            guard let count = found?.byteCount, count > byteCount else {
                quiet += 1
                continue
            }
            (byteCount, quiet) = (count, 0)
            let (windows, open) = try await looks.with { [isAudited] in try await heardSoFar(work, isAudited: isAudited)
            }
            isAudited = true
            pause = pauses.next(openMilliseconds: open)
            for (key, window) in windows where !known.windows.contains(where: { $0.key == key }) {
                // Whoever waits for the answer hears the rest of it.
                if try await vault.describe(blob)?.isFinished == true { return true }
                let words = try await engines.hear(window, work.language, .early)
                known.windows.append(.init(key: key, words: words))
                switch try await keep(known, work, of: blob) {
                case .kept: break
                case .ended: return true
                case .forgotten: return false
                }
                try await foresee(windows, known, work)
            }
        }
        return false
    }

    /// What the clauses mean that were heard so far, for when the answer is there.
    private func foresee(
        _ windows: [(key: WindowMemory.Key, window: SpeechWindow)], _ known: KnownWindows, _ work: HearArriving
    ) async throws {
        let heard = windows.compactMap { key, window in
            known.windows.first { $0.key == key }.map { (window: window, words: $0.words) }
        }
        let transcript = Recognition(heard, asked: work.language).transcript
        try await engines.meanings.foresee(transcript, of: work.arriving.answerID)
        // Where it was heard meanwhile, nobody takes these up.
        if let blob = work.arriving.blobIDs.last, try await vault.describe(blob)?.isFinished != false {
            await engines.meanings.forget(work.arriving.answerID)
        }
    }

    /// What was heard of it before: of the parts before this one, or by a process that ended.
    private func takeUp(_ work: HearArriving) async -> KnownWindows {
        let known = await KnownWindows.kept(of: work.arriving.answerID, work.arriving.candidateID, in: vault)
        guard let known, known.engine == engines.name else { return KnownWindows(engine: engines.name) }
        return known
    }

    /// The windows that are full, and how much speech is in the last one, which may become another with what comes.
    private func heardSoFar(
        _ work: HearArriving, isAudited: Bool
    ) async throws -> (full: [(key: WindowMemory.Key, window: SpeechWindow)], openMilliseconds: Int) {
        var sounds: [Sound] = []
        for blob in work.arriving.blobIDs {
            let bytes = try await vault.arrived(
                of: blob, for: work.arriving.candidateID, purpose: isAudited ? nil : "score-answer",
                bytesMax: Domain.Limits.answerBytesMax)
            guard let bytes else { return ([], 0) }
            sounds.append(try await decoder.sound(ofPart: bytes))
        }
        let sound = Sound(joining: sounds)
        let segments = try await engines.detector.speechSoFar(in: sound, of: work.arriving.answerID.text)
        let all = SpeechWindow.windows(of: segments, in: sound)
        return (all.dropLast().map { (WindowMemory.Key($0, work.language), $0) }, all.last?.milliseconds ?? 0)
    }

    private enum Keeping { case kept, ended, forgotten }

    /// For the process that hears the answer, which may be another one. It goes with the transcript when the answer is heard, and
    /// like a transcript when it never is.
    ///
    /// The answer may have ended, or consent been taken back, while a window was heard, and then somebody has deleted these words
    /// already: it is looked for before and after they are written.
    private func keep(_ known: KnownWindows, _ work: HearArriving, of blob: BlobID) async throws -> Keeping {
        if try await vault.describe(blob)?.isFinished == true { return .ended }
        let text = String(decoding: try JSON.encode(known), as: UTF8.self)
        try await vault.put(text, field: work.field, of: work.arriving.candidateID)
        let found = try await vault.describe(blob)
        guard let found, !found.isForgotten else { return .forgotten }
        guard found.isFinished else { return .kept }
        try await vault.delete(field: work.field, of: work.arriving.candidateID)
        return .ended
    }

    private func forget(_ work: HearArriving) async {
        let known = await KnownWindows.kept(of: work.arriving.answerID, work.arriving.candidateID, in: vault)
        await engines.memory.forget(known?.windows.map(\.key) ?? [])
        await engines.meanings.forget(work.arriving.answerID)
        await engines.detector.forget(work.arriving.answerID.text)
        try? await vault.delete(field: work.field, of: work.arriving.candidateID)
    }
}

/// How many recordings are followed. Each takes the place of an activity that waits for as long as it lasts, and one recogniser
/// keeps up with about ten people who speak.
private actor Followed {
    static let countMax = 16

    private var count = 0

    /// False when there are enough: what is not followed is heard when it is there.
    func begin() -> Bool {
        guard count < Self.countMax else { return false }
        count += 1
        return true
    }

    func end() { count -= 1 }
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

    /// Nil where none were kept, or none can be had.
    static func kept(of answer: AnswerID, _ candidate: CandidateID, in vault: Vault) async -> KnownWindows? {
        let text = try? await vault.field(field(answer), of: candidate, purpose: "score-answer")
        return text.flatMap { try? JSON.decode(KnownWindows.self, from: Array($0.utf8)) }
    }

    static func field(_ answer: AnswerID) -> String { "transcript.\(answer.text).windows" }
}

extension HearArriving {
    fileprivate var field: String { KnownWindows.field(arriving.answerID) }
}
