import Domain
import Events
import Flow
import Sandbox
import ScoringCore
import Speech
import Threads
import Vault

/// Looks at a recording as soon as it has arrived, and keeps it in a form that can be played. It says only what was measured:
/// that there is no sound in it, that its picture is black from beginning to end.
struct Preparer: Sendable {
    private let vault: Vault
    private let decoding: Decoding
    private let maker = RenditionMaker(
        bytesMax: Int(Domain.Limits.answerBytesMax), secondsMax: RecordingLimits.answer.secondsMax)
    /// Copying streams takes little of a processor; recordings lie in memory meanwhile.
    private let permits = Permits(count: 2)

    /// Under this an engine hears nothing, and a microphone that is on is louder by its own noise: -60 dB of full scale.
    private static let soundMin: Float = 0.001
    /// A covered lens is not quite black; a dim room has something brighter than this.
    private static let brightnessMin: UInt8 = 32

    init(vault: Vault, decoding: Decoding = Decoding()) {
        self.vault = vault
        self.decoding = decoding
    }

    func prepare(_ work: PrepareRecording, _ context: ActivityContext) async throws -> PreparedRecording {
        do {
            return try await permits.with { try await prepared(work.recorded) }
        } catch VaultError.erased {
            throw ActivityFailure.candidateErased
        } catch VaultError.absent {
            throw ActivityFailure("recording-absent", "the vault holds no such recording", .environment)
        } catch SandboxError.cancelled {
            throw CancellationError()
        } catch is SandboxError {
            throw ActivityFailure("decoder-failed", "the decoder could not run", .environment)
        }
    }

    private func prepared(_ recorded: AnswerRecorded) async throws -> PreparedRecording {
        let blobs = recorded.parts?.map(\.blobID) ?? [recorded.blobID]
        var parts: [[UInt8]] = []
        for blob in blobs {
            parts.append(
                try await vault.blob(
                    blob, of: recorded.candidateID, purpose: "prepare-recording",
                    bytesMax: Domain.Limits.answerBytesMax))
        }
        let (fault, milliseconds) = try await soundFault(
            of: Array(zip(blobs, parts)), isWhole: recorded.parts == nil)
        guard let rendition = try await maker.rendition(of: parts) else {
            return PreparedRecording(
                fault: fault ?? "recording-unplayable", durationMilliseconds: milliseconds, rendition: nil)
        }
        let brightness = try await maker.brightness(of: rendition)
        let isBlack = brightness.map { $0 < Self.brightnessMin } ?? false
        return PreparedRecording(
            fault: fault ?? (isBlack ? "black-picture" : nil), durationMilliseconds: milliseconds,
            rendition: try await keep(rendition, of: recorded))
    }

    /// What keeps the recording from being heard.
    private func soundFault(
        of parts: [(blob: BlobID, bytes: [UInt8])], isWhole: Bool
    ) async throws -> (fault: String?, milliseconds: Int?) {
        do {
            var sounds: [Sound] = []
            for (blob, bytes) in parts {
                sounds.append(
                    isWhole
                        ? try await decoding.sound(of: bytes, blob) : try await decoding.sound(ofPart: bytes, blob))
            }
            let sound = Sound(joining: sounds)
            guard sound.milliseconds > 0 else { return (RecordingRefusal.corrupt.reason, nil) }
            return (sound.peak < Self.soundMin ? "no-sound" : nil, sound.milliseconds)
        } catch let refusal as RecordingRefusal {
            return (refusal == .noAudioTrack ? "no-sound" : refusal.reason, nil)
        }
    }

    /// It lies beside the recording under a name of the same kind, so that it goes when the recording goes.
    private func keep(
        _ rendition: RecordingRendition, of recorded: AnswerRecorded
    ) async throws -> RecordingPrepared.Rendition {
        let blob = BlobID(stringLiteral: "\(recorded.blobID.text).played")
        do {
            let writer = try await vault.writer(
                of: blob, for: recorded.candidateID, contentType: rendition.mediaType, restarting: true,
                application: recorded.applicationID)
            try await writer.append(rendition.bytes)
            _ = try await writer.finish()
        } catch VaultError.finished {
            // An earlier run, or a worker that lost its lease, has kept it.
        }
        // Consent may have been taken back meanwhile: it is looked for after the rendition is there.
        if try await vault.describe(recorded.blobID)?.isForgotten == true {
            try await vault.delete(blob: blob, of: recorded.candidateID)
            throw VaultError.erased
        }
        let kept = try await vault.describe(blob)
        return .init(
            blobID: blob, mediaType: kept?.contentType ?? rendition.mediaType,
            byteCount: kept?.byteCount ?? Int64(rendition.bytes.count))
    }
}
