import Domain
import Foundation
import Testing

@testable import Speech

/// All sound of a recording is heard, whatever became of the recorder, the line or the microphone.
@Suite struct WholeSoundTests {
    @Test func `parts follow one another without the time between them, and seams say where`() {
        let joined = Sound(joining: [
            Sound(samples: Array(repeating: 0.1, count: 16_000), seams: [400], lostMilliseconds: 300),
            Sound(samples: []),
            Sound(samples: Array(repeating: -0.4, count: 8_000), seams: [250]),
        ])
        #expect(joined.milliseconds == 1_500 && joined.seams == [400, 1_000, 1_250])
        #expect(joined.peak == 0.4 && joined.lostMilliseconds == 300)
    }

    @Test func `what lies beyond the time that somebody had is not heard`() {
        let second = Sound(samples: Array(repeating: 0.1, count: 16_000))
        let joined = Sound(joining: [second, second, second]).prefix(secondsMax: 2)
        #expect(joined.milliseconds == 2_000 && joined.seams == [1_000])
    }

    /// A second session of the same recorder, with its header and without; in Ogg under another number and under the same.
    @Test(arguments: ["webm", "webm without a header", "ogg", "ogg again"])
    func `two sessions in one file are heard whole, with a seam between them`(kind: String) async throws {
        let one = try await Self.tone(seconds: 2, as: kind.hasPrefix("webm") ? "webm" : "ogg")
        let other =
            switch kind {
            case "webm without a header": Array(one[Self.clusters(of: one)[0]...])
            case "ogg": try await Self.tone(seconds: 2, as: "ogg")
            default: one
            }
        let sound = try await RecordingDecoder().sound(of: one + other)
        #expect((3_900...4_200).contains(sound.milliseconds))
        #expect(sound.seams.count == 1 && sound.seams.allSatisfy { (1_900...2_200).contains($0) })
        let second = sound.samples[(sound.samples.count * 3 / 4)...]
        #expect(second.contains { abs($0) > 0.05 }, "the second session is no silence")
    }

    @Test func `what was lost on the way keeps its time and is a seam`() async throws {
        let whole = try Material.recording("address-en.webm")
        let clusters = Self.clusters(of: whole)
        // Clusters of one second: the fifth to the eighth never came.
        let cut = Array(whole[..<clusters[4]] + whole[clusters[8]...])
        let sound = try await RecordingDecoder().sound(of: cut)
        #expect((10_900...11_100).contains(sound.milliseconds))
        #expect(sound.seams.count == 1 && sound.seams.allSatisfy { (5_500...6_500).contains($0) })
        #expect((3_800...4_200).contains(sound.lostMilliseconds))
        let untouched = try await RecordingDecoder().sound(of: whole)
        #expect(untouched.seams.isEmpty && untouched.lostMilliseconds == 0)
    }

    @Test func `a device that slept for an hour makes no hour of silence`() async throws {
        var recording = try Material.recording("address-en.webm")
        for (number, place) in Self.clusters(of: recording).enumerated().reversed() where number >= 6 {
            // The cluster's time, in two bytes, becomes one in four.
            let field = place + 6
            #expect(recording[field] == 0xE7 && recording[field + 1] == 0x82)
            let time = (Int(recording[field + 2]) << 8 | Int(recording[field + 3])) + 3_600_000
            recording = Self.widened(recording, at: place, time: time)
        }
        let sound = try await RecordingDecoder().sound(of: recording)
        #expect((10_800...11_200).contains(sound.milliseconds))
        #expect(sound.seams.count == 1)
    }

    @Test func `sound that was not compressed is heard, and made into something that plays`() async throws {
        let recording = try await Material.encoded(
            ["-i", "voice", "-c:a", "pcm_f32le", "-f", "matroska"],
            files: ["voice": Material.recording("address-en.webm")], into: "out.webm")
        let sound = try await RecordingDecoder().sound(of: recording)
        #expect((10_900...11_100).contains(sound.milliseconds) && sound.peak > 0.1)
        let rendition = try await RenditionMaker(bytesMax: 20 << 20, secondsMax: 60).rendition(of: [recording])
        #expect(rendition?.mediaType == "audio/webm" && (rendition?.bytes.count ?? .max) < recording.count)
    }

