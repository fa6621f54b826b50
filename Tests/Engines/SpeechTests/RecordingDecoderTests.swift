import Foundation
import Sandbox
import Testing

@testable import Speech

@Suite struct RecordingDecoderTests {
    @Test func `a WebM without a length in its header gives its whole sound`() async throws {
        let sound = try await RecordingDecoder().sound(of: Material.recording("address-en.webm"))
        #expect((10_900...11_100).contains(sound.milliseconds))
        #expect(sound.samples.allSatisfy { (-1...1).contains($0) })
        #expect(sound.samples.contains { abs($0) > 0.1 })
    }

    @Test func `an MP4 with a picture gives the sound alone`() async throws {
        let sound = try await RecordingDecoder().sound(of: Self.video(faststart: true))
        #expect((10_900...11_100).contains(sound.milliseconds))
    }

    @Test(
        arguments: [
            ([], RecordingRefusal.empty),
            (Array("just some words".utf8), .notMedia),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 7, count: 100), .notMedia),
            ([0x1A, 0x45, 0xDF, 0xA3] + Array(repeating: 0xFF, count: 5000), .corrupt),
        ] as [([UInt8], RecordingRefusal)])
    func `what is no recording is refused by its nature`(bytes: [UInt8], refusal: RecordingRefusal) async {
        await #expect(throws: refusal) { try await RecordingDecoder().sound(of: bytes) }
    }

    @Test func `a recording without sound is refused as such`() async throws {
        let silent = try await Material.encoded(
            ["-f", "lavfi", "-i", "testsrc2=size=160x120:rate=10:duration=2", "-c:v", "libvpx"], into: "out.webm")
        await #expect(throws: RecordingRefusal.noAudioTrack) { try await RecordingDecoder().sound(of: silent) }
    }

    @Test func `sound in a format no browser records is refused as such`() async throws {
        let odd = try await Material.encoded(
            ["-f", "lavfi", "-i", "sine=duration=2", "-c:a", "ac3"], into: "out.mkv")
        await #expect(throws: RecordingRefusal.unsupportedCodec) { try await RecordingDecoder().sound(of: odd) }
    }

    @Test(arguments: [0.35, 0.6, 0.95])
    func `a recording that is shorter than it says is refused wherever it was cut`(share: Double) async throws {
        for whole in [try await Self.video(faststart: true), try await Self.video(faststart: false)] {
            let cut = Array(whole.prefix(Int(Double(whole.count) * share)))
            await #expect(throws: RecordingRefusal.truncated) { try await RecordingDecoder().sound(of: cut) }
        }
    }

    @Test(arguments: [0.35, 0.6, 0.95])
    func `a recording that says nothing of its length is heard as far as it goes`(share: Double) async throws {
        let whole = try Material.recording("address-en.webm")
        let sound = try await RecordingDecoder().sound(of: Array(whole.prefix(Int(Double(whole.count) * share))))
        #expect((Int(11_000 * share) - 1_500...Int(11_000 * share) + 1_500).contains(sound.milliseconds))
    }

    @Test func `two channels of opposite phase are heard, where their sum would be silence`() async throws {
        let recording = try await Material.encoded(
            [
                "-f", "lavfi", "-i", "sine=duration=2", "-af", "pan=stereo|c0=c0|c1=-1*c0", "-c:a", "libopus", "-b:a",
                "96k", "-mapping_family", "0",
            ], into: "out.webm")
        #expect(try await RecordingDecoder().sound(of: recording).peak > 0.05)
    }

    @Test func `a recording with damage inside is refused, not scored by what is left`() async throws {
        var damaged = try await Self.video(faststart: true)
        for index in stride(from: damaged.count / 4, to: damaged.count * 3 / 4, by: 97) { damaged[index] ^= 0x5A }
        let bytes = damaged
        await #expect(throws: RecordingRefusal.corrupt) { try await RecordingDecoder().sound(of: bytes) }
    }

    @Test func `length and size are bounded on both sides`() async throws {
        let recording = try Material.recording("address-en.webm")
        let tooLong = RecordingDecoder(limits: RecordingLimits(secondsMax: 5))
        await #expect(throws: RecordingRefusal.tooLong(secondsMax: 5)) { try await tooLong.sound(of: recording) }
        let tooShort = RecordingDecoder(limits: RecordingLimits(millisecondsMin: 12_000))
        await #expect(throws: RecordingRefusal.tooShort(millisecondsMin: 12_000)) {
            try await tooShort.sound(of: recording)
        }
        let tooLarge = RecordingDecoder(limits: RecordingLimits(bytesMax: 1000))
        await #expect(throws: RecordingRefusal.tooLarge(bytesMax: 1000)) { try await tooLarge.sound(of: recording) }
    }

    @Test(.enabled(if: Material.isShared("hostile/video"), "needs ../shared/data/hostile"))
    func `hostile files are refused or decoded, each within its limits`() async throws {
        let folder = Material.shared.appending(path: "hostile/video")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let bytes = try [UInt8](Data(contentsOf: file))
            do {
                let sound = try await RecordingDecoder().sound(of: bytes)
                #expect(sound.milliseconds >= 500, "\(file.lastPathComponent)")
            } catch is RecordingRefusal {
                continue
            }
        }
    }

    private static func video(faststart: Bool) async throws -> [UInt8] {
        try await Material.encoded(
            [
                "-f", "lavfi", "-i", "testsrc2=size=160x120:rate=10", "-i", "voice", "-shortest", "-c:v", "libx264",
                "-preset", "ultrafast", "-c:a", "aac", "-b:a", "64k",
            ]
                + (faststart ? ["-movflags", "+faststart"] : []),
            files: ["voice": Material.recording("address-en.webm")], into: "out.mp4")
    }
}
