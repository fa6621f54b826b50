import Sandbox

/// Turns an uploaded recording into sound, in a limited child process (ffmpeg): 0.2 processor seconds a minute.
package struct RecordingDecoder: Sendable {
    private let limits: RecordingLimits

    package init(limits: RecordingLimits = RecordingLimits()) {
        self.limits = limits
    }

    /// The sound of the first audio track, silence where the track has gaps, so that its time is the recording's.
    ///
    /// Throws ``RecordingRefusal`` when the recording is at fault and `SandboxError` when the machine is.
    package func sound(of recording: [UInt8]) async throws -> Sound {
        guard !recording.isEmpty else { throw RecordingRefusal.empty }
        guard recording.count <= limits.bytesMax else { throw RecordingRefusal.tooLarge(bytesMax: limits.bytesMax) }
        guard let container = RecordingContainer(magic: recording) else { throw RecordingRefusal.notMedia }
        let output = try await run(recording, container)
        if let refusal = DecoderComplaints(output.standardErrorTail).refusal { throw refusal }
        let sound = Self.sound(ofLittleEndian16: output.standardOutput)
        guard sound.milliseconds >= limits.millisecondsMin else {
            throw RecordingRefusal.tooShort(millisecondsMin: limits.millisecondsMin)
        }
        guard sound.milliseconds <= limits.secondsMax * 1000 else {
            throw RecordingRefusal.tooLong(secondsMax: limits.secondsMax)
        }
        return sound
    }

    private func run(_ recording: [UInt8], _ container: RecordingContainer) async throws -> Output {
        var bounds = Limits(wallClockSecondsMax: 120, cpuSecondsMax: 60, addressSpaceBytesMax: 1 << 30)
        bounds.fileBytesMax = UInt64(max(limits.bytesMax, recording.count))
        bounds.standardOutputBytesMax = (limits.secondsMax + 2) * Sound.samplesPerSecond * 2
        bounds.standardErrorTailBytesMax = 16 << 10
        let command = Command("ffmpeg", arguments(container), files: ["recording": recording])
        do {
            return try await Sandbox.run(command, limits: bounds)
        } catch {
            throw Self.refusal(error) ?? error
        }
    }

    /// Nil when the machine is at fault, not the recording.
    private static func refusal(_ error: SandboxError) -> (any Error)? {
        switch error {
        case .failed(_, let errorTail): DecoderComplaints(errorTail).refusal ?? RecordingRefusal.corrupt
        // Only a file made to do so exhausts a decoder of sound.
        case .timedOut, .memory, .signalled, .outputTooLarge: RecordingRefusal.corrupt
        case .stalled, .killed, .notFound, .notIsolated, .cancelled, .system: nil
        }
    }

    private func arguments(_ container: RecordingContainer) -> [String] {
        [
            "-nostdin", "-hide_banner", "-v", "error", "-threads", "1", "-protocol_whitelist", "file,pipe",
            "-codec_whitelist", "opus,libopus,vorbis,aac,mp3,mp3float", "-f", container.rawValue, "-i", "recording",
            "-map", "0:a:0", "-vn", "-sn", "-dn", "-af", "aresample=async=1:first_pts=0", "-ac", "1",
            "-ar", "\(Sound.samplesPerSecond)", "-t", "\(limits.secondsMax + 1)", "-f", "s16le", "pipe:1",
        ]
    }

    private static func sound(ofLittleEndian16 bytes: [UInt8]) -> Sound {
        Sound(
            samples: [Float](unsafeUninitializedCapacity: bytes.count / 2) { samples, count in
                for index in 0..<bytes.count / 2 {
                    let sample = Int16(truncatingIfNeeded: Int(bytes[2 * index]) | Int(bytes[2 * index + 1]) << 8)
                    samples.initializeElement(at: index, to: Float(sample) / 32_768)
                }
                count = bytes.count / 2
            })
    }
}