    /// How loud the second channel is beside the first, its phase turned.
    @Test(arguments: [1.0, 0.7, 0.4])
    func `channels that speak against each other are not made silent by their mean`(share: Double) async throws {
        let recording = try await Material.encoded(
            [
                "-f", "lavfi", "-i", "sine=duration=2", "-af", "pan=stereo|c0=c0|c1=-\(share)*c0", "-c:a", "pcm_s16le",
                "-f", "matroska",
            ], into: "out.webm")
        #expect(try await RecordingDecoder().sound(of: recording).peak > 0.12)
    }

    @Test func `channels that say the same, or one of which is silent, are averaged`() async throws {
        for (other, peak) in [("c0", 0.12), ("0*c0", 0.06)] as [(String, Float)] {
            let recording = try await Material.encoded(
                [
                    "-f", "lavfi", "-i", "sine=duration=1", "-af", "pan=stereo|c0=c0|c1=\(other)", "-c:a", "pcm_s16le",
                    "-f", "matroska",
                ], into: "out.webm")
            #expect(abs(try await RecordingDecoder().sound(of: recording).peak - peak) < 0.01)
        }
    }

    @Test func `the times of packets say what is missing between them`() {
        let head = "#tb 0: 1/48000\n#media_type 0: audio\n"
        let cases: [(lines: [(Int, Int)], gaps: [Range<Int>])] = [
            ([(0, 960), (960, 960), (1_920, 960)], []), ([(0, 960), (10_000, 960)], []),
            ([(0, 960), (48_960, 960)], [20..<1_020]),
            ([(-312, 960), (47_688, 960), (0, 960), (48_648, 960)], [13..<993]),
            ([], []),
        ]
        for (index, one) in cases.enumerated() {
            let lines = one.lines.map { "0, \($0.0), \($0.0), \($0.1), 72, 0xf13b23d2\n" }.joined()
            #expect(PacketTimes(Array((head + lines).utf8)).gaps == one.gaps, "case \(index)")
        }
        // A file chooses its own clock; and silence may be sent as a packet every 400 ms.
        let slow = "#tb 0: 2147483647/1\n0, 0, 0, 1, 1, 0x0\n0, 1, 1000000000000, 1, 1, 0x0\n"
        #expect(PacketTimes(Array(slow.utf8)).gaps.count == 1)
        let silent = (0..<9).map { "0, \($0 * 19_200), \($0 * 19_200), 960, 3, 0x0\n" }.joined()
        #expect(PacketTimes(Array((head + silent).utf8)).gaps.isEmpty)
        #expect(PacketTimes(Array("0, x, 9999999999999999999, 5,,,\n0,0\n#tb 0: 1/0\n".utf8)).gaps.isEmpty)
    }

    private static func tone(seconds: Int, as format: String) async throws -> [UInt8] {
        try await Material.encoded(
            ["-f", "lavfi", "-i", "sine=duration=\(seconds)", "-c:a", "libopus", "-f", format]
                + (format == "webm" ? ["-live", "1"] : []), into: "out.\(format)")
    }

    private static func clusters(of webm: [UInt8]) -> [Int] { webm.places(of: [0x1F, 0x43, 0xB6, 0x75], from: 0) }

    /// The cluster with a time of four bytes; its length, of two bytes here, grows with it.
    private static func widened(_ webm: [UInt8], at place: Int, time: Int) -> [UInt8] {
        var webm = webm
        let length = (Int(webm[place + 4]) << 8 | Int(webm[place + 5])) + 2
        webm.replaceSubrange(
            place + 4..<place + 10,
            with: [UInt8(length >> 8), UInt8(length & 0xFF), 0xE7, 0x84]
                + [24, 16, 8, 0].map { UInt8(time >> $0 & 0xFF) })
        return webm
    }
}
