import Domain
import Speech

/// Recordings as sound. A new recording is both prepared and heard at the same moment: whoever comes second waits for what the first
/// decodes.
actor Decoding {
    private let decoder = RecordingDecoder(limits: .answer)
    private var inHand: [Key: Task<Sound, any Error>] = [:]

    private struct Key: Hashable {
        let blob: BlobID
        let isPart: Bool
    }

    /// The sound of a whole recording. Throws as ``RecordingDecoder/sound(of:)`` does.
    func sound(of recording: [UInt8], _ blob: BlobID) async throws -> Sound {
        try await shared(Key(blob: blob, isPart: false)) { [decoder] in try await decoder.sound(of: recording) }
    }

    /// The sound of a part. Throws as ``RecordingDecoder/sound(ofPart:)`` does.
    func sound(ofPart recording: [UInt8], _ blob: BlobID) async throws -> Sound {
        try await shared(Key(blob: blob, isPart: true)) { [decoder] in try await decoder.sound(ofPart: recording) }
    }

    private func shared(
        _ key: Key, _ decode: @escaping @Sendable () async throws -> Sound
    ) async throws -> Sound {
        // What goes wrong with the first is for the first to tell: it may have been cancelled.
        if let task = inHand[key], let sound = try? await task.value { return sound }
        let task = Task { try await decode() }
        inHand[key] = task
        defer { inHand[key] = nil }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
