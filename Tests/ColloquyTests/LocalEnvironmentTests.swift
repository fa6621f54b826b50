import Foundation
import Testing

/// The tool as a process, on real PostgreSQL and real brokers.
@Suite(.serialized) struct LocalEnvironmentTests {
    @Test func `a command finds database and in-memory broker, and its status is the result`() throws {
        let script = """
            set -eu
            psql "$POSTGRES_ADMIN_URL" -Atqc 'select 6 * 7'
            echo 'a fact' | kcat -P -b "$KAFKA_BOOTSTRAP_SERVERS" -t probe -k key -X acks=all
            kcat -C -b "$KAFKA_BOOTSTRAP_SERVERS" -t probe -o beginning -e -q
            exit 7
            """
        let run = try Tool.start(
            ["local", "--name", "probe", "--", "bash", "-c", script], ["COLLOQUY_BROKER": "memory"])
        #expect(run.end() == 7)
        #expect(run.output.contains("in-memory broker"))
        #expect(run.output.contains("\n42\n"))
        #expect(run.output.contains("a fact"))
        #expect(try Tool.processes(mentioning: "local/probe/").isEmpty)
        #expect(!FileManager.default.fileExists(atPath: "\(Tool.checkout)/.colloquy/local/probe"))
    }

    @Test func `killed at once, it leaves no process behind`() throws {
        let run = try Tool.start(["local", "--name", "killed", "--", "sleep", "312"], ["COLLOQUY_BROKER": "memory"])
        #expect(try Tool.wait { try !Tool.processes(mentioning: "sleep 312").isEmpty })
        let ours = ["local/killed/", "sleep 312"]
        #expect(try !Tool.processes(mentioning: ours[0]).isEmpty)
        kill(run.process.processIdentifier, SIGKILL)
        run.process.waitUntilExit()
        #expect(try Tool.wait { try ours.allSatisfy { try Tool.processes(mentioning: $0).isEmpty } })
    }

    @Test func `Ctrl-C ends the command and everything beside it`() throws {
        let run = try Tool.start(
            ["local", "--name", "interrupted", "--", "sleep", "313"], ["COLLOQUY_BROKER": "memory"])
        #expect(try Tool.wait { try !Tool.processes(mentioning: "sleep 313").isEmpty })
        kill(run.process.processIdentifier, SIGINT)
        #expect(run.end() == 130)
        #expect(try Tool.processes(mentioning: "sleep 313").isEmpty)
        #expect(try Tool.processes(mentioning: "local/interrupted/").isEmpty)
    }
}

/// Runs the tool beside the tests.
private struct Tool {
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    private static let program =
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "colloquy")

    let process: Process
    private let log: URL

    var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    static func start(_ arguments: [String], _ environment: [String: String]) throws -> Tool {
        let log = FileManager.default.temporaryDirectory.appending(path: "colloquy-\(UUID().uuidString).log")
        try Data().write(to: log)
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: checkout)
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

    /// Waits at most 30 s.
    static func wait(until isTrue: () throws -> Bool) throws -> Bool {
        for _ in 0..<300 {
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
