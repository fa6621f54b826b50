import Foundation
import Sandbox
import Testing

@testable import Speech

/// Renditions by the real decoder, of recordings as browsers make them: live WebM without duration and index, fragmented MP4,
/// Ogg, and what is left of a recording that broke off.
@Suite struct RecordingRenditionTests {
    private static let maker = RenditionMaker(bytesMax: 64 << 20, secondsMax: 600)
    private static let live = ["-f", "webm", "-live", "1"]
    private static let vp8 = ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-g", "30", "-b:v", "200k"]

    private static func picture(_ source: String, seconds: Int, _ codec: [String], into name: String) async throws
        -> [UInt8]
    {
        try await Material.encoded(
            [
                "-f", "lavfi", "-i", "\(source)size=160x120:rate=15:duration=\(seconds)", "-f", "lavfi", "-i",
                "sine=frequency=440:duration=\(seconds)",
            ] + codec, into: name)
    }

    private static func browserWebM(seconds: Int = 6) async throws -> [UInt8] {
        try await picture("testsrc2=", seconds: seconds, vp8 + ["-c:a", "libopus"] + live, into: "out.webm")
    }

    /// What the prober says of a file: the duration in seconds, and how many streams it has.
    private static func probed(_ bytes: [UInt8]) async throws -> (seconds: Double?, streams: Int) {
        let output = try await Sandbox.run(
            Command(
                "ffprobe",
                ["-v", "error", "-show_entries", "format=duration,nb_streams", "-of", "csv=p=0", "recording"],
                files: ["recording": bytes]))
        let fields = String(decoding: output.standardOutput, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines).split(separator: ",")
        return (fields.last.flatMap { Double($0) }, fields.first.flatMap { Int($0) } ?? 0)
    }

    @Test func `a browser's WebM gets a duration and an index in front, and its streams stay as they are`() async throws
    {
        let recording = try await Self.browserWebM()
        #expect(try await Self.probed(recording).seconds == nil, "as browsers write it")
        let rendition = try #require(try await Self.maker.rendition(of: [recording]))
        #expect(rendition.mediaType == "video/webm" && rendition.hasPicture)
        let (seconds, streams) = try await Self.probed(rendition.bytes)
        #expect((5.8...6.2).contains(try #require(seconds)) && streams == 2)
        let cues = try #require(rendition.bytes.firstRange(of: [0x1C, 0x53, 0xBB, 0x6B] as [UInt8]))
        let cluster = try #require(rendition.bytes.firstRange(of: [0x1F, 0x43, 0xB6, 0x75] as [UInt8]))
        #expect(cues.lowerBound < cluster.lowerBound)
        #expect(abs(rendition.bytes.count - recording.count) < 20_000, "nothing was encoded anew")
    }

    @Test func `parts are joined, also when the first broke off in the middle of a byte run`() async throws {
        let first = try await Self.browserWebM(seconds: 4)
        let second = try await Self.browserWebM(seconds: 3)
        let broken = Array(first.prefix(first.count * 3 / 4))
        for (parts, range) in [([first, second], 6.8...7.3), ([broken, second], 4.5...7.0)] {
            let rendition = try #require(try await Self.maker.rendition(of: parts))
            #expect(range.contains(try #require(try await Self.probed(rendition.bytes).seconds)))
            let sound = try await RecordingDecoder().sound(of: rendition.bytes)
            #expect(Double(sound.milliseconds) / 1000 > range.lowerBound - 0.2)
        }
    }

    @Test func `a part without a picture is joined with one that has one`() async throws {
        let sound = try await Material.encoded(
            ["-f", "lavfi", "-i", "sine=duration=2", "-c:a", "libopus"] + Self.live, into: "out.webm")
        let rendition = try #require(
            try await Self.maker.rendition(of: [try await Self.browserWebM(seconds: 3), sound]))
        #expect(rendition.hasPicture)
        #expect((4.7...5.4).contains(try #require(try await Self.probed(rendition.bytes).seconds)))
    }

    @Test(arguments: [
        (
            ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-movflags", "frag_keyframe+empty_moov"],
            "out.mp4", "video/mp4"
        ),
        (["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "libopus"], "out.mkv", "video/mp4"),
        (["-vn", "-c:a", "libopus"], "out.ogg", "audio/webm"),
        (["-vn", "-c:a", "aac"], "out.mp4", "audio/mp4"),
    ])
    func `whatever a browser records is kept in a form that browsers play`(
        codec: [String], name: String, mediaType: String
    ) async throws {
        let map = codec.contains("-vn") ? ["-map", "1:a"] : []
        let recording = try await Self.picture("testsrc2=", seconds: 3, map + codec, into: name)
        let rendition = try #require(try await Self.maker.rendition(of: [recording]))
        #expect(rendition.mediaType == mediaType)
        #expect((2.8...3.3).contains(try #require(try await Self.probed(rendition.bytes).seconds)))
    }

    @Test func `a picture that stays black is told from one that shows something`() async throws {
        let black = try await Self.picture(
            "color=c=black:", seconds: 2, Self.vp8 + ["-c:a", "libopus"] + Self.live, into: "out.webm")
        for (recording, isBlack) in [(black, true), (try await Self.browserWebM(seconds: 2), false)] {
            let rendition = try #require(try await Self.maker.rendition(of: [recording]))
            #expect((try #require(try await Self.maker.brightness(of: rendition)) < 32) == isBlack)
        }
    }

    @Test func `what holds nothing gives no rendition`() async throws {
        #expect(try await Self.maker.rendition(of: [Array("no film".utf8)]) == nil)
        #expect(
            try await Self.maker.rendition(of: [[0x1A, 0x45, 0xDF, 0xA3] + Array(repeating: 0xFF, count: 5000)]) == nil)
    }
}
