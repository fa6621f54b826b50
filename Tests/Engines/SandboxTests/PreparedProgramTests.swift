import Glibc
import Synchronization
import Testing

@testable import Sandbox

private let ways: [Isolation] = [.limitsOnly, .whenPossible]

/// A shell reads its standard input as its script, so that a test's input can try whatever a hostile document would.
private func shell(_ way: Isolation, count: Int = 1, _ limits: Limits = Limits()) -> PreparedProgram {
    PreparedProgram(Command("sh"), limits: limits, isolation: way, count: count)
}

extension PreparedProgram {
    fileprivate func say(_ script: String) async throws(SandboxError) -> String {
        String(decoding: try await run(Array(script.utf8)).standardOutput, as: UTF8.self)
    }
}

@Suite struct PreparedProgramTests {
    @Test(arguments: ways) func `this machine prepares programs`(way: Isolation) async {
        #expect(await shell(way).obstacle() == nil)
    }

    @Test(arguments: ways) func `every input gets a process of its own, and the same one forks them`(way: Isolation)
        async throws
    {
        let shell = shell(way)
        let first = try await shell.say("mark=left; echo $$ $PPID ${mark:-none}").split(separator: " ")
        let second = try await shell.say("echo $$ $PPID ${mark:-none}").split(separator: " ")
        #expect(first.count == 3 && second.count == 3)
        #expect(first[0] != second[0])
        #expect(first[1] == second[1])
        #expect(second[2] == "none\n")
    }

    @Test(arguments: ways) func `large inputs and outputs come through whole`(way: Isolation) async throws {
        let program = PreparedProgram(Command("cat"), limits: Limits(), isolation: way, count: 2)
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(try await program.run(bytes).standardOutput == bytes)
        #expect(try await program.run([]).standardOutput == [])
    }

    @Test(
        arguments: [
            ("/usr/bin/true", "starts another program"), ("(:)", "starts another process"),
            ("echo x > /tmp/left", "writes a file"), ("echo x > left", "writes into its folder"),
            ("kill -9 $PPID", "kills what will read the next document"), ("kill -9 -1", "kills whom it can"),
            ("read word < /proc/$PPID/environ", "reads what will read the next document"),
            ("ulimit -t 5", "sets a limit"),
        ])
    func `a hostile input may do nothing but read and compute`(script: String, what: String) async throws {
        for way in ways {
            let shell = shell(way)
            // Some refusals end the shell at once.
            let said = (try? await shell.say("{ \(script); } 2>/dev/null && echo done || echo refused")) ?? "refused\n"
            #expect(said == "refused\n", "\(what), \(way)")
            #expect(try await shell.say("echo next") == "next\n", "\(what), \(way)")
        }
    }

    @Test(arguments: ways) func `a bomb, a crash and a flood end their own child alone`(way: Isolation) async throws {
        let limits = Limits(cpuSecondsMax: 1, standardOutputBytesMax: 1 << 20)
        let shell = shell(way, limits)
        let parent = try await shell.say("echo $PPID")
        await #expect(throws: SandboxError.timedOut) { try await shell.say("while :; do :; done") }
        await #expect(throws: SandboxError.outputTooLarge(bytesMax: 1 << 20)) {
            try await shell.say("while :; do echo flood; done")
        }
        await #expect(throws: SandboxError.failed(status: 3, standardErrorTail: "why\n")) {
            try await shell.say("echo why >&2; exit 3")
        }
        #expect(try await shell.say("echo $PPID") == parent)
        let hog = PreparedProgram(
            Command("/usr/bin/python3", ["-I", "-S", "-"]), limits: Limits(addressSpaceBytesMax: 256 << 20),
            isolation: way, count: 1)
        await #expect(throws: SandboxError.memory) { try await hog.say("x = bytearray(1 << 30)") }
        #expect(try await hog.say("print('next')") == "next\n")
    }

    @Test(arguments: ways) func `what stands still is stopped by the wall clock, and the next input is read`(
        way: Isolation
    ) async throws {
        let shell = shell(way, Limits(wallClockSecondsMax: 0.5))
        await #expect(throws: SandboxError.stalled) { try await shell.say("while :; do :; done") }
        #expect(try await shell.say("echo next") == "next\n")
    }

    @Test(arguments: ways) func `a cancelled input ends, and the next one is read`(way: Isolation) async throws {
        let shell = shell(way)
        let task = Task { try await shell.say("while :; do :; done") }
        #expect(await shell.obstacle() == nil)
        task.cancel()
        await #expect(throws: SandboxError.cancelled) { try await task.value }
        #expect(try await shell.say("echo next") == "next\n")
    }

    @Test func `a prepared program that is killed loses no input`() async throws {
        let shell = shell(.limitsOnly)
        for round in 0..<3 {
            let pid = try #require(Int32(try await shell.say("echo $PPID").dropLast()))
            #expect(kill(pid, SIGKILL) == 0)
            #expect(try await shell.say("echo \(round)") == "\(round)\n")
        }
        // In the middle of an input as well: it is read again, from its start.
        let pid = try #require(Int32(try await shell.say("echo $PPID").dropLast()))
        async let counted = shell.say("i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo $i")
        #expect(kill(pid, SIGKILL) == 0)
        let end = try await counted
        #expect(end == "300000\n")
    }

    @Test(arguments: ways) func `two at once do not see each other's input`(way: Isolation) async throws {
        let program = PreparedProgram(Command("cat"), limits: Limits(), isolation: way, count: 2)
        let inputs = (0..<40).map { [UInt8](repeating: UInt8($0), count: 100_000 + $0) }
        let same = try await withThrowingTaskGroup(of: Bool.self) { group in
            for input in inputs { group.addTask { try await program.run(input).standardOutput == input } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(same == inputs.count)
    }

    @Test func `a sandbox is replaced after so many inputs`() async throws {
        let shell = shell(.limitsOnly)
        var parents: [String: Int] = [:]
        for _ in 0..<(PreparedSandbox.runCountMax + 100) { parents[try await shell.say("echo $PPID"), default: 0] += 1 }
        #expect(parents.values.sorted() == [100, PreparedSandbox.runCountMax])
    }

    @Test func `a program that cannot be held is run by launches of its own`() async throws {
        // Linked statically, it loads no library of ours.
        let program = PreparedProgram(Command("/usr/sbin/ldconfig", ["--version"]), limits: Limits(), count: 1)
        #expect(await program.obstacle() == .notFound("the beginning of /usr/sbin/ldconfig"))
        #expect(try await program.run([]).standardOutput.starts(with: Array("ldconfig".utf8)))
        let absent = PreparedProgram(Command("no-such-program"), limits: Limits(), count: 1)
        await #expect(throws: SandboxError.notFound("no-such-program")) { try await absent.run([]) }
    }
}
