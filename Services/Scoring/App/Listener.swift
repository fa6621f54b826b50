import Domain
import Events
import Failpoints
import Flow
import JSON
import Sandbox
import ScoringCore
import Speech
import Vault

/// Hears one recording: sound, speech, words, meaning. The words go into the vault, the measures come back. Where that is allowed, the
/// face is looked at once the answer was heard.
struct Listener: Sendable {
    private let vault: Vault
    private let engines: Engines
    private let looker: FaceLooker?
    private let decoding: Decoding

    /// - Parameter looker: nil where no face is ever looked at.
    init(vault: Vault, engines: Engines, decoding: Decoding = Decoding(), looker: FaceLooker? = nil) {
        self.vault = vault
        self.decoding = decoding
        self.engines = engines
        self.looker = looker
    }

    func hear(_ work: ObserveAnswer, _ context: ActivityContext) async throws -> Hearing {
        do {
            let heard = try await heard(work)
            try failpoint(throwing: "W2")
            try await keep(heard.transcript, of: work.recorded)
            await looker?.look(at: work, milliseconds: heard.durationMilliseconds)
            return .observed(measure(heard, of: work.question, by: work.rubric))
        } catch let refusal as RecordingRefusal {
            return .unusable(code: refusal.reason)
        } catch VaultError.erased {
            throw ActivityFailure.candidateErased
        } catch VaultError.absent {
            // It was there when its upload ended: a disk is not mounted, or a copy was restored without it.
            throw ActivityFailure("recording-absent", "the vault holds no such recording", .environment)
        } catch SandboxError.cancelled {
            throw CancellationError()
        } catch is SandboxError {
            // Whatever the recording itself did to the decoder is a `RecordingRefusal`.
            throw ActivityFailure("decoder-failed", "the decoder could not run", .environment)
        } catch let error as EngineError {
            throw ActivityFailure("engine-failed", "an engine failed", error.kind)
        }
    }

    private func heard(_ work: ObserveAnswer) async throws -> Heard {
        let sound = try await sound(of: work.recorded)
        let segments = try await engines.detector.speech(in: sound, of: work.recorded.answerID.text)
        if engines.hearsEarly { await takeUp(work.recorded) }
        let recognition = try await engines.recognition(of: segments, in: sound, work.question.language)
        let transcript = recognition.transcript
        return Heard(
            durationMilliseconds: sound.milliseconds,
            speech: segments.map { segment in
                TimeSpan(
                    startMilliseconds: segment.milliseconds.lowerBound, endMilliseconds: segment.milliseconds.upperBound
                )
            }, seams: sound.seams, transcript: transcript,
            nearness: try await engines.meanings.nearness(
                of: transcript, to: work.question, by: work.rubric, answer: work.recorded.answerID),
            doubts: HearingDoubts(
                engine: engines.name, otherLanguageMilliseconds: recognition.otherLanguageMilliseconds,
                doubtfulMilliseconds: recognition.doubtfulMilliseconds, lostMilliseconds: sound.lostMilliseconds,
                missingPartCount: work.recorded.missingParts?.count ?? 0))
    }

    /// A recording in parts is decoded part by part: appended byte for byte, only the first would be heard.
    private func sound(of recorded: AnswerRecorded) async throws -> Sound {
        guard let parts = recorded.parts else {
            let sound = try await decoding.sound(of: try await bytes(of: recorded.blobID, recorded), recorded.blobID)
            return sound.prefix(secondsMax: recorded.heardSecondsMax)
        }
        var sounds: [Sound] = []
        for part in parts {
            sounds.append(try await decoding.sound(ofPart: try await bytes(of: part.blobID, recorded), part.blobID))
        }
        let joined = Sound(joining: sounds).prefix(secondsMax: recorded.heardSecondsMax)
        guard !joined.samples.isEmpty else { throw RecordingRefusal.corrupt }
        return joined
    }

    private func bytes(of blob: BlobID, _ recorded: AnswerRecorded) async throws -> [UInt8] {
        try await vault.blob(
            blob, of: recorded.candidateID, purpose: "score-answer", bytesMax: Domain.Limits.answerBytesMax)
    }

    /// Takes up what was heard while the answer was recorded. Where that cannot be had, all of it is heard now.
    private func takeUp(_ recorded: AnswerRecorded) async {
        guard let known = await KnownWindows.kept(of: recorded.answerID, recorded.candidateID, in: vault),
            known.engine == engines.name
        else { return }
        for window in known.windows { await engines.memory.add(window.words, as: window.key) }
    }

    private func keep(_ transcript: Transcript, of recorded: AnswerRecorded) async throws {
        let text = String(decoding: try JSON.encode(transcript), as: UTF8.self)
        let field = "transcript.\(recorded.answerID.text)"
        try await vault.put(text, field: field, of: recorded.candidateID)
        if engines.hearsEarly {
            try await vault.delete(field: KnownWindows.field(recorded.answerID), of: recorded.candidateID)
        }
        // Consent may have been taken back while the recording was heard: it is looked for after the words are there.
        if try await vault.describe(recorded.blobID)?.isForgotten == true {
            try await vault.delete(field: field, of: recorded.candidateID)
            throw VaultError.erased
        }
    }
}

extension RecordingLimits {
    /// The longest answer with all the extra time that can be granted; a recorder that stops late by a few seconds is no reason
    /// to refuse.
    static let answer = RecordingLimits(
        bytesMax: Int(Domain.Limits.answerBytesMax), secondsMax: 3 * Domain.Limits.answerSecondsMax + 30)
}

extension AnswerRecorded {
    /// What was recorded after the candidate's time was over does not count.
    var heardSecondsMax: Int { answerSecondsMax.map { $0 + 2 } ?? RecordingLimits.answer.secondsMax }
}

extension RecordingRefusal {
    /// As the candidate's page and the report know it.
    var reason: String {
        switch self {
        case .tooShort: "too-short"
        default: "recording-\(code)"
        }
    }
}
