/// Speech for one window of the recogniser: pieces of a recording put together without the silence between them.
///
/// Silence makes the recogniser invent words, and a window of 30 s costs as much empty as full; longer context helps,
/// Chinese most of all. So silence is cut and the windows are filled.
struct SpeechGroup: Equatable {
    /// One window is 30 s; the rest is room for the engine's own padding.
    static let millisecondsMax = 28_000
    /// Kept on both sides of a stretch of speech, so that soft first and last sounds are heard.
    static let marginMilliseconds = 150

    private(set) var pieces: [Range<Int>] = []

    var sampleCount: Int { pieces.reduce(0) { $0 + $1.count } }

    /// Fills groups with the segments in order.
    static func groups(of segments: [SpeechSegment], sampleCount: Int) -> [SpeechGroup] {
        let samplesMax = Sound.samples(ofMilliseconds: millisecondsMax)
        var groups: [SpeechGroup] = []
        var group = SpeechGroup()
        for piece in widened(segments, sampleCount: sampleCount).flatMap({ cut($0, to: samplesMax) }) {
            if group.sampleCount + piece.count > samplesMax {
                groups.append(group)
                group = SpeechGroup()
            }
            group.pieces.append(piece)
        }
        if !group.pieces.isEmpty { groups.append(group) }
        return groups
    }

    func samples(of sound: Sound) -> [Float] {
        var result: [Float] = []
        result.reserveCapacity(sampleCount)
        for piece in pieces { result += sound.samples[piece] }
        return result
    }

    /// Where a stretch of the group lies in the recording, in milliseconds. What ends where a piece ends, ends before
    /// the silence that was cut out, not after it; a time past the end is the end.
    func recordingMilliseconds(from start: Int, to end: Int) -> Range<Int> {
        let first = recordingMilliseconds(at: start) { $0 < $1 }
        return first..<max(first, recordingMilliseconds(at: end) { $0 <= $1 })
    }

    private func recordingMilliseconds(at groupMilliseconds: Int, isWithin: (Int, Int) -> Bool) -> Int {
        var rest = Sound.samples(ofMilliseconds: max(0, groupMilliseconds))
        for piece in pieces {
            if isWithin(rest, piece.count) { return Sound.milliseconds(ofSamples: piece.lowerBound + rest) }
            rest -= piece.count
        }
        return Sound.milliseconds(ofSamples: pieces.last?.upperBound ?? 0)
    }

    /// Segments with their margins, merged where the margins meet.
    private static func widened(_ segments: [SpeechSegment], sampleCount: Int) -> [Range<Int>] {
        let margin = Sound.samples(ofMilliseconds: marginMilliseconds)
        var result: [Range<Int>] = []
        for segment in segments {
            let wide =
                max(0, segment.samples.lowerBound - margin)..<min(sampleCount, segment.samples.upperBound + margin)
            if let last = result.last, wide.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, wide.upperBound)
            } else {
                result.append(wide)
            }
        }
        return result
    }

    /// Equal parts no longer than a window, for somebody who speaks on without a breath.
    private static func cut(_ range: Range<Int>, to countMax: Int) -> [Range<Int>] {
        let parts = (range.count + countMax - 1) / countMax
        return (0..<parts).map { part in
            let start = range.lowerBound + range.count * part / parts
            let end = range.lowerBound + range.count * (part + 1) / parts
            return start..<end
        }
    }
}
