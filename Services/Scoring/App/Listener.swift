import Domain
import Events
import Failpoints
import Flow
import JSON
import Sandbox
import ScoringCore
import Speech
import Vault

/// Hears one recording: sound, speech, words, meaning. The words go into the vault, the measures come back.
struct Listener: Sendable {
    private let vault: Vault
    private let engines: Engines
    /// A recorder that stops late by a few seconds is no reason to refuse.
    private let decoder = RecordingDecoder(
        limits: RecordingLimits(
            bytesMax: Int(Domain.Limits.answerBytesMax), secondsMax: Domain.Limits.answerSecondsMax + 30))

    init(vault: Vault, engines: Engines) {
        self.vault = vault
        self.engines = engines
    }

    func hear(_ work: ObserveAnswer, _ context: ActivityContext) async throws -> Hearing {
        do {
            let heard = try await heard(work)
            try failpoint(throwing: "W2")
            try await keep(heard.transcript, of: work.recorded)
            return .observed(measure(heard, of: work.question))
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
        let recording = try await vault.blob(
            work.recorded.blobID, of: work.recorded.candidateID, purpose: "score-answer",
            bytesMax: Domain.Limits.answerBytesMax)
        let sound = try await decoder.sound(of: recording)
        let segments = try await engines.detector.speech(in: sound)
        let transcript = try await engines.recognizers.withRecognizer { recognizer in
            try await recognizer.transcript(of: segments, in: sound, language: work.question.language)
        }
        return Heard(
            durationMilliseconds: sound.milliseconds,
            speech: segments.map { segment in
                TimeSpan(
                    startMilliseconds: segment.milliseconds.lowerBound, endMilliseconds: segment.milliseconds.upperBound
                )
            }, transcript: transcript, relevance: try await relevance(of: transcript, to: work.question))
    }

    /// How near the answer is in meaning to the question and, where the job gives one, to an example of a good answer.
    private func relevance(of transcript: Transcript, to question: Question) async throws -> Double? {
        guard !transcript.words.isEmpty else { return nil }
        let answer = try await engines.embedder.embedding(of: transcript.text, transcript.language)
        let asked = try await engines.embedder.embedding(of: question.text, question.language, as: .query)
        let toQuestion = answer.cosine(with: asked)
        guard let reference = question.referenceAnswer else { return toQuestion }
        let example = try await engines.embedder.embedding(of: reference, question.language)
        return (toQuestion + answer.cosine(with: example)) / 2
    }

    private func keep(_ transcript: Transcript, of recorded: AnswerRecorded) async throws {
        let text = String(decoding: try JSON.encode(transcript), as: UTF8.self)
        let field = "transcript.\(recorded.answerID.text)"
        try await vault.put(text, field: field, of: recorded.candidateID)
        // Consent may have been taken back while the recording was heard: it is looked for after the words are there.
        if try await vault.describe(recorded.blobID)?.isForgotten == true {
            try await vault.delete(field: field, of: recorded.candidateID)
            throw VaultError.erased
        }
    }
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
