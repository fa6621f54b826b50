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
    package func speech(in sound: Sound) throws(EngineError) -> [SpeechSegment] {
        // Opening costs 60 ms and gives every recording a detector without memory of the one before.
        guard let detector = cspeech_detector_open(path, &settings) else {
            throw .modelUnusable("voice activity")
        }
        defer { cspeech_detector_close(detector) }
        var segments: [SpeechSegment] = []
        let window = Int(cspeech_detector_window())
        sound.samples.withUnsafeBufferPointer { samples in
            for start in stride(from: 0, to: samples.count, by: window) {
                let count = min(window, samples.count - start)
                cspeech_detector_accept(detector, samples.baseAddress! + start, Int32(count))
                Self.take(from: detector, until: samples.count, into: &segments)
            }
        }
        cspeech_detector_finish(detector)
        Self.take(from: detector, until: sound.samples.count, into: &segments)
        return segments
    }

    private static func take(from detector: OpaquePointer, until end: Int, into segments: inout [SpeechSegment]) {
        var (start, count) = (Int64(0), Int64(0))
        while cspeech_detector_next(detector, &start, &count) != 0 {
            // The engine looks back a little: never before the segment in front, never past the end.
            let first = max(Int(start), segments.last?.samples.upperBound ?? 0)
            let last = min(Int(start + count), end)
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
