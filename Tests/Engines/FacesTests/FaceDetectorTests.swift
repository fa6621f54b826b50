import Foundation
import Testing

@testable import Faces

/// The real library over genuine pictures where they are here, and over drawn ones everywhere.
struct FaceDetectorTests {
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let data = checkout.deletingLastPathComponent().appending(path: "shared/data/av")
    static let hasData = FileManager.default.fileExists(atPath: data.path + "/labels.csv")

    static func detector() throws -> FaceDetector { try FaceDetector(folder: checkout.path + "/.colloquy/faces") }

    /// Pictures of 320 by 320 pixels, as ffmpeg makes them of a file or a filter.
    static func pictures(_ input: [String], filter: String = "null", perSecond: Int? = 2) throws -> [[UInt8]] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/ffmpeg")
        let rate = perSecond.map { "fps=\($0)," } ?? ""
        process.arguments =
            ["-nostdin", "-v", "error"] + input + [
                "-vf",
                "\(filter),\(rate)scale=320:320:force_original_aspect_ratio=decrease,pad=320:320:(ow-iw)/2:(oh-ih)/2",
                "-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1",
            ]
        process.standardOutput = output
        try process.run()
        let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        let size = 320 * 320 * 3
        return stride(from: 0, to: bytes.count - bytes.count % size, by: size).map { Array(bytes[$0..<$0 + size]) }
    }

    private func counts(_ pictures: [[UInt8]]) throws -> [Int] {
        let detector = try Self.detector()
        return pictures.map { picture in
            detector.faces(in: picture, width: 320, height: 320).count { $0.confidence >= 50 }
        }
    }

    @Test(arguments: [
        "testsrc2=s=640x360:d=2", "mandelbrot=s=640x360:r=4", "smptebars=d=2", "color=black:s=640x360:d=2",
        // A face as one draws it: a disc, two eyes, a mouth.
        "color=0xe0b090:s=640x360:d=2,drawbox=270:130:20:20:black:fill,drawbox=350:130:20:20:black:fill,drawbox=280:230:80:10:0xa03030:fill",
    ])
    func `what is no face is none`(source: String) throws {
        let pictures = try Self.pictures(["-f", "lavfi", "-t", "2", "-i", source])
        #expect(pictures.count >= 3)
        #expect(try counts(pictures).allSatisfy { $0 == 0 })
    }

    private static let labelled: [(file: String, faces: Int)] = {
        guard let text = try? String(contentsOf: data.appending(path: "labels.csv"), encoding: .utf8) else { return [] }
        return text.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            return Int(fields[2]).map { (String(fields[0].dropFirst("av/".count)), $0) }
        }
    }()

    @Test(.enabled(if: hasData, "../shared/data is not here"), arguments: labelled)
    func `as many faces are found as people are there, mirrored as well`(file: String, faces: Int) throws {
        for filter in ["null", "hflip"] {
            let pictures = try Self.pictures(
                ["-i", Self.data.appending(path: file).path], filter: filter,
                perSecond: file.hasPrefix("image/") ? nil : 4)
            #expect(!pictures.isEmpty)
            #expect(try counts(pictures).allSatisfy { $0 == faces }, "\(filter)")
        }
    }

    @Test(.enabled(if: hasData, "../shared/data is not here"))
    func `a mirrored face has its nose on the other side, and threads in need of faces wait for each other`()
        async throws
    {
        let detector = try Self.detector()
        let file = Self.data.appending(path: "video/head-pose-female.gif").path
        var sides: [Double] = []
        for filter in ["null", "hflip"] {
            let picture = try Self.pictures(["-i", file], filter: filter, perSecond: 12)[2]
            let alone = detector.faces(in: picture, width: 320, height: 320)
            let face = try #require(alone.first)
            #expect(face.rightEye.x < face.leftEye.x)
            sides.append(Double(2 * face.nose.x - face.rightEye.x - face.leftEye.x) / 2)
            await withTaskGroup(of: [[FoundFace]].self) { group in
                for _ in 0..<4 {
                    group.addTask { await detector.faces(in: [(picture, 320, 320), (picture, 320, 320)]) }
                }
                for await found in group { #expect(found == [alone, alone]) }
            }
        }
        #expect(sides[0] < -5 && sides[1] > 5, "\(sides)")
    }

    @Test(arguments: [(0, 0), (1, 1), (31, 320), (320, 31), (641, 320), (-5, -5)])
    func `a picture of a size that no recording has is not looked at`(width: Int, height: Int) throws {
        let count = max(0, width) * max(0, height) * 3
        #expect(
            try Self.detector().faces(in: [UInt8](repeating: 9, count: count), width: width, height: height).isEmpty)
        #expect(try Self.detector().faces(in: [1, 2, 3], width: 64, height: 64).isEmpty, "fewer bytes than that")
    }

    @Test func `every size that a picture can have is looked at`() throws {
        let detector = try Self.detector()
        for (width, height) in [
            (32, 32), (33, 320), (320, 33), (320, 180), (180, 320), (101, 77), (320, 320), (640, 640),
        ] {
            let pixels = (0..<width * height * 3).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
            #expect(detector.faces(in: pixels, width: width, height: height).count { $0.confidence >= 50 } == 0)
        }
    }

    @Test func `a folder without the library is told of`() {
        #expect(throws: FaceEngineError.libraryMissing) { try FaceDetector(folder: "/nowhere") }
    }
}
