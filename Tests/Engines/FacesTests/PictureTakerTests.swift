import Foundation
import Speech
import Testing

/// Pictures out of recordings, with the real decoder.
struct PictureTakerTests {
    private func recording(_ arguments: [String], _ ending: String = "webm") throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).\(ending)")
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/ffmpeg")
        process.arguments = ["-nostdin", "-v", "error"] + arguments + [file.path]
        try process.run()
        process.waitUntilExit()
        return try [UInt8](Data(contentsOf: file))
    }

    private func drawn(_ seconds: Int, size: String = "640x360", rate: Int = 10) -> [String] {
        ["-f", "lavfi", "-i", "testsrc2=s=\(size):r=\(rate)", "-t", "\(seconds)"]
    }

    @Test(arguments: [("640x360", 320, 180), ("360x640", 180, 320), ("320x240", 320, 240)])
    func `two pictures a second come, in the shape of the recording`(size: String, width: Int, height: Int) async throws
    {
        let webm = try recording(drawn(3, size: size) + ["-c:v", "libvpx"])
        let pictures = try await PictureTaker().pictures(ofParts: [webm, webm], milliseconds: 6_000)
        #expect((11...13).contains(pictures.count))
        #expect(pictures.allSatisfy { $0.width == width && $0.height == height })
        #expect(pictures.allSatisfy { $0.pixels.count == width * height * 3 })
        #expect(Set(pictures.prefix(6)).count >= 5, "the pictures of a moving recording are not the same")
    }

    @Test func `a long recording is looked at more seldom, and no more is taken than fits`() async throws {
        let webm = try recording(drawn(300, size: "64x64", rate: 2) + ["-c:v", "libvpx"])
        let pictures = try await PictureTaker().pictures(ofParts: [webm], milliseconds: 300_000)
        #expect((236...PictureTaker.countMax).contains(pictures.count))
        let more = try await PictureTaker().pictures(ofParts: [webm, webm], milliseconds: 60_000)
        #expect(more.count == PictureTaker.countMax)
    }

    @Test func `a recording with no picture has none, and what is no recording has none`() async throws {
        let sound = try recording(["-f", "lavfi", "-i", "sine", "-t", "2", "-c:a", "libopus"])
        let mp4 = try recording(drawn(2) + ["-c:v", "libx264"], "mp4")
        #expect(try await PictureTaker().pictures(ofParts: [sound], milliseconds: 2_000).isEmpty)
        #expect(try await PictureTaker().pictures(ofParts: [Array("no film".utf8), []], milliseconds: 2_000).isEmpty)
        #expect(try await PictureTaker().pictures(ofParts: [mp4], milliseconds: 2_000).count >= 3)
        let cut = try recording(drawn(6) + ["-c:v", "libvpx"])
        let half = try await PictureTaker().pictures(ofParts: [Array(cut.prefix(cut.count / 2))], milliseconds: 6_000)
        #expect((1..<12).contains(half.count), "what is there is looked at")
    }
}
