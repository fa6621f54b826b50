import Foundation

/// Runs the tool beside the tests.
struct Tool {
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().path
    private static let program =
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "colloquy")

    let process: Process
    private let log: URL

    var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    static func start(
        _ arguments: [String], _ environment: [String: String], in folder: String = checkout
    ) throws -> Tool {
        let log = FileManager.default.temporaryDirectory.appending(path: "colloquy-\(UUID().uuidString).log")
        try Data().write(to: log)
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        var variables = ProcessInfo.processInfo.environment
        variables["KAFKA_BOOTSTRAP_SERVERS"] = nil
        variables.merge(environment) { _, new in new }
        process.environment = variables
        let handle = try FileHandle(forWritingTo: log)
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        return Tool(process: process, log: log)
    }

    func end() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Waits at most 60 s.
    static func wait(until isTrue: () throws -> Bool) throws -> Bool {
        for _ in 0..<600 {
            if try isTrue() { return true }
            usleep(100_000)
        }
        return false
    }

    /// Command lines of running processes of this checkout, as the kernel shows them.
    static func processes(mentioning text: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }.compactMap { pid in
            guard let bytes = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline"), !bytes.isEmpty else {
                return nil
            }
            let line = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
            let isOwn = line.contains("--name")
            return line.contains(text) && !isOwn ? line : nil
        }
    }
}
