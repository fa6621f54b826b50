import Glibc
import Sandbox
import Testing

/// Both ways of running, so that a machine without namespaces is proved too.
private let ways: [Isolation] = [.limitsOnly, .whenPossible]

private func shell(_ script: String, limits: Limits = Limits(), _ way: Isolation) async throws(SandboxError) -> Output {
    try await Sandbox.run(Command("sh", ["-c", script]), limits: limits, isolation: way)
}

@Suite struct SandboxTests {
    @Test(arguments: ways) func `hands input and arguments over untouched and the output back`(way: Isolation)
        async throws
    {
        let bytes = (0..<500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let copied = try await Sandbox.run(Command("cat", standardInput: bytes), isolation: way)
        #expect(copied.standardOutput == bytes)
        let hostile = ["-n", "$(id) `id` ; rm -rf 王小明 'a\"b", ""]
        let printed = try await Sandbox.run(Command("printf", ["%s|"] + hostile), isolation: way)
        #expect(String(decoding: printed.standardOutput, as: UTF8.self) == hostile.map { $0 + "|" }.joined())
    }

    @Test(arguments: ways) func `inherits nothing of the environment`(way: Isolation) async throws {
        setenv("COLLOQUY_SECRET", "leak", 1)
        defer { unsetenv("COLLOQUY_SECRET") }
        let seen = try await Sandbox.run(Command("env", environment: ["GIVEN": "1"]), isolation: way)
        let names = Set(seen.text.split(separator: "\n").map { String($0.prefix { $0 != "=" }) })
        #expect(names.subtracting(["PWD"]) == ["GIVEN", "HOME", "TMPDIR", "PATH", "LANG"])
    }

    @Test(arguments: ways) func `works in a private folder that is gone afterwards`(way: Isolation) async throws {
        let command = Command(
            "sh", ["-c", "pwd; cat in.txt > out.txt; mkdir -p deep/er; ln -s /etc/passwd link"],
            files: ["in.txt": Array("你好".utf8)], keeping: ["out.txt"])
        let output = try await Sandbox.run(command, isolation: way)
        #expect(output.files["out.txt"] == Array("你好".utf8))
        let folder = String(output.text.dropLast())
        #expect(folder.hasPrefix("/tmp/colloquy-"))
        #expect(access(folder, F_OK) != 0)
    }

    @Test(arguments: ways) func `never follows a link the program left in place of its result`(way: Isolation)
        async throws
    {
        let command = Command("ln", ["-s", "/etc/passwd", "out"], keeping: ["out"])
        await #expect(throws: SandboxError.notFound("out")) { try await Sandbox.run(command, isolation: way) }
    }

    @Test(arguments: ways) func `reports the status and the end of standard error`(way: Isolation) async throws {
        var limits = Limits()
        limits.standardErrorTailBytesMax = 10
        await #expect(throws: SandboxError.failed(status: 3, standardErrorTail: "123456789\n")) {
            try await shell("yes noise | head -c 300000 >&2; echo 0123456789 >&2; exit 3", limits: limits, way)
        }
        await #expect(throws: SandboxError.signalled(SIGSEGV)) { try await shell("kill -SEGV $$", way) }
        await #expect(throws: SandboxError.notFound("no-such-program")) {
            try await Sandbox.run(Command("no-such-program"), isolation: way)
        }
    }

    @Test(arguments: ways) func `a program that does not read its input is no error`(way: Isolation) async throws {
        let command = Command("true", standardInput: [UInt8](repeating: 1, count: 4 << 20))
        _ = try await Sandbox.run(command, isolation: way)
    }
}

extension Output {
    var text: String { String(decoding: standardOutput, as: UTF8.self) }
}
