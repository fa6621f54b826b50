/// What the decoder wrote while it worked, read for the one question that matters: is sound missing, and why?
struct DecoderComplaints {
    private let lines: [Substring]

    init(_ errorTail: String) {
        lines = errorTail.split(separator: "\n")
    }

    /// Nil when nothing was lost. The decoder goes on past damage and says so only in words.
    var refusal: RecordingRefusal? {
        if mentions(["matches no streams"]) { return .noAudioTrack }
        if mentions(["moov atom not found", "File ended prematurely", "partial file"]) { return .truncated }
        if mentions(["Error while opening decoder", "Decoder not found"]) { return .unsupportedCodec }
        return mentions(Self.damage) ? .corrupt : nil
    }

    private static let damage = [
        "Error while decoding", "Error parsing", "Error submitting", "Invalid data",
        "exceeds containing master element",
        "invalid as first byte", "Invalid track number", "Read error", "corrupt",
    ]

    private func mentions(_ phrases: [String]) -> Bool {
        lines.contains { line in phrases.contains { line.contains($0) } }
    }
}
