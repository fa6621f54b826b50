/// What a recording holds, as the prober says.
struct RecordingStreams: Sendable {
    let container: RecordingContainer
    let video: String?
    let audio: String?

    /// - Parameter text: lines of a codec's name and its kind; nil when there is neither sound nor picture.
    init?(_ container: RecordingContainer, _ text: [UInt8]) {
        self.container = container
        var found: [String: String] = [:]
        for line in String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let words = line.split(separator: ",").map(String.init)
            guard words.count >= 2, found[words[1]] == nil else { continue }
            found[words[1]] = words[0]
        }
        video = found["video"]
        audio = found["audio"]
        guard video != nil || audio != nil else { return nil }
    }

    /// Whether the two can be put one behind the other as they are.
    func isLike(_ other: RecordingStreams) -> Bool { video == other.video && audio == other.audio }
}

/// In which form a recording is kept for playing.
enum RenditionForm: Sendable {
    /// WebM with what the browser recorded: Chromium and Firefox play it, and Safari from 16 on.
    case webm
    /// MP4 with what the browser recorded, its index in front.
    case mp4
    /// Encoded anew as WebM; a part without a picture gets a black one where others have one.
    case encoded(withPicture: Bool)

    init(_ streams: RecordingStreams) {
        let webm = [
            streams.video.map(["vp8", "vp9", "av1"].contains), streams.audio.map(["opus", "vorbis"].contains),
        ]
        let mp4 = [streams.video.map(["h264"].contains), streams.audio.map(["aac", "opus", "mp3"].contains)]
        if !webm.contains(false) {
            self = .webm
        } else if !mp4.contains(false) {
            self = .mp4
        } else {
            self = .encoded(withPicture: streams.video != nil)
        }
    }

    func hasPicture(_ streams: RecordingStreams) -> Bool {
        if case .encoded(let withPicture) = self { withPicture } else { streams.video != nil }
    }

    func mediaType(hasPicture: Bool) -> String {
        let kind = hasPicture ? "video" : "audio"
        if case .mp4 = self { return "\(kind)/mp4" }
        return "\(kind)/webm"
    }

    /// A black picture for a part that has none, of the size of the others.
    func extraInput(_ streams: RecordingStreams) -> [String] {
        guard case .encoded(withPicture: true) = self, streams.video == nil else { return [] }
        return ["-f", "lavfi", "-i", "color=black:s=640x360:r=10"]
    }

    func output(_ streams: RecordingStreams) -> [String] {
        guard case .encoded(let withPicture) = self else {
            return ["-map", "0:v:0?", "-map", "0:a:0?", "-c", "copy"]
        }
        let sound = ["-c:a", "libopus", "-b:a", "32k", "-ac", "1", "-ar", "48000"]
        guard withPicture else { return ["-map", "0:a:0", "-vn"] + sound }
        let picture = [
            "-vf", "scale=640:360:force_original_aspect_ratio=decrease,pad=640:360:-1:-1,fps=15,format=yuv420p",
            "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "400k", "-g", "30",
        ]
        let isBlack = streams.video == nil
        let streams = isBlack ? ["-map", "0:v:0", "-map", "1:a:0", "-shortest"] : ["-map", "0:v:0", "-map", "0:a:0?"]
        return streams + picture + sound
    }

    var joining: [String] { ["-map", "0:v:0?", "-map", "0:a:0?", "-c", "copy"] }

    var muxer: [String] {
        if case .mp4 = self { return ["-strict", "-2", "-movflags", "+faststart", "-f", "mp4"] }
        return ["-cues_to_front", "1", "-f", "webm"]
    }
}
