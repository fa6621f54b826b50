import Domain
import Events
import Flow
import Glibc
import Sandbox

/// Compiles and runs programs of strangers: alone, in namespaces of their own, with limits, and gone afterwards.
///
/// A program may only compute: it reads its input, writes its output, and starts nothing. It is judged by what it writes.
struct Judge: Sendable {
    /// What became of a program: a verdict for each example, and what it said, which is for its author alone.
    struct Judgement: Sendable {
        var examples: [ExampleResult]
        /// The compiler's complaint.
        var complaint: String?
        /// By example; cut at ``saidBytesMax``.
        var said: [String]
    }

    static let saidBytesMax = 4_000
    private static let outputBytesMax = 256 * 1024
    /// Starting the sandbox and the language is no time of the program's.
    private static let startSeconds = 0.3

    private let turns: Turns
    private let headers: String?

    /// - Parameters:
    ///   - countMax: how many programs are at work at a time.
    ///   - headers: a folder with the compiled header of the whole C++ library.
    init(countMax: Int, headers: String? = nil) {
        turns = Turns(countMax: countMax)
        self.headers = headers
    }

    /// The folder's whole path, if the compiled header is in it.
    static func headers(in folder: String) -> String? {
        guard access("\(folder)/bits/stdc++.h.gch", R_OK) == 0, let path = realpath(folder, nil) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    static func isThere(_ program: String) -> Bool { access(program, X_OK) == 0 }

    func judge(
        _ program: String, in language: CodeLanguage, on examples: [CodeExample], _ task: CodeTask
    ) async throws -> Judgement {
        try await turns.take()
        defer { turns.giveBack() }
        do {
            let command: Command
            switch try await compile(program, language) {
            case .failure(let complaint):
                let results = examples.indices.map {
                    ExampleResult(number: $0 + 1, verdict: .notCompiled, milliseconds: nil)
                }
                return Judgement(examples: results, complaint: complaint.text, said: [])
            case .success(let compiled): command = compiled
            }
            var judgement = Judgement(examples: [], complaint: nil, said: [])
            for (index, example) in examples.enumerated() {
                let (verdict, milliseconds, said) = try await run(command, on: example, task)
                judgement.examples.append(
                    ExampleResult(number: index + 1, verdict: verdict, milliseconds: milliseconds))
                judgement.said.append(String(said.prefix(Self.saidBytesMax)))
            }
            return judgement
        } catch SandboxError.cancelled {
            throw CancellationError()
        } catch SandboxError.notIsolated {
            // Nobody's program runs without walls; a person looks at the answer.
            throw ActivityFailure("code-not-judged", "This machine gives programs no sandbox.")
        } catch is SandboxError {
            throw ActivityFailure("judge-failed", "the program could not be run", .environment)
        }
    }

    private struct Complaint: Error { let text: String }

    /// The command that runs the program, or what its compiler says against it.
    private func compile(
        _ program: String, _ language: CodeLanguage
    ) async throws -> Result<Command, Complaint> {
        do {
            switch language {
            case .cpp:
                var command = Command(
                    "/usr/bin/g++",
                    ["-std=c++20", "-O2", "-pipe", "-w", "-fdiagnostics-color=never", "-o", "program", "main.cpp"]
                        + (headers.map { ["-I", $0] } ?? []),
                    files: ["main.cpp": Array(program.utf8)], readable: headers.map { [$0] } ?? [])
                command.keeping = ["program"]
                let built = try await sandboxed(command, Self.compilerLimits).files["program"] ?? []
                return .success(lone("/usr/bin/env", ["./program"], programs: ["program": built]))
            case .python:
                let check = "import sys; compile(sys.stdin.buffer.read(), 'main.py', 'exec')"
                _ = try await sandboxed(
                    Command("/usr/bin/python3", ["-I", "-S", "-c", check], standardInput: Array(program.utf8)),
                    Self.compilerLimits)
                return .success(
                    lone("/usr/bin/python3", ["-I", "-S", "-B", "main.py"], files: ["main.py": Array(program.utf8)]))
            }
        } catch SandboxError.failed(_, let said) {
            return .failure(Complaint(text: said))
        } catch {
            switch error as? SandboxError {
            case .timedOut, .stalled, .memory, .outputTooLarge, .signalled, .killed:
                return .failure(Complaint(text: "The compiler came to no end within its limits."))
            default: throw error
            }
        }
    }

    private func lone(
        _ executable: String, _ arguments: [String], files: [String: [UInt8]] = [:], programs: [String: [UInt8]] = [:]
    ) -> Command {
        var command = Command(
            executable, arguments, environment: ["TMPDIR": "/tmp", "PYTHONHASHSEED": "0"], files: files)
        command.programs = programs
        command.isLone = true
        return command
    }

    private func run(
        _ command: Command, on example: CodeExample, _ task: CodeTask
    ) async throws -> (CodeVerdict, milliseconds: Int, said: String) {
        var command = command
        command.standardInput = Array(example.input.utf8)
        let limits = Self.limits(task)
        let clock = ContinuousClock()
        // A busy machine is not the program's fault: who stood still is tried once more.
        for isLast in [false, true] {
            let began = clock.now
            func milliseconds() -> Int { Int((clock.now - began) / .milliseconds(1)) }
            do {
                let output = try await sandboxed(command, limits)
                let said = String(decoding: output.standardOutput, as: UTF8.self)
                let verdict: CodeVerdict = isSame(said, example.output) ? .passed : .wrongAnswer
                return (verdict, milliseconds(), said)
            } catch SandboxError.stalled where !isLast {
                continue
            } catch {
                guard let verdict = Self.verdict(on: error) else { throw error }
                return (verdict, milliseconds(), Self.words(of: error))
            }
        }
        preconditionFailure("the second run is the last")
    }

    private func sandboxed(_ command: Command, _ limits: Sandbox.Limits) async throws -> Output {
        try await Sandbox.run(command, limits: limits, isolation: .required)
    }

    /// Nil: the machine's trouble.
    private static func verdict(on error: any Error) -> CodeVerdict? {
        switch error as? SandboxError {
        case .timedOut, .stalled: .timeOver
        case .memory: .memoryOver
        case .outputTooLarge: .outputOver
        // A program can end itself by any signal.
        case .signalled, .failed, .killed: .crashed
        case .notFound, .notIsolated, .cancelled, .system, nil: nil
        }
    }

    private static func words(of error: any Error) -> String {
        if case .failed(_, let said)? = error as? SandboxError { return said }
        return ""
    }

    private static let compilerLimits = Sandbox.Limits(
        wallClockSecondsMax: 15, cpuSecondsMax: 10, addressSpaceBytesMax: 1 << 30, fileBytesMax: 32 << 20,
        openFilesMax: 256, standardOutputBytesMax: 64 << 10)

    private static func limits(_ task: CodeTask) -> Sandbox.Limits {
        Sandbox.Limits(
            wallClockSecondsMax: Double(task.timeMilliseconds) / 1000 + startSeconds,
            cpuSecondsMax: UInt64((task.timeMilliseconds + 999) / 1000),
            addressSpaceBytesMax: UInt64(task.memoryMebibytes) << 20, fileBytesMax: 8 << 20, openFilesMax: 32,
            standardOutputBytesMax: outputBytesMax)
    }
}

/// Whether two outputs are the same but for blanks at the ends of lines and empty lines at the end.
func isSame(_ one: String, _ other: String) -> Bool {
    func lines(_ text: String) -> [ArraySlice<UInt8>] {
        var lines = Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            line in
            var line = line
            while let last = line.last, last == 0x20 || last == 0x09 || last == 0x0D { line.removeLast() }
            return line
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
    return lines(one).elementsEqual(lines(other)) { $0.elementsEqual($1) }
}
