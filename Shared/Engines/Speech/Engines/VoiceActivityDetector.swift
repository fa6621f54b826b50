import CSpeech

/// Finds where somebody speaks (Silero). Pauses are what lies between: token times of a recogniser are ± 0.4 s,
/// these ± 0.1 s.
package actor VoiceActivityDetector {
    private nonisolated let queue = EngineQueue("detector")
    private let path: String
    private var settings = cspeech_detector_settings(
        threshold: 0.5, silence_seconds_min: 0.25, speech_seconds_min: 0.2, speech_seconds_max: 20)

    package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    package init(_ models: EngineModels) {
        path = models.detector
    }

    /// The stretches of speech in order, none shorter than 0.2 s, parted by at least 0.25 s of silence.
    /// - Parameter recording: where it was followed (``speechSoFar(in:of:)``), only what has come since is looked through. The
    ///   stretches are the same either way.
    package func speech(in sound: Sound, of recording: String? = nil) throws(EngineError) -> [SpeechSegment] {
        let look = try taken(recording, sound)
        look.accept(sound, until: sound.samples.count)
        return look.finished(until: sound.samples.count)
    }

    /// The stretches of a recording that goes on, as far as it has come. The last one may be open: then it is at least so long.
    package func speechSoFar(in sound: Sound, of recording: String) throws(EngineError) -> [SpeechSegment] {
        let look = try taken(recording, sound)
        // A decoder's last samples change when more comes.
        let count = max(0, sound.samples.count - Self.unsureCount)
        look.accept(sound, until: count / look.step * look.step)
        kept.append((recording, look))
        if kept.count > Self.keptCountMax { kept.removeFirst() }
        return look.segments + (look.openSegment.map { [$0] } ?? [])
    }

    /// The recording is not followed any more.
    package func forget(_ recording: String) { kept.removeAll { $0.recording == recording } }

    /// The look that saw the beginning of this sound, or a new one. Opening costs 60 ms and gives every recording a detector without
    /// memory of the one before.
    private func taken(_ recording: String?, _ sound: Sound) throws(EngineError) -> Look {
        if let recording, let place = kept.firstIndex(where: { $0.recording == recording }) {
            let look = kept.remove(at: place).look
            if look.isOfBeginning(of: sound) { return look }
        }
        guard let detector = cspeech_detector_open(path, &settings) else {
            throw .modelUnusable("voice activity")
        }
        return Look(detector)
    }

    /// Recordings that are followed, the latest last. Each has an engine of its own, some 10 MB.
    private var kept: [(recording: String, look: Look)] = []
    private static let keptCountMax = 4
    private static let unsureCount = Sound.samplesPerSecond / 2
}

/// An engine that has seen the beginning of a recording.
private final class Look {
    /// How many samples one step looks at.
    let step = Int(cspeech_detector_window())
    private(set) var segments: [SpeechSegment] = []
    private let detector: OpaquePointer
    private var count = 0
    /// Of all samples so far. Seeded anew in each process, which nobody who records can know.
    private var digest = Hasher()
    private var openedAt: Int?

    init(_ detector: OpaquePointer) { self.detector = detector }

    deinit { cspeech_detector_close(detector) }

    func isOfBeginning(of sound: Sound) -> Bool {
        guard sound.samples.count >= count else { return false }
        var other = Hasher()
        Self.add(sound.samples[..<count], to: &other)
        return other.finalize() == digest.finalize()
    }

    /// At least so long a stretch lies at the end; nil where nobody speaks.
    var openSegment: SpeechSegment? { openedAt.map { SpeechSegment(samples: $0..<count) } }

    func accept(_ sound: Sound, until end: Int) {
        guard end > count else { return }
        Self.add(sound.samples[count..<end], to: &digest)
        sound.samples.withUnsafeBufferPointer { samples in
            for start in stride(from: count, to: end, by: step) {
                let size = min(step, end - start)
                cspeech_detector_accept(detector, samples.baseAddress! + start, Int32(size))
                take(until: samples.count)
                if cspeech_detector_is_open(detector) == 0 { openedAt = nil } else { openedAt = openedAt ?? start }
            }
        }
        count = end
    }

    func finished(until end: Int) -> [SpeechSegment] {
        cspeech_detector_finish(detector)
        take(until: end)
        return segments
    }

    /// Samples one by one, so that it does not matter in which pieces they came.
    private static func add(_ samples: ArraySlice<Float>, to digest: inout Hasher) {
        samples.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = rest.prefix(2048)
                digest.combine(bytes: UnsafeRawBufferPointer(rebasing: piece))
                rest = rest.dropFirst(2048)
            }
        }
    }

    private func take(until end: Int) {
        var (start, length) = (Int64(0), Int64(0))
        while cspeech_detector_next(detector, &start, &length) != 0 {
            // The engine looks back a little: never before the segment in front, never past the end.
            let first = max(Int(start), segments.last?.samples.upperBound ?? 0)
            let last = min(Int(start + length), end)
            if first < last { segments.append(SpeechSegment(samples: first..<last)) }
        }
    }
}

/// A stretch of speech within a recording.
package struct SpeechSegment: Hashable, Sendable {
    /// At 16 000 samples a second.
    package let samples: Range<Int>

    package init(samples: Range<Int>) {
        self.samples = samples
    }

    package var milliseconds: Range<Int> {
        Sound.milliseconds(ofSamples: samples.lowerBound)..<Sound.milliseconds(ofSamples: samples.upperBound)
    }
}
