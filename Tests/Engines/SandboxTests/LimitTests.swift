import FoundationEssentials
import Glibc
import Sandbox
import Testing

private let ways: [Isolation] = [.limitsOnly, .whenPossible]

/// Processes of this machine whose command line contains the mark.
private func running(_ mark: String) -> Int {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return folders.count { folder in
        guard Int32(folder) != nil, let line = FileManager.default.contents(atPath: "/proc/\(folder)/cmdline") else {
            return false
        }
        return String(decoding: line, as: UTF8.self).contains(mark)
    }
}

/// Waits until none runs any more; the kernel needs a moment between the signal and the end.
private func allGone(_ mark: String) async throws -> Bool {
    for _ in 0..<600 {
        if running(mark) == 0 { return true }
        try await Task.sleep(for: .milliseconds(50))
    }
    return false
}

@Suite struct LimitTests {
    @Test(arguments: ways) func `a processor burner is stopped by its processor time`(way: Isolation) async {
        let limits = Limits(wallClockSecondsMax: 300, cpuSecondsMax: 1)
        let clock = ContinuousClock()
        let start = clock.now
        await #expect(throws: SandboxError.timedOut) {
            try await Sandbox.run(Command("sh", ["-c", "while :; do :; done"]), limits: limits, isolation: way)
        }
        #expect(clock.now - start < .seconds(240), "the wall clock did not end it")
    }

    @Test(arguments: ways) func `a sleeper is stopped by the wall clock with its grandchildren`(way: Isolation)
        async throws
    {
        let mark = "31.41\(getpid())\(way == .limitsOnly ? 1 : 2)"
        let limits = Limits(wallClockSecondsMax: 0.5)
        let script = "sleep \(mark) & (sleep \(mark) & sleep \(mark)) & wait"
        await #expect(throws: SandboxError.stalled) {
            try await Sandbox.run(Command("sh", ["-c", script]), limits: limits, isolation: way)
        }
        #expect(try await allGone(mark))
    }

    @Test(arguments: ways) func `what a finished program left running is killed`(way: Isolation) async throws {
        let mark = "27.18\(getpid())\(way == .limitsOnly ? 1 : 2)"
        let output = try await Sandbox.run(Command("sh", ["-c", "sleep \(mark) & echo done"]), isolation: way)
        #expect(output.text == "done\n")
        #expect(try await allGone(mark))
    }

    @Test(arguments: ways) func `cancelling the task kills the whole group`(way: Isolation) async throws {
        let mark = "16.18\(getpid())\(way == .limitsOnly ? 1 : 2)"
        let task = Task { () throws(SandboxError) in
            try await Sandbox.run(Command("sh", ["-c", "sleep \(mark) & sleep \(mark)"]), isolation: way)
        }
        while running(mark) < 2 { try await Task.sleep(for: .milliseconds(20)) }
        task.cancel()
        await #expect(throws: SandboxError.cancelled) { try await task.value }
        #expect(try await allGone(mark))
    }

    @Test(arguments: ways) func `a memory hog is refused memory`(way: Isolation) async {
        let limits = Limits(addressSpaceBytesMax: 256 << 20)
        let hog = Command("/usr/bin/python3", ["-c", "x = bytearray(1 << 30)"])
        await #expect(throws: SandboxError.memory) { try await Sandbox.run(hog, limits: limits, isolation: way) }
    }

    @Test(arguments: ways) func `a flood of output is cut off`(way: Isolation) async {
        let limits = Limits(wallClockSecondsMax: 20, standardOutputBytesMax: 1 << 20)
        await #expect(throws: SandboxError.outputTooLarge(bytesMax: 1 << 20)) {
            try await Sandbox.run(Command("yes"), limits: limits, isolation: way)
        }
    }

    @Test(arguments: ways) func `a file grows to its limit and no further`(way: Isolation) async {
        let limits = Limits(fileBytesMax: 1 << 20)
        let command = Command("dd", ["if=/dev/zero", "of=big", "bs=64k", "count=64"])
        await #expect(throws: SandboxError.outputTooLarge(bytesMax: 1 << 20)) {
            try await Sandbox.run(command, limits: limits, isolation: way)
        }
    }

    @Test(arguments: ways) func `no descriptor of ours is handed down and few may be opened`(way: Isolation)
        async throws
    {
        let limits = Limits(openFilesMax: 32)
        let script = "ulimit -n; ulimit -c; ls /proc/self/fd"
        let output = try await Sandbox.run(Command("sh", ["-c", script]), limits: limits, isolation: way)
        #expect(output.text.split(separator: "\n") == ["32", "0", "0", "1", "2", "3"])
    }
}

@Suite(.enabled("needs namespaces, which this machine does not give") { await Sandbox.isolates() })
struct JailTests {
    @Test func `files outside are not there unless named`() async throws {
        let secret = "/tmp/colloquy-secret-\(getpid())"
        try Data("secret".utf8).write(to: URL(filePath: secret))
        defer { try? FileManager.default.removeItem(atPath: secret) }
        for path in [secret, "/etc/passwd", "/root/.bashrc"] {
            let error = await #expect(throws: SandboxError.self) {
                try await Sandbox.run(Command("cat", [path]), isolation: .required)
            }
            guard case .failed(1, let tail) = error else { Issue.record("\(String(describing: error))"); return }
            #expect(tail.contains("No such file") || tail.contains("Permission denied"))
        }
        let named = try await Sandbox.run(Command("cat", [secret], readable: [secret]), isolation: .required)
        #expect(named.text == "secret")
        await #expect(throws: SandboxError.self) {
            try await Sandbox.run(
                Command("sh", ["-c", "echo x > \(secret)"], readable: [secret]), isolation: .required)
        }
    }

    @Test func `there is no network and no other process to see`() async throws {
        let output = try await Sandbox.run(
            Command("sh", ["-c", "cat /proc/net/dev | grep -c :; ls -d /proc/[0-9]* | wc -l"]), isolation: .required)
        let counts = output.text.split(separator: "\n").compactMap { Int($0) }
        #expect(counts.first == 1)
        #expect(counts.last! < 6)
    }
}
