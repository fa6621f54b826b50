import Domain
import Events
import Foundation
import Sandbox
import Testing

@testable import scoring

/// Real programs in the real sandbox, honest ones and hostile ones.
@Suite(.serialized) struct JudgeTests {
    private func judge(
        _ program: String, _ language: CodeLanguage, input: String = "1 2\n", output: String = "3\n",
        milliseconds: Int = 1_000, mebibytes: Int = 256
    ) async throws -> Judge.Judgement {
        let example = CodeExample(input: input, output: output)
        let task = CodeTask(
            languages: [language], openExamples: [example], hiddenExamples: [example],
            timeMilliseconds: milliseconds, memoryMebibytes: mebibytes)
        return try await Judge(countMax: 2, headers: Self.headers).judge(program, in: language, on: [example], task)
    }

    private static let headers = Judge.headers(
        in: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path + "/.colloquy/headers")

    private func verdict(_ program: String, _ language: CodeLanguage) async throws -> CodeVerdict? {
        try await judge(program, language).examples.first?.verdict
    }

    static let programs: [(CodeLanguage, String, CodeVerdict)] = [
        (.python, "a, b = map(int, input().split())\nprint(a + b)", .passed),
        (.python, "print(3, '  ')\nprint()", .passed),
        (.python, "print(4)", .wrongAnswer),
        (.python, "def f(:\n", .notCompiled),
        (.python, "while True: pass", .timeOver),
        (.python, "x = []\nwhile True: x.append(bytearray(10_000_000))", .memoryOver),
        (.python, "while True: print('x' * 10_000)", .outputOver),
        (.python, "raise ValueError('no')", .crashed),
        (.python, "import time\ntime.sleep(60)", .timeOver),
        (.cpp, "#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << a + b; }", .passed),
        (.cpp, "int main() { return x; }", .notCompiled),
        (.cpp, "int main() { for (;;) ; }", .timeOver),
        (
            .cpp, "#include <vector>\nint main() { std::vector<char> v; for (;;) v.resize(v.size() + 10000000, 1); }",
            .memoryOver
        ),
        (.cpp, "int main() { volatile int *p = nullptr; return *p; }", .crashed),
        (.cpp, "#include <cstdlib>\nint main() { std::abort(); }", .crashed),
        (.cpp, "#include <csignal>\n#include <unistd.h>\nint main() { kill(getpid(), SIGKILL); }", .crashed),
        (.cpp, "#include <cstdio>\nint main() { for (;;) puts(\"for ever\"); }", .outputOver),
    ]

    @Test(arguments: programs)
    func `what becomes of a program is named`(language: CodeLanguage, program: String, verdict: CodeVerdict)
        async throws
    {
        // A busy machine may need longer than a second to hand out the memory that is not to be had.
        let milliseconds = verdict == .memoryOver ? 10_000 : 1_000
        let found = try await judge(program, language, milliseconds: milliseconds).examples.first?.verdict
        #expect(found == verdict, "\(program)")
    }

    @Test func `the compiler's complaint is for the author`() async throws {
        let judgement = try await judge("int main() { return undeclared; }", .cpp)
        #expect(judgement.complaint?.contains("undeclared") == true)
        #expect(judgement.examples.map(\.milliseconds) == [nil])
        #expect(try await judge("def f(:\n", .python).complaint?.contains("SyntaxError") == true)
    }

    /// Each prints 3 when it was kept from what it tried.
    static let kept: [(String, String)] = [
        ("starts no process", "import os\ntry:\n    os.fork()\nexcept OSError: print(3)"),
        (
            "starts no thread",
            "import threading\ntry:\n    threading.Thread(target=print).start()\nexcept RuntimeError: print(3)"
        ),
        ("opens no socket", "import socket\ntry:\n    socket.socket()\nexcept OSError: print(3)"),
        ("has no memory that is not counted", "import os\ntry:\n    os.memfd_create('x')\nexcept OSError: print(3)"),
        ("reads no file of the host", "try:\n    open('/etc/passwd')\nexcept OSError: print(3)"),
        (
            "sees no process of the host",
            "import os\nn = [p for p in os.listdir('/proc') if p.isdigit()] if os.path.isdir('/proc') else []\nprint(3 if len(n) < 4 else n)"
        ),
        ("writes nothing beside itself", "try:\n    open('beside', 'w')\nexcept OSError: print(3)"),
        ("writes nothing to the memory of devices", "try:\n    open('/dev/shm/x', 'w')\nexcept OSError: print(3)"),
        (
            "fills no disk",
            "n = 0\ntry:\n    for k in range(1000):\n        with open(f'/tmp/{k}', 'wb') as f:\n            f.write(b'x' * 1_000_000)\n        n += 1\nexcept OSError: print(3 if n < 20 else n)"
        ),
        (
            "sees no setting of the service",
            "import os\nprint(3 if not any('VAULT' in k or 'POSTGRES' in k for k in os.environ) else 4)"
        ),
    ]

    @Test(arguments: kept) func `a hostile program`(does: String, program: String) async throws {
        let judgement = try await judge(program, .python)
        #expect(judgement.examples.first?.verdict == .passed, "\(does): \(judgement)")
    }

    @Test func `a fork bomb and a flood disturb no neighbour`() async throws {
        let bomb = "#include <unistd.h>\nint main() { for (;;) fork(); }"
        let honest = "a, b = map(int, input().split())\nprint(a + b)"
        async let bombed = judge(bomb, .cpp)
        async let flooded = judge("while True: print('x' * 100)", .python)
        var neighbours: [CodeVerdict?] = []
        for _ in 0..<3 { neighbours.append(try await verdict(honest, .python)) }
        #expect(neighbours == [.passed, .passed, .passed])
        #expect(try await bombed.examples.map(\.verdict) == [.timeOver])
        #expect(try await flooded.examples.map(\.verdict) == [.outputOver])
        // Nothing is left behind; the kernel needs a moment between the signal and the end.
        for _ in 0..<100 where Self.running() > 0 { try await Task.sleep(for: .milliseconds(50)) }
        #expect(Self.running() == 0)
    }

    /// How many compiled programs of candidates run on this machine, zombies apart.
    private static func running() -> Int {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return folders.count { folder in
            guard Int32(folder) != nil, let line = FileManager.default.contents(atPath: "/proc/\(folder)/cmdline")
            else { return false }
            return String(decoding: line, as: UTF8.self).hasPrefix("./program")
        }
    }

    @Test func `a program in either language is built with its library and judged`() async throws {
        let program = """
            #include <bits/stdc++.h>
            int main() { std::map<int, std::string> m; int a, b; std::cin >> a >> b; m[a + b] = "x"; std::cout << m.begin()->first; }
            """
        for (language, text) in [(CodeLanguage.cpp, program), (.python, Self.programs[0].1)] {
            #expect(try await verdict(text, language) == .passed)
        }
    }

    @Test(arguments: [
        ("3\n", "3", true), ("3 \t\r\n\n\n", "3\n", true), ("1\n2\n", "1 \n2", true), ("", "\n", true),
        (" 3", "3", false), ("1\n\n2", "1\n2", false), ("3.0", "3", false), ("3\n4", "3", false),
    ])
    func `blanks at the ends of lines and empty lines at the end do not count`(one: String, other: String, same: Bool) {
        #expect(isSame(one, other) == same && isSame(other, one) == same)
    }
}
