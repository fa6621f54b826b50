import Foundation
import Testing

/// The generated documents under validators that nobody here wrote.
struct ValidatorTests {
    private static let unpack = Checkout.top.appending(path: "../shared/tools/unpack").path
    static let areToolsThere = FileManager.default.isExecutableFile(atPath: unpack) && nodeVersion >= 20

    private static let nodeVersion: Int = {
        let text = (try? output(of: "/usr/bin/env", ["node", "--version"]).text) ?? ""
        return Int(text.drop { $0 == "v" }.prefix { $0.isNumber }) ?? 0
    }()

    @Test(
        .enabled(if: areToolsThere, "the validators of ../shared/tools, or the Node they need, are not here"),
        arguments: [
            ["asyncapi-check", "Schemas/asyncapi.yaml", "--strict"],
            ["openapi-check", "docs/openapi.json", "--rules", "recommended"],
        ])
    func `a generated document is valid`(command: [String]) throws {
        let tools = try Self.output(of: Self.unpack, []).text.split(separator: "\n").last.map(String.init) ?? ""
        let found = try Self.output(of: "\(tools)/js/bin/\(command[0])", Array(command.dropFirst()))
        #expect(found.status == 0, "\(found.text)")
        #expect(found.text.contains("ok   \(command[1])"), "\(found.text)")
    }

    private static func output(of program: String, _ words: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = words
        process.currentDirectoryURL = Checkout.top
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
