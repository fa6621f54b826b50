import Compression
import Foundation
import Testing

struct DeflateTests {
    @Test func `what is coded is read again by another gzip than ours`() throws {
        let bytes = Array(String(repeating: "the same words, again and again. ", count: 500).utf8)
        let coded = try #require(Deflate.encode(bytes, as: .gzip))
        #expect(coded.count < bytes.count / 20)
        #expect(try read(coded, with: "gzip") == bytes)
        let bare = try #require(Deflate.encode(bytes, as: .zlib))
        #expect(try read(bare, with: "zlib") == bytes)
        let nothing = try #require(Deflate.encode([], as: .gzip))
        #expect(try read(nothing, with: "gzip") == [])
    }

    @Test func `the check sum is that of the standard`() {
        // The check value of CRC-32/ISO-HDLC.
        #expect(Deflate.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(Deflate.crc32([]) == 0)
    }

    private func read(_ bytes: [UInt8], with module: String) throws -> [UInt8] {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            "-c", "import \(module), sys; sys.stdout.buffer.write(\(module).decompress(sys.stdin.buffer.read()))",
        ]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(bytes))
        try input.fileHandleForWriting.close()
        let read = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return Array(read)
    }
}
