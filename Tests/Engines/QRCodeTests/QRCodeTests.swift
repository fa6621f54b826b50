import Foundation
import QRCode
import Testing

/// Codes as another program reads them: zbarimg of Debian.
struct QRCodeTests {
    @Test(arguments: [
        "https://jobs.example.com/i#app-2026-000123.AGkqg1ppJmsAaSqDWmkmawBpKoNaaSZrAGkqg1ppJmsA", "a",
        "https://面试.example/i#申请-1.x", String(repeating: "long text ", count: 60),
    ])
    func `a reader of codes finds in the picture what was put in`(_ text: String) throws {
        let code = try #require(QRCode(text))
        let png = try #require(code.png())
        let file = NSTemporaryDirectory() + "/colloquy-code-\(getpid())-\(text.utf8.count).png"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data(png).write(to: URL(filePath: file))
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/zbarimg")
        process.arguments = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let read = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(String(decoding: read, as: UTF8.self) == text + "\n")
    }

    @Test func `the picture is small, square and the same every time`() throws {
        let link = "https://jobs.example.com/i#app-1.AGkqg1ppJmsAaSqDWmkmawBpKoNaaSZrAGkqg1ppJmsA"
        let code = try #require(QRCode(link))
        let png = try #require(code.png())
        #expect(png.count < 2_000 && code.pixels() == (code.side + 8) * 5)
        #expect(try #require(QRCode(link)).png() == png)
        #expect(
            Array(png[16..<24]) == [0, 0] + [UInt8(code.pixels() >> 8), UInt8(code.pixels() & 255)]
                + [0, 0] + [UInt8(code.pixels() >> 8), UInt8(code.pixels() & 255)])
    }

    @Test(arguments: ["", "a\u{0}b", String(repeating: "x", count: 3_000)])
    func `what no code can hold gives none`(_ text: String) { #expect(QRCode(text) == nil) }
}
