import Sandbox

/// Turns an uploaded recording into sound, in a limited child process (ffmpeg): 0.2 processor seconds a minute.
package struct RecordingDecoder: Sendable {
    private let limits: RecordingLimits

    package init(limits: RecordingLimits = RecordingLimits()) {
        self.limits = limits
    }

    /// The sound of the first audio track, silence where the track has gaps, so that its time is the recording's; each gap is a seam
    /// of the sound.
    ///
    /// Throws ``RecordingRefusal`` when the recording is at fault and `SandboxError` when the machine is.
    package func sound(of recording: [UInt8]) async throws -> Sound {
        let (sound, refusal) = try await decoded(recording)
        if let refusal {
            guard refusal == .truncated, Truncation.isSlight(recording) else { throw refusal }
        }
        guard sound.milliseconds >= limits.millisecondsMin else {
            throw RecordingRefusal.tooShort(millisecondsMin: limits.millisecondsMin)
        }
        guard sound.milliseconds <= limits.secondsMax * 1000 else {
            throw RecordingRefusal.tooLong(secondsMax: limits.secondsMax)
        }
        return sound
    }

    /// The sound of one part of a recording that was interrupted: where it broke off it may end in the middle of anything, and
    /// it may be as short as it likes. Empty when there is nothing in it that can be heard.
    package func sound(ofPart recording: [UInt8]) async throws -> Sound {
        do {
            let (sound, refusal) = try await decoded(recording)
            if let refusal, refusal != .truncated { return Sound(samples: []) }
            return sound
        } catch is RecordingRefusal {
            return Sound(samples: [])
        }
    }

    /// What could be decoded, and what the decoder had against it. A recorder's sessions that were written one behind the other
    /// into one file are decoded each for itself: the decoder stops at the end of the first.
    private func decoded(_ recording: [UInt8]) async throws -> (Sound, RecordingRefusal?) {
        guard !recording.isEmpty else { throw RecordingRefusal.empty }
        guard recording.count <= limits.bytesMax else { throw RecordingRefusal.tooLarge(bytesMax: limits.bytesMax) }
        guard let container = RecordingContainer(magic: recording) else { throw RecordingRefusal.notMedia }
        var sounds: [Sound] = []
        var refusal: RecordingRefusal?
        for session in container.sessions(of: recording) {
            let output = try await run(session, container)
            sounds.append(Self.sound(output))
            refusal = refusal ?? DecoderComplaints(output.standardErrorTail).refusal
        }
        return (Sound(joining: sounds), refusal)
    }

    private static func sound(_ output: Output) -> Sound {
        let sound = Sound(wave: output.standardOutput)
        let gaps = PacketTimes(output.files["times"] ?? []).gaps.filter { $0.upperBound < sound.milliseconds }
        // The middle lies in the silence between two stretches of speech wherever these are thought to end.
        return Sound(
            samples: sound.samples, seams: gaps.map { ($0.lowerBound + $0.upperBound) / 2 },
            lostMilliseconds: gaps.reduce(0) { $0 + $1.count })
    }

    private func run(_ recording: [UInt8], _ container: RecordingContainer) async throws -> Output {
        var bounds = Limits(wallClockSecondsMax: 120, cpuSecondsMax: 60, addressSpaceBytesMax: 1 << 30)
        bounds.fileBytesMax = UInt64(max(limits.bytesMax, recording.count))
        // Two channels of two bytes a sample.
        bounds.standardOutputBytesMax = (limits.secondsMax + 2) * Sound.samplesPerSecond * 4
        bounds.standardErrorTailBytesMax = 16 << 10
        let command = Command("ffmpeg", arguments(container), files: ["recording": recording], keeping: ["times"])
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
            "-codec_whitelist", "opus,libopus,vorbis,aac,mp3,mp3float,pcm_f32le,pcm_s16le", "-f", container.rawValue,
            "-i", "recording",
            "-map", "0:a:0", "-vn", "-sn", "-dn", "-af", "aresample=async=1:first_pts=0", "-ar",
            "\(Sound.samplesPerSecond)", "-t", "\(limits.secondsMax + 1)", "-c:a", "pcm_s16le", "-f", "wav", "pipe:1",
            "-map", "0:a:0", "-c", "copy", "-t", "\(limits.secondsMax + 1)", "-f", "framecrc", "times",
        ]
    }
}
