import Domain

/// Speech as a recogniser is given it: at most 28 s, cut from a recording without its silence.
///
/// Windows are filled from the beginning, and a stretch of speech is known when the silence behind it is. So of a recording that
/// goes on, every window but the last stays what it is, and can be heard while somebody still speaks.
package struct SpeechWindow: Sendable {
    let group: SpeechGroup
    package let samples: [Float]

    /// The most speech that one holds.
    package static let millisecondsMax = SpeechGroup.millisecondsMax

    /// The windows of a recording in order.
    package static func windows(of segments: [SpeechSegment], in sound: Sound) -> [SpeechWindow] {
        SpeechGroup.groups(of: segments, sampleCount: sound.samples.count).map {
            SpeechWindow(group: $0, samples: $0.samples(of: sound))
        }
    }

    package var milliseconds: Int { Sound.milliseconds(ofSamples: samples.count) }
}

/// What a recogniser made of one window: it follows from the window's sound, the language asked for and the engine alone.
package struct HeardWindow: Codable, Sendable, Hashable {
    /// With times from the window's beginning.
    var segments: [[TranscriptBuilder.Token]]
    /// In which it was heard.
    var language: Language
    var doubt: WindowDoubt?
}

extension Recognition {
    /// Puts windows that were heard together.
    package init(_ heard: [(window: SpeechWindow, words: HeardWindow)], asked: Language) {
        var builder = RecognitionBuilder(asked: asked)
        for (window, words) in heard {
            let segments = words.segments.map { segment in
                segment.map { token in
                    var token = token
                    token.milliseconds = window.group.recordingMilliseconds(
                        from: token.milliseconds.lowerBound, to: token.milliseconds.upperBound)
                    return token
                }
            }
            builder.add(segments, in: words.language, milliseconds: window.milliseconds, words.doubt)
        }
        self = builder.recognition()
    }
}
