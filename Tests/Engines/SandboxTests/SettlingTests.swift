import Telemetry
import Testing

@testable import Sandbox

@Suite struct SettlingTests {
    private let logger = Logger(label: "tests")

    @Test func `a service with another word for isolation does not start`() async {
        #expect(
            await Sandbox.settle(isolation: "no", logger: logger)
                == "SANDBOX_ISOLATION is neither required nor when-possible")
    }

    @Test func `required isolation starts only where there is one`() async {
        let problem = await Sandbox.settle(isolation: "required", logger: logger)
        #expect((problem == nil) == (await Sandbox.isolates()))
        #expect(Sandbox.settled == .required)
        #expect(await Sandbox.settle(isolation: "when-possible", logger: logger) == nil)
        #expect(Sandbox.settled == .whenPossible)
    }

    @Test(.enabled("needs namespaces, which this machine does not give") { await Sandbox.isolates() })
    func `where no fresh proc is to be had, as in a container, programs run without one`() throws {
        let folder = try PrivateFolder(in: "/tmp")
        let command = Command("/usr/bin/sh", ["-c", "test ! -e /proc/self && echo apart"])
        let line = Jail.arguments(
            for: command, program: "/usr/bin/sh", folder: folder.path, fileBytesMax: 1 << 20, form: .withoutProcesses)
        let limits = Limits()
        let launch = Launch(
            program: Jail.program, arguments: line, environment: ["PATH": "/usr/bin"], folder: folder.path,
            limits: limits, isJailed: true)
        let end = try Child(launch).finish(input: [], limits, until: nil)
        #expect(end.exitStatus == 0)
        #expect(String(decoding: end.standardOutput, as: UTF8.self) == "apart\n")
    }
}
