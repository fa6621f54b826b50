import Foundation

/// `colloquy up` as a process of its own, with what is played against it.
package struct RunningHouse {
    package static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().path
    private static let programs = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()

    private let name: String
    private let supervisor: Process
    private let log: URL

    /// Starts an empty house on a broker of its own and waits at most three minutes until it is up.
    /// - Parameters:
    ///   - only: names some of the services; empty for all.
    ///   - variables: further environment, which chooses the broker.
    package static func open(
        _ name: String, only: [String] = [], variables: [String: String] = [:]
    ) throws -> RunningHouse {
        let log = FileManager.default.temporaryDirectory.appending(path: "colloquy-story-\(UUID().uuidString).log")
        let some = only.isEmpty ? [] : ["--only", only.joined(separator: ",")]
        let program = programs.appending(path: "colloquy").path
        let house = RunningHouse(
            name: name,
            supervisor: try start(program, ["up", "--name", name, "--fresh"] + some, output: log, variables), log: log)
        for _ in 0..<1800 {
            if house.output.contains("everything is up") { return house }
            guard house.supervisor.isRunning else { break }
            usleep(100_000)
        }
        house.close()
        throw Failure("the house did not come up:\n\(house.output)")
    }

    /// Ends everything; the supervisor waits for the services.
    package func close() {
        if supervisor.isRunning { supervisor.terminate() }
        supervisor.waitUntilExit()
        try? FileManager.default.removeItem(at: log)
    }

    package struct Story: Decodable {
        struct Application: Decodable {
            let candidate: String
            let end: String
        }

        let applications: [Application]
        package var ends: [String: String] {
            Dictionary(uniqueKeysWithValues: applications.map { ($0.candidate, $0.end) })
        }
    }

    /// The demo's story, played as the demo does it.
    package func play() throws -> Story {
        let result = "\(folder)/played/result.json"
        _ = try run(["Tools/demo/play.py", "--environment", environment, "--result", result])
        return try JSONDecoder().decode(Story.self, from: Data(contentsOf: URL(filePath: result)))
    }

    /// One scenario; its findings are the last line it prints.
    package func scenario<Findings: Decodable>(_ name: String, as type: Findings.Type) throws -> Findings {
        let words = ["Tools/story/scenario.py", "--environment", environment, "--folder", "\(folder)/\(name)", name]
        let printed = try run(words)
        guard let line = printed.split(separator: "\n").last else { throw Failure("\(name) printed nothing") }
        print("\(name): \(line)")
        return try JSONDecoder().decode(type, from: Data(line.utf8))
    }

    /// A check by clients and tools that nobody here wrote; its findings are the last line it prints.
    package func foreign<Findings: Decodable>(_ check: String, as type: Findings.Type) throws -> Findings {
        let words = ["Tools/foreign/foreign.py", "--environment", environment, "--folder", "\(folder)/\(check)", check]
        let printed = try run(words, by: "\(Self.checkout)/.colloquy/venv-test/bin/python")
        guard let line = printed.split(separator: "\n").last else { throw Failure("\(check) printed nothing") }
        print("\(check): \(line)")
        return try JSONDecoder().decode(type, from: Data(line.utf8))
    }

    /// The pages in a real browser, in the house that the cases start for themselves: one way to start it, whoever runs them.
    /// What was found is the last line printed, also where something is wrong (status 1).
    package static func browser<Findings: Decodable>(as type: Findings.Type) throws -> Findings {
        let (status, printed) = try output(
            of: "\(checkout)/.colloquy/venv-browser/bin/python", ["Tools/browser/browser.py"])
        print(printed)
        guard status <= 1, let line = printed.split(separator: "\n").last,
            let findings = try? JSONDecoder().decode(type, from: Data(line.utf8))
        else { throw Failure("the browser's cases ended with \(status) and no findings:\n\(printed)") }
        return findings
    }

    private var folder: String { "\(Self.checkout)/.colloquy/local/\(name)" }
    private var environment: String { "\(folder)/environment.json" }
    private var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    private func run(_ words: [String], by interpreter: String = "/usr/bin/python3") throws -> String {
        let (status, text) = try Self.output(of: interpreter, words)
        guard status == 0 else {
            throw Failure("\(words[0]) ended with \(status):\n\(text)\n\(output)\n\(tails())")
        }
        return text
    }

    private static func output(of interpreter: String, _ words: [String]) throws -> (status: Int32, text: String) {
        let printed = FileManager.default.temporaryDirectory.appending(path: "colloquy-\(UUID().uuidString).txt")
        defer { try? FileManager.default.removeItem(at: printed) }
        let process = try start(interpreter, words, output: printed)
        process.waitUntilExit()
        return (process.terminationStatus, (try? String(contentsOf: printed, encoding: .utf8)) ?? "")
    }

    /// The last lines of what services complained about, for a test that failed.
    private func tails() -> String {
        let logs = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/logs")) ?? []
        return logs.sorted().compactMap { name in
            guard let text = try? String(contentsOfFile: "\(folder)/logs/\(name)", encoding: .utf8) else { return nil }
            let loud = text.split(separator: "\n").filter { $0.contains("\"error\"") || $0.contains("\"warning\"") }
            return loud.isEmpty ? nil : "\(name):\n" + loud.suffix(8).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    private static func start(
        _ program: String, _ words: [String], output: URL, _ more: [String: String] = [:]
    ) throws -> Process {
        try Data().write(to: output)
        let handle = try FileHandle(forWritingTo: output)
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = words
        process.currentDirectoryURL = URL(filePath: checkout)
        var variables = ProcessInfo.processInfo.environment
        // Not the broker that the other tests share: the story needs all topics for itself.
        variables["KAFKA_BOOTSTRAP_SERVERS"] = nil
        variables["PYTHONDONTWRITEBYTECODE"] = "1"
        variables.merge(more) { $1 }
        process.environment = variables
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        return process
    }

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
        init(_ description: String) { self.description = description }
    }
}
