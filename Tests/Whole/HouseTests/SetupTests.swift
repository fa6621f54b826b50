import Foundation
import Testing

struct SetupTests {
    @Test func `set-up lists every package with what it is for`() throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = Checkout.top.appending(path: "scripts/setup")
        process.arguments = ["--list"]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let lines = text.split(separator: "\n")
        #expect(lines.count > 30)
        for line in lines {
            #expect(line.contains(/^[a-z0-9][a-z0-9.+-]* +[^ ]/), "\(line)")
        }
    }
}
