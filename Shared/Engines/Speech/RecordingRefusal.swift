import Domain

/// Why a recording cannot be scored. Each is something the candidate can act on: record again, switch on the
/// microphone, keep to the time. The codes are stable; pages and mails have their words for them in each language.
package enum RecordingRefusal: Classified, Sendable, Equatable {
    /// Nothing was uploaded.
    case empty
    case tooLarge(bytesMax: Int)
    /// Neither WebM, MP4 nor Ogg.
    case notMedia
    case noAudioTrack
    /// The sound is in a format that no browser records.
    case unsupportedCodec
    /// The file ends before the recording does.
    case truncated
    /// Parts of the sound cannot be read.
    case corrupt
    case tooShort(millisecondsMin: Int)
    case tooLong(secondsMax: Int)

    package var kind: FailureKind { .input }

    package var code: String {
        switch self {
        case .empty: "empty"
        case .tooLarge: "too-large"
        case .notMedia: "not-media"
        case .noAudioTrack: "no-audio-track"
        case .unsupportedCodec: "unsupported-codec"
        case .truncated: "truncated"
        case .corrupt: "corrupt"
        case .tooShort: "too-short"
        case .tooLong: "too-long"
        }
    }
}

/// What a recording may measure.
package struct RecordingLimits: Sendable {
    package var bytesMax: Int
    package var millisecondsMin: Int
    package var secondsMax: Int

    package init(bytesMax: Int = 200 << 20, millisecondsMin: Int = 500, secondsMax: Int = 600) {
        self.bytesMax = bytesMax
        self.millisecondsMin = millisecondsMin
        self.secondsMax = secondsMax
    }
}
